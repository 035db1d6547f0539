import { enlarge, intersectionOverUnion } from './dissection.ts';
import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';

/** Bau et al. 2017: a unit is 'on' where it exceeds the top 0.5 % of its activations … */
export const ON_SHARE = 0.005;
/** … and detects a concept when 'on' and the concept's mask overlap by more than this. */
export const LABEL_BOUND = 0.04;

/** Two sets of pixels, A where the unit is on and M where the concept is, by their sizes. */
export interface Overlap {
  on: number;
  mask: number;
  intersection: number;
  union: number;
  /** 0 to 1; 0 when both sets are empty. */
  iou: number;
}

/**
 * The pixels where a unit is on: its map, enlarged to the picture, reaches the threshold and is above 0.
 *
 * @param map [rows, columns]
 * @param size side of the picture in pixels
 * @returns [size, size] of 0 and 1; null when the unit is on nowhere
 */
export function onPixels(
  map: ArrayLike<number>,
  rows: number,
  columns: number,
  size: number,
  threshold: number,
): Uint8Array | null {
  let greatest = 0;
  for (let i = 0; i < map.length; i++) greatest = Math.max(greatest, map[i]!);
  // What is enlarged stays below the greatest value of the map.
  if (!(greatest > 0 && greatest >= threshold)) return null;
  const on = new Uint8Array(size * size);
  const enlarged = enlarge(map, rows, columns, size);
  for (let i = 0; i < on.length; i++) if (enlarged[i]! > 0 && enlarged[i]! >= threshold) on[i] = 1;
  return on;
}

/**
 * The overlap in one picture.
 *
 * @param on 0 and 1 a pixel; null when the unit is on nowhere
 * @param labels a label a pixel
 * @param label the concept's label
 */
export function overlapIn(on: ArrayLike<number> | null, labels: ArrayLike<number>, label: number): Overlap {
  let active = 0;
  let mask = 0;
  let both = 0;
  for (let i = 0; i < labels.length; i++) {
    const inMask = labels[i] === label;
    if (inMask) mask++;
    if (!on?.[i]) continue;
    active++;
    if (inMask) both++;
  }
  return overlapOf(active, mask, both);
}

function overlapOf(on: number, mask: number, intersection: number): Overlap {
  const union = on + mask - intersection;
  return { on, mask, intersection, union, iou: intersectionOverUnion(on, mask, intersection) };
}

/** For every picture, how many pixels are on, how many each concept covers, and how many are both. */
export class OverlapTable {
  readonly pictures: number;
  readonly #concepts: number;
  readonly #on: Uint32Array;
  readonly #masks: Uint32Array;
  readonly #both: Uint32Array;

  constructor(pictures: number, concepts: number) {
    this.pictures = pictures;
    this.#concepts = concepts;
    this.#on = new Uint32Array(pictures);
    this.#masks = new Uint32Array(pictures * concepts);
    this.#both = new Uint32Array(pictures * concepts);
  }

  /**
   * Enters a picture, once.
   *
   * @param on 0 and 1 a pixel; null when the unit is on nowhere
   * @param labels one label image a kind of concept; a pixel's label, plus its kind's offset, is a concept
   * @param areas pixels that each concept covers in the picture
   */
  enter(
    picture: number,
    on: ArrayLike<number> | null,
    labels: readonly ArrayLike<number>[],
    offsets: readonly number[],
    areas: ArrayLike<number>,
  ): void {
    const row = picture * this.#concepts;
    this.#masks.set(areas, row);
    if (!on) return;
    for (let i = 0; i < on.length; i++) {
      if (!on[i]) continue;
      this.#on[picture]!++;
      for (let kind = 0; kind < labels.length; kind++) {
        this.#both[row + offsets[kind]! + labels[kind]![i]!]!++;
      }
    }
  }

  /** The overlap over all pictures: sizes are added up first, then divided. */
  overlap(concept: number): Overlap {
    return this.#sum(concept, (i) => i);
  }

  /**
   * Where the overlap would lie in 95 % of samples like this one: pictures are drawn anew, with replacement
   * (the percentile bootstrap of Efron 1979). The threshold is kept, so its own spread is not in it.
   *
   * @param random uniform on [0, 1)
   */
  interval(concept: number, resamples: number, random: () => number): Interval {
    const ious = new Float64Array(resamples);
    for (let i = 0; i < resamples; i++) {
      ious[i] = this.#sum(concept, () => Math.floor(random() * this.pictures)).iou;
    }
    ious.sort();
    return { low: quantile(ious, 0.025), high: quantile(ious, 0.975) };
  }

  #sum(concept: number, pick: (i: number) => number): Overlap {
    let on = 0;
    let mask = 0;
    let both = 0;
    for (let i = 0; i < this.pictures; i++) {
      const picture = pick(i);
      const at = picture * this.#concepts + concept;
      on += this.#on[picture]!;
      mask += this.#masks[at]!;
      both += this.#both[at]!;
    }
    return overlapOf(on, mask, both);
  }
}
