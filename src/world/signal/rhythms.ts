/** Rhythms of the heart that the signals have as labels, in the order of the network's answers. */
export const RHYTHMS = [
  'sinus',
  'atrial-fibrillation',
  'atrial-flutter',
  'premature-ventricular',
  'ventricular-tachycardia',
  'wenckebach',
  'complete-block',
] as const;
export type Rhythm = (typeof RHYTHMS)[number];

const SAID: Record<Rhythm, { title: string; description: string }> = {
  sinus: {
    title: 'Sinus rhythm',
    description:
      'A P wave before every QRS, at a constant distance. Breathing makes the beat a little uneven.',
  },
  'atrial-fibrillation': {
    title: 'Atrial fibrillation',
    description:
      'The beat has no pattern at all, and there are no P waves: the line between the beats trembles.',
  },
  'atrial-flutter': {
    title: 'Atrial flutter',
    description:
      'The atria run at about 300 a minute and draw a saw. Only every second to fourth tooth has a QRS.',
  },
  'premature-ventricular': {
    title: 'Premature ventricular beats',
    description:
      'Among ordinary beats comes one too early: broad, tall, with no P wave, and with a pause after it.',
  },
  'ventricular-tachycardia': {
    title: 'Ventricular tachycardia',
    description:
      'Broad beats from the ventricles themselves, one after the other, fast and even, with no P wave.',
  },
  wenckebach: {
    title: 'Wenckebach block',
    description:
      'P and QRS drift apart from beat to beat, until one P wave has no QRS at all. Then it starts again.',
  },
  'complete-block': {
    title: 'Complete heart block',
    description: 'P waves at one steady rate, QRS at a slower one, and neither takes notice of the other.',
  },
};

/** The name of a rhythm, as a heading has it. */
export function rhythmTitle(rhythm: Rhythm): string {
  return SAID[rhythm].title;
}

/** What one sees in the signal, in a sentence or two. */
export function describeRhythm(rhythm: Rhythm): string {
  return SAID[rhythm].description;
}
