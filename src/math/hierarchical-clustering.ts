/**
 * One step of a clustering: the clusters `left` and `right` become one. Clusters 0 to n − 1 are the things themselves,
 * cluster n + i is what step i made.
 */
export interface Merge {
  left: number;
  right: number;
  /** Distance of the two clusters; it does not fall from step to step. */
  height: number;
  /** How many things the new cluster holds. */
  size: number;
}

/** Distances of all pairs: row-major, [n, n], symmetric, 0 on the diagonal. */
export type DistanceTable = ArrayLike<number>;

/**
 * Distances between the channels of a Gram matrix: 1 less the cosine of the angle between two channels, seen as vectors
 * over positions. 0: the one is a multiple of the other. 1: they never fire together. A channel that never fires is at
 * distance 1 from all others.
 *
 * @param gram [channels, channels], from activations that are not negative
 * @returns [channels, channels], 0 to 1
 */
export function cosineDistances(gram: ArrayLike<number>, channels: number): Float64Array {
  const distances = new Float64Array(channels * channels);
  for (let k = 0; k < channels; k++) {
    for (let other = 0; other < k; other++) {
      const norms = Math.sqrt(gram[k * channels + k]! * gram[other * channels + other]!);
      const cosine = norms > 0 ? gram[k * channels + other]! / norms : 0;
      const distance = Math.min(1, Math.max(0, 1 - cosine));
      distances[k * channels + other] = distance;
      distances[other * channels + k] = distance;
    }
  }
  return distances;
}

/**
 * Agglomerative clustering with average linkage (UPGMA; Sokal and Michener 1958): the two closest clusters become one,
 * until one is left. The distance of two clusters is the mean over all pairs of their things. Among equals the pair with
 * the smallest numbers is taken. O(n³).
 *
 * @param count n, the number of things
 * @returns n − 1 merges, none for fewer than two things
 * @throws RangeError when the table is not n × n, or a distance is not finite
 */
export function averageLinkage(distances: DistanceTable, count: number): Merge[] {
  if (distances.length !== count * count) {
    throw new RangeError(`A table of ${distances.length} distances is not ${count} × ${count}.`);
  }
  const table = Float64Array.from(distances);
  if (!table.every(Number.isFinite)) throw new RangeError('A distance is not a finite number.');
  // Row i of the table holds the cluster `held[i].cluster`; a row whose cluster was taken up by another leaves `rows`.
  const held = Array.from({ length: count }, (_, cluster) => ({ cluster, size: 1 }));
  let rows = held.map((_, row) => row);
  const merges: Merge[] = [];
  while (rows.length > 1) {
    const { one, other, distance } = closestRows(table, count, rows);
    const [a, b] = [held[one]!, held[other]!];
    const size = a.size + b.size;
    rows = rows.filter((row) => row !== other);
    for (const row of rows) {
      if (row === one) continue;
      const mean = (a.size * table[one * count + row]! + b.size * table[other * count + row]!) / size;
      table[one * count + row] = mean;
      table[row * count + one] = mean;
    }
    const [left, right] = a.cluster < b.cluster ? [a.cluster, b.cluster] : [b.cluster, a.cluster];
    held[one] = { cluster: count + merges.length, size };
    merges.push({ left, right, height: distance, size });
  }
  return merges;
}

function closestRows(table: Float64Array, count: number, rows: readonly number[]) {
  let [one, other, distance] = [rows[0]!, rows[1]!, Number.POSITIVE_INFINITY];
  for (const [place, row] of rows.entries()) {
    for (let next = place + 1; next < rows.length; next++) {
      const candidate = table[row * count + rows[next]!]!;
      if (candidate < distance) [one, other, distance] = [row, rows[next]!, candidate];
    }
  }
  return { one, other, distance };
}
