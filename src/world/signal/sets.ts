import { randomStream } from '../random.ts';
import { type Ecg, ecg } from './ecg.ts';
import { drawHeart, type Heart } from './heart.ts';
import { RHYTHMS, type Rhythm } from './rhythms.ts';

/** Signals that belong together: seeds `first`, `first` + 1, … */
export interface SignalSet {
  first: number;
  count: number;
}

/**
 * The seeds of the heartbeat network's data. The sets share no seed. Counts and beginnings are multiples of the number
 * of rhythms, so each holds all rhythms in equal parts.
 */
export const SIGNAL_SETS = {
  train: { first: 1_400_000, count: 8_400 },
  validation: { first: 2_100_000, count: 1_050 },
  test: { first: 2_800_000, count: 2_800 },
  /** Whose segments the filters are shown with. */
  atlas: { first: 3_500_000, count: 2_100 },
} as const satisfies Record<string, SignalSet>;

export type SignalSetName = keyof typeof SIGNAL_SETS;

/** The rhythm of a seed: they take turns. */
export function rhythmOfSeed(seed: number): Rhythm {
  return RHYTHMS[((seed % RHYTHMS.length) + RHYTHMS.length) % RHYTHMS.length]!;
}

/** The heart of a seed, with the seed's rhythm where none is given. */
export function heartOfSeed(seed: number, rhythm: Rhythm = rhythmOfSeed(seed)): Heart {
  return drawHeart(rhythm, randomStream(seed ^ 0x3c6ef372));
}

/** The signal of a seed. */
export function signalOfSeed(seed: number): Ecg {
  return ecg(heartOfSeed(seed), seed);
}
