import { rowCount } from './unit-length.ts';

/**
 * How triplets are chosen from a batch of labelled embeddings.
 *
 * - 'random': each ordered pair (A, P) of one person gets any picture of somebody else as N.
 * - 'unsatisfied': the same, but triplets that already have a loss of 0 are not fed.
 * - 'semi-hard': N is any of those farther from A than P, by less than the margin (Schroff et al. 2015). A pair
 *   that has none gives no triplet.
 * - 'hardest': each A gets its farthest P and its nearest N ('batch hard', Hermans et al. 2017).
 */
export type TripletChoice = 'random' | 'semi-hard' | 'hardest' | 'unsatisfied';

/** Rows of the batch: triplet t is (anchors[t], positives[t], negatives[t]). */
export interface Triplets {
  anchors: Int32Array;
  positives: Int32Array;
  negatives: Int32Array;
}

export interface SelectionOptions {
  choice: TripletChoice;
  /** α, in squared distance. */
  margin: number;
  /** Uniform on [0, 1); the same stream gives the same triplets. */
  random: () => number;
}

/**
 * Chooses triplets from a batch: A and P are different pictures of one person, N is of somebody else. A batch of
 * one person, or with one picture of each, gives none. Embeddings that are NaN are never chosen by distance.
 *
 * @param embeddings [n, size], row after row
 * @param labels who is on each picture
 * @throws RangeError when there isn't a label for each row
 */
export function selectTriplets(
  embeddings: ArrayLike<number>,
  size: number,
  labels: ArrayLike<number>,
  { choice, margin, random }: SelectionOptions,
): Triplets {
  const n = rowCount(embeddings, size);
  if (labels.length !== n) throw new RangeError(`${labels.length} labels for ${n} embeddings.`);
  const distances = choice === 'random' ? undefined : pairDistances(embeddings, size);
  const found: number[] = [];
  for (let anchor = 0; anchor < n; anchor++) {
    const positives: number[] = [];
    const negatives: number[] = [];
    for (let i = 0; i < n; i++) {
      if (labels[i] !== labels[anchor]) negatives.push(i);
      else if (i !== anchor) positives.push(i);
    }
    if (negatives.length === 0) continue;
    const row = distances?.subarray(anchor * n, (anchor + 1) * n);
    if (row && choice === 'hardest') {
      const positive = farthest(row, positives);
      const negative = nearest(row, negatives);
      if (positive !== undefined && negative !== undefined) found.push(anchor, positive, negative);
      continue;
    }
    for (const positive of positives) {
      const reach = row ? row[positive]! : 0;
      const open =
        row && choice === 'semi-hard'
          ? negatives.filter((i) => row[i]! > reach && row[i]! < reach + margin)
          : negatives;
      if (open.length === 0) continue;
      const negative = open[Math.floor(random() * open.length)]!;
      if (row && choice === 'unsatisfied' && !(reach - row[negative]! + margin > 0)) continue;
      found.push(anchor, positive, negative);
    }
  }
  const column = (k: number) => Int32Array.from({ length: found.length / 3 }, (_, t) => found[t * 3 + k]!);
  return { anchors: column(0), positives: column(1), negatives: column(2) };
}

/** Loss of a batch of triplets and its gradient. */
export interface TripletBatch {
  /** Mean of max(d(A, P) − d(A, N) + α, 0) over the triplets; 0 without any. NaN when an embedding is. */
  loss: number;
  /** Triplets whose loss is above 0. */
  active: number;
  /** [n, size]: of the loss, for the embeddings. */
  gradient: Float32Array;
}

/**
 * The triplet loss of a batch, with squared distances d, and its gradient: for each active triplet
 * 2 (N − P) for A, 2 (P − A) for P and 2 (A − N) for N, divided by the number of triplets.
 *
 * @param embeddings [n, size], row after row
 */
export function tripletBatch(
  embeddings: ArrayLike<number>,
  size: number,
  { anchors, positives, negatives }: Triplets,
  margin: number,
): TripletBatch {
  const gradient = new Float32Array(rowCount(embeddings, size) * size);
  const scale = 2 / anchors.length;
  let sum = 0;
  let active = 0;
  for (let t = 0; t < anchors.length; t++) {
    const [a, p, n] = [anchors[t]! * size, positives[t]! * size, negatives[t]! * size];
    const loss = distance(embeddings, size, a, p) - distance(embeddings, size, a, n) + margin;
    if (loss <= 0) continue;
    sum += loss;
    active++;
    for (let k = 0; k < size; k++) {
      const [anchor, positive, negative] = [embeddings[a + k]!, embeddings[p + k]!, embeddings[n + k]!];
      gradient[a + k]! += scale * (negative - positive);
      gradient[p + k]! += scale * (positive - anchor);
      gradient[n + k]! += scale * (anchor - negative);
    }
  }
  return { loss: anchors.length === 0 ? 0 : sum / anchors.length, active, gradient };
}

/**
 * Squared distances between all rows.
 *
 * @param embeddings [n, size], row after row
 * @returns [n, n], symmetric, zeros on the diagonal
 */
export function pairDistances(embeddings: ArrayLike<number>, size: number): Float64Array {
  const n = rowCount(embeddings, size);
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const between = distance(embeddings, size, i * size, j * size);
      distances[i * n + j] = between;
      distances[j * n + i] = between;
    }
  }
  return distances;
}

/** Squared distance between the rows that begin at two places. */
function distance(rows: ArrayLike<number>, size: number, from: number, to: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (rows[from + k]! - rows[to + k]!) ** 2;
  return sum;
}

function farthest(distances: Float64Array, candidates: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const i of candidates) {
    if (distances[i]! > (best === undefined ? Number.NEGATIVE_INFINITY : distances[best]!)) best = i;
  }
  return best;
}

function nearest(distances: Float64Array, candidates: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const i of candidates) {
    if (distances[i]! < (best === undefined ? Number.POSITIVE_INFINITY : distances[best]!)) best = i;
  }
  return best;
}
