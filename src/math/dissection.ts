/**
 * Counts a unit's activations in bins from 0 to its greatest value, to find the threshold that a given share
 * of them exceeds (Bau et al. 2017 take 0.5 %) without keeping or sorting them.
 */
export class ActivationHistogram {
  readonly greatest: number;
  private readonly counts: Uint32Array;
  private total = 0;

  constructor(greatest: number, bins = 8192) {
    this.greatest = greatest;
    this.counts = new Uint32Array(bins);
  }

  /** Counts one value; above `greatest` counts as greatest, below 0 as 0. */
  add(value: number): void {
    const bins = this.counts.length;
    const bin = this.greatest > 0 ? Math.floor((value / this.greatest) * bins) : 0;
    this.counts[Math.min(bins - 1, Math.max(0, bin))]!++;
    this.total++;
  }

  /**
   * The least bin edge with at most `share` of the counted values at or above it; exact to one bin.
   */
  threshold(share: number): number {
    const bins = this.counts.length;
    let above = 0;
    let bin = bins;
    while (bin > 0 && above + this.counts[bin - 1]! <= share * this.total) above += this.counts[--bin]!;
    return (bin / bins) * this.greatest;
  }
}

/**
 * Intersection over union of two sets of pixels, from their sizes.
 *
 * @returns 0 to 1; 0 when both sets are empty
 */
export function intersectionOverUnion(first: number, second: number, both: number): number {
  const union = first + second - both;
  return union > 0 ? both / union : 0;
}

/**
 * Enlarges a map to a picture's size, bilinear, each unit at the centre of its cell; beyond the outermost
 * centres the nearest value holds.
 *
 * @param map [rows, columns]
 * @param size side of the picture in pixels
 * @returns [size, size]
 */
export function enlarge(map: ArrayLike<number>, rows: number, columns: number, size: number): Float32Array {
  const enlarged = new Float32Array(size * size);
  const vertical = weights(rows, size);
  const horizontal = weights(columns, size);
  for (let y = 0; y < size; y++) {
    const top = vertical.below[y]! * columns;
    const bottom = vertical.above[y]! * columns;
    const down = vertical.share[y]!;
    for (let x = 0; x < size; x++) {
      const left = horizontal.below[x]!;
      const right = horizontal.above[x]!;
      const across = horizontal.share[x]!;
      const upper = map[top + left]! + (map[top + right]! - map[top + left]!) * across;
      const lower = map[bottom + left]! + (map[bottom + right]! - map[bottom + left]!) * across;
      enlarged[y * size + x] = upper + (lower - upper) * down;
    }
  }
  return enlarged;
}

function weights(cells: number, size: number) {
  const below = new Uint16Array(size);
  const above = new Uint16Array(size);
  const share = new Float32Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    const place = Math.min(cells - 1, Math.max(0, ((pixel + 0.5) * cells) / size - 0.5));
    below[pixel] = Math.floor(place);
    above[pixel] = Math.min(cells - 1, below[pixel]! + 1);
    share[pixel] = place - below[pixel]!;
  }
  return { below, above, share };
}
