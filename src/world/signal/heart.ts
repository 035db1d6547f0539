import type { Rhythm } from './rhythms.ts';

/** What decides a signal, apart from the seed. */
export interface Heart {
  rhythm: Rhythm;
  /** Beats of the ventricles a minute, on average. */
  rate: number;
  /** How uneven the beat is: standard deviation of the time between two beats, as a share of it. */
  irregularity: number;
  /** Breaths a second: they hurry and slow the beat, and move the baseline. */
  breathing: number;
  /** Beats of the atria a minute, where they go their own way: trembling, or in a complete block. */
  atrialRate: number;
  /** Beats of the atria to one of the ventricles in flutter; in Wenckebach's block to one that is dropped. */
  conduction: number;
  /** Beats from one premature beat to the next, itself included: 2 is every other one. */
  every: number;
  /** When a premature beat comes, as a share of the time after which the next ordinary one would. */
  coupling: number;
  /** Heights of the waves in millivolt, Q and S below the line. */
  p: number;
  q: number;
  r: number;
  s: number;
  t: number;
  /** From the top of P to the top of R, in seconds at 60 beats a minute. */
  pr: number;
  /** How long the QRS of a conducted beat lasts, and that of a beat from the ventricles; seconds. */
  qrs: number;
  wideQrs: number;
  /** From Q to the end of T at 60 beats a minute, in seconds; it grows with the cube root of the time between beats. */
  qt: number;
  /** Whether beats from the ventricles point up (1) or down (−1). */
  direction: number;
  /** What all waves are multiplied by: how well the electrode lies. */
  gain: number;
  /** Standard deviation of the noise, in millivolt. */
  noise: number;
  /** How far breathing moves the line that the signal returns to, in millivolt. */
  wander: number;
}

export type HeartFactor = Exclude<keyof Heart, 'rhythm'>;

/** What a factor may be anywhere, and what one says of it. */
export interface FactorRange {
  title: string;
  low: number;
  high: number;
  step: number;
  unit: '' | 'mV' | 's' | '/min' | 'Hz' | '×';
}

/** Every factor of the heart within the bounds that make sense for it. */
export const FACTORS: Record<HeartFactor, FactorRange> = {
  rate: { title: 'Rate', low: 30, high: 180, step: 1, unit: '/min' },
  irregularity: { title: 'Irregularity', low: 0, high: 0.35, step: 0.01, unit: '' },
  breathing: { title: 'Breathing', low: 0.12, high: 0.4, step: 0.01, unit: 'Hz' },
  atrialRate: { title: 'Rate of the atria', low: 50, high: 500, step: 5, unit: '/min' },
  conduction: { title: 'Beats of the atria to one', low: 2, high: 6, step: 1, unit: '' },
  every: { title: 'Every … beat is early', low: 2, high: 7, step: 1, unit: '' },
  coupling: { title: 'How early', low: 0.5, high: 0.85, step: 0.01, unit: '' },
  p: { title: 'P wave', low: 0, high: 0.3, step: 0.01, unit: 'mV' },
  q: { title: 'Q wave', low: -0.4, high: 0, step: 0.01, unit: 'mV' },
  r: { title: 'R wave', low: 0.2, high: 2, step: 0.05, unit: 'mV' },
  s: { title: 'S wave', low: -0.8, high: 0, step: 0.01, unit: 'mV' },
  t: { title: 'T wave', low: -0.4, high: 0.8, step: 0.02, unit: 'mV' },
  pr: { title: 'P to R', low: 0.1, high: 0.28, step: 0.01, unit: 's' },
  qrs: { title: 'QRS width', low: 0.06, high: 0.16, step: 0.005, unit: 's' },
  wideQrs: { title: 'Width of ventricular beats', low: 0.12, high: 0.22, step: 0.005, unit: 's' },
  qt: { title: 'Q to the end of T', low: 0.34, high: 0.48, step: 0.01, unit: 's' },
  direction: { title: 'Direction of ventricular beats', low: -1, high: 1, step: 2, unit: '' },
  gain: { title: 'Gain', low: 0.4, high: 2, step: 0.05, unit: '×' },
  noise: { title: 'Noise', low: 0, high: 0.3, step: 0.01, unit: 'mV' },
  wander: { title: 'Baseline wander', low: 0, high: 0.6, step: 0.02, unit: 'mV' },
};

