import { quantile } from './quantile.ts';

/** The pictures that each unit of a layer likes best: [units, keep] places of pictures in `labels`. */
export interface TopPictures {
  pictures: ArrayLike<number>;
  units: number;
  keep: number;
}

export interface BestUnit {
  unit: number;
  /** Share of the class among the unit's top pictures, 0 to 1. */
  share: number;
}

/**
 * The unit whose top pictures are most often of one class; among equals the first.
 *
 * @param labels class of each picture
 * @throws RangeError when the layer has no units
 */
export function bestUnit(top: TopPictures, labels: ArrayLike<number>, target: number): BestUnit {
  if (top.units < 1 || top.keep < 1) throw new RangeError('A layer without units has no best one.');
  let best = { unit: 0, share: -1 };
  for (let unit = 0; unit < top.units; unit++) {
    let hits = 0;
    for (let i = unit * top.keep; i < (unit + 1) * top.keep; i++) {
      if (labels[top.pictures[i]!] === target) hits++;
    }
    const share = hits / top.keep;
    if (share > best.share) best = { unit, share };
  }
  return best;
}

export interface Baseline {
  /** Mean share of the best unit when labels mean nothing. */
  mean: number;
  /** 95 % of the shuffles stay at or below this. */
  high: number;
}

/**
 * What the best unit's share would be by chance: the labels of all pictures are shuffled `repeats` times, and
 * each time the best unit is chosen anew. More units make a greater share by luck alone.
 *
 * @param random uniform on [0, 1); the same stream gives the same baseline
 */
export function shuffledBaseline(
  top: TopPictures,
  labels: ArrayLike<number>,
  target: number,
  repeats: number,
  random: () => number,
): Baseline {
  const shuffled = Uint8Array.from(labels);
  const shares = new Float64Array(repeats);
  for (let repeat = 0; repeat < repeats; repeat++) {
    shuffle(shuffled, random);
    shares[repeat] = bestUnit(top, shuffled, target).share;
  }
  shares.sort();
  const mean = shares.reduce((sum, share) => sum + share, 0) / repeats;
  return { mean, high: quantile(shares, 0.95) };
}

/** Fisher and Yates: every order is equally likely. In place. */
export function shuffle<T>(values: { length: number; [index: number]: T }, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
}
