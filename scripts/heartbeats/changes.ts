import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { HeartbeatChange } from '#site/model-card';
import { changeHeart, type HeartFactor } from '#world/signal/heart';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import { SIGNAL_SETS, type SignalSet } from '#world/signal/sets';
import { evaluateSignals } from './evaluate.ts';
import { shareFigure } from './share-figure.ts';
import { labelledSignals } from './signals.ts';

/** One factor of the heart set to one value, whatever it was. */
const CHANGES: { name: string; rhythm: Rhythm; change: Partial<Record<HeartFactor, number>> }[] = [
  { name: 'no P wave', rhythm: 'sinus', change: { p: 0 } },
  { name: 'P far from R', rhythm: 'sinus', change: { pr: 0.26 } },
  { name: 'T wave upside down', rhythm: 'sinus', change: { t: -0.3 } },
  { name: 'faster than any in training', rhythm: 'sinus', change: { rate: 175 } },
  { name: 'perfectly even', rhythm: 'atrial-fibrillation', change: { irregularity: 0 } },
  { name: 'no tremor', rhythm: 'atrial-fibrillation', change: { p: 0 } },
  { name: 'no teeth', rhythm: 'atrial-flutter', change: { p: 0 } },
  { name: 'slower than any in training', rhythm: 'ventricular-tachycardia', change: { rate: 60 } },
];

/** What the network says of the test hearts of a rhythm when one thing about them is changed. */
export function measureChanges(model: LayersModel): HeartbeatChange[] {
  return CHANGES.map(({ name, rhythm, change }) => {
    const row = RHYTHMS.indexOf(rhythm);
    const answers = heartsOf(rhythm, SIGNAL_SETS.test)
      .map((set) => {
        const signals = labelledSignals(set, (heart) => changeHeart(heart, change));
        return evaluateSignals(model, signals).confusion[row]!;
      })
      .reduce((sum, counts) => sum.map((count, i) => count + counts[i]!));
    const signals = answers.reduce((sum, count) => sum + count);
    const most = answers.indexOf(Math.max(...answers));
    return {
      name,
      rhythm,
      change,
      signals,
      answers,
      own: shareFigure(answers[row]!, signals),
      most: { rhythm: RHYTHMS[most]!, ...shareFigure(answers[most]!, signals) },
    };
  });
}

/** The signals of a set that have a rhythm: they lie apart, as the rhythms take turns. */
function heartsOf(rhythm: Rhythm, { first, count }: SignalSet): SignalSet[] {
  const start = first + RHYTHMS.indexOf(rhythm);
  return Array.from({ length: count / RHYTHMS.length }, (_, i) => ({
    first: start + i * RHYTHMS.length,
    count: 1,
  }));
}