type Bounds = readonly [low: number, high: number];

/** From where the factors of a heart are drawn, whatever its rhythm. */
const DRAWN: Record<HeartFactor, Bounds> = {
  rate: [50, 110],
  irregularity: [0.01, 0.06],
  breathing: [0.15, 0.35],
  atrialRate: [300, 480],
  conduction: [2, 4],
  every: [2, 6],
  coupling: [0.55, 0.8],
  p: [0.06, 0.2],
  q: [-0.16, -0.02],
  r: [0.7, 1.5],
  s: [-0.4, -0.08],
  t: [0.1, 0.45],
  pr: [0.13, 0.19],
  qrs: [0.075, 0.14],
  wideQrs: [0.13, 0.19],
  qt: [0.36, 0.43],
  direction: [-1, 1],
  gain: [0.7, 1.4],
  noise: [0.01, 0.16],
  wander: [0, 0.3],
};

/**
 * What is drawn otherwise for a rhythm. The rates overlap: between 50 and 110 beats a minute lie at least three
 * rhythms everywhere, so that no rate gives a rhythm away.
 */
const OF_RHYTHM: Record<Rhythm, Partial<Record<HeartFactor, Bounds>>> = {
  sinus: { rate: [42, 150], irregularity: [0.01, 0.16] },
  'atrial-fibrillation': { rate: [50, 150], irregularity: [0.1, 0.26] },
  'atrial-flutter': { rate: [60, 160], irregularity: [0, 0.25], atrialRate: [240, 330] },
  'premature-ventricular': { rate: [50, 115], irregularity: [0.01, 0.1] },
  'ventricular-tachycardia': { rate: [95, 175], irregularity: [0, 0.02] },
  wenckebach: { rate: [45, 90], irregularity: [0.005, 0.04], conduction: [3, 6] },
  'complete-block': { rate: [30, 60], irregularity: [0, 0.03], atrialRate: [60, 110] },
};

/** Factors that take whole steps. */
const WHOLE: readonly HeartFactor[] = ['conduction', 'every'];

/**
 * Draws a heart with a rhythm.
 *
 * @param random uniform on [0, 1); every factor takes one number from it, in the order of `FACTORS`
 */
export function drawHeart(rhythm: Rhythm, random: () => number): Heart {
  const bounds = { ...DRAWN, ...OF_RHYTHM[rhythm] };
  const heart = { rhythm } as Heart;
  for (const factor of Object.keys(FACTORS) as HeartFactor[]) {
    const [low, high] = bounds[factor];
    const share = random();
    if (factor === 'direction') heart.direction = share < 0.5 ? -1 : 1;
    else if (WHOLE.includes(factor)) heart[factor] = low + Math.floor(share * (high - low + 1));
    else heart[factor] = low + share * (high - low);
  }
  if (rhythm === 'atrial-flutter') conductFlutter(heart);
  if (rhythm === 'complete-block') separateRates(heart);
  return heart;
}

/** The conduction that brings the atria nearest to the rate drawn for them; their rate then follows from it. */
function conductFlutter(heart: Heart): void {
  const ratio = Math.round(heart.atrialRate / heart.rate);
  heart.conduction = Math.min(4, Math.max(2, ratio));
  heart.rate = heart.atrialRate / heart.conduction;
}

/** Rates of atria and ventricles near a whole ratio look as if one led the other: keeps them from it. */
function separateRates(heart: Heart): void {
  const ratio = heart.atrialRate / heart.rate;
  const whole = Math.floor(ratio);
  heart.atrialRate = heart.rate * (whole + Math.min(0.82, Math.max(0.18, ratio - whole)));
}

/**
 * A heart with some factors changed. What is out of bounds is brought to the nearest bound; what is no number is left
 * as it was.
 */
export function changeHeart(heart: Heart, changes: Partial<Record<HeartFactor, number>>): Heart {
  const changed = { ...heart };
  for (const [factor, { low, high }] of Object.entries(FACTORS) as [HeartFactor, FactorRange][]) {
    const value = changes[factor];
    if (value === undefined || Number.isNaN(value)) continue;
    const within = Math.min(high, Math.max(low, value));
    if (factor === 'direction') changed.direction = within < 0 ? -1 : 1;
    else changed[factor] = WHOLE.includes(factor) ? Math.round(within) : within;
  }
  return changed;
}
