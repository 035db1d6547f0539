import type { Heart } from './heart.ts';
import type { Rhythm } from './rhythms.ts';

const BASE: Omit<Heart, 'rhythm'> = {
  rate: 66,
  irregularity: 0.03,
  breathing: 0.25,
  atrialRate: 380,
  conduction: 4,
  every: 4,
  coupling: 0.6,
  p: 0.16,
  q: -0.08,
  r: 1.1,
  s: -0.22,
  t: 0.3,
  pr: 0.15,
  qrs: 0.09,
  wideQrs: 0.16,
  qt: 0.39,
  direction: 1,
  gain: 1,
  noise: 0.01,
  wander: 0.04,
};

const OF_RHYTHM: Record<Rhythm, Partial<Heart>> = {
  sinus: {},
  'atrial-fibrillation': { rate: 82, irregularity: 0.2 },
  'atrial-flutter': { rate: 74, irregularity: 0, p: 0.14 },
  'premature-ventricular': { rate: 72 },
  'ventricular-tachycardia': { rate: 150, irregularity: 0.01 },
  wenckebach: { rate: 62, irregularity: 0.015 },
  'complete-block': { rate: 40, atrialRate: 88, irregularity: 0.01 },
};

/** A heart as a textbook would draw it: everything in the middle of its range, little noise. */
export function typicalHeart(rhythm: Rhythm): Heart {
  return { rhythm, ...BASE, ...OF_RHYTHM[rhythm] };
}
