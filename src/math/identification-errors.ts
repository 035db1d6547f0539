/**
 * The chance of at least one false accept among K comparisons, each of which is one with chance p, if they are
 * independent: 1 − (1 − p)^K. Exact also for a tiny p.
 *
 * @param p 0 to 1
 * @param comparisons K, 0 or more
 */
export function falseAcceptGrowth(p: number, comparisons: number): number {
  if (comparisons === 0) return 0;
  return p >= 1 ? 1 : -Math.expm1(comparisons * Math.log1p(-p));
}

/**
 * For every m: the chance that K people, drawn at random from a gallery without putting back, are none of m given
 * ones.
 *
 * @returns [people + 1], for m = 0 … people
 */
export function chanceOfMissing(people: number, drawn: number): Float64Array {
  const chances = new Float64Array(people + 1);
  chances[0] = 1;
  for (let m = 0; m < people; m++) {
    chances[m + 1] = (chances[m]! * Math.max(0, people - drawn - m)) / (people - m);
  }
  return chances;
}

/**
 * Squared distances of probes to all people of a gallery, each probe's from the nearest on.
 *
 * @param probes [n, size]; `gallery` [people, size], row-major
 * @returns [n, people], rows ascending
 */
export function sortedDistances(
  probes: ArrayLike<number>,
  gallery: ArrayLike<number>,
  size: number,
): Float32Array {
  const n = probes.length / size;
  const people = gallery.length / size;
  const sorted = new Float32Array(n * people);
  for (let i = 0; i < n; i++) {
    const row = sorted.subarray(i * people, (i + 1) * people);
    for (let j = 0; j < people; j++) row[j] = distance(probes, i * size, gallery, j * size, size);
    row.sort();
  }
  return sorted;
}

function distance(
  a: ArrayLike<number>,
  from: number,
  b: ArrayLike<number>,
  to: number,
  size: number,
): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (a[from + k]! - b[to + k]!) ** 2;
  return sum;
}

/** How many of a row's ascending numbers, `length` from `start`, are at most `bound`. */
export function countWithin(sorted: ArrayLike<number>, start: number, length: number, bound: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[start + middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whom each probe is taken for: how many people of the gallery lie at most τ away.
 *
 * @param sorted [n, people] as `sortedDistances` gives them
 * @returns [n]
 */
export function acceptedCounts(sorted: Float32Array, people: number, threshold: number): Uint16Array {
  const counts = new Uint16Array(sorted.length / people);
  for (let i = 0; i < counts.length; i++) counts[i] = countWithin(sorted, i * people, people, threshold);
  return counts;
}

/** The share of all comparisons that are accepted. */
export function acceptRate(counts: ArrayLike<number>, people: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum / (counts.length * people);
}

/** The threshold at which about the share `rate` of all comparisons is accepted, never more. */
export function thresholdForRate(sorted: Float32Array, people: number, rate: number): number {
  let low = 0;
  let high = 4; // no two points of the unit sphere lie further apart
  if (acceptRate(acceptedCounts(sorted, people, high), people) <= rate) return high;
  for (let step = 0; step < 26; step++) {
    const middle = (low + high) / 2;
    if (acceptRate(acceptedCounts(sorted, people, middle), people) <= rate) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The share of strangers' probes that are taken for at least one of K people, when these K are drawn from the
 * gallery: the mean over all draws, without drawing any.
 *
 * @param counts [n], whom each probe is taken for, of all `people`
 * @returns one share a person, mean over the person's probes, which follow each other
 */
export function strangerErrors(
  counts: ArrayLike<number>,
  people: number,
  drawn: number,
  probesEach: number,
): Float64Array {
  const missing = chanceOfMissing(people, drawn);
  const shares = new Float64Array(counts.length / probesEach);
  for (let i = 0; i < counts.length; i++) {
    shares[Math.floor(i / probesEach)]! += (1 - missing[counts[i]!]!) / probesEach;
  }
  return shares;
}

/** Shares of the answers to probes of people who are in the gallery; they sum to 1. */
export interface KnownAnswers {
  right: number;
  /** Somebody else lay nearest, within the threshold. */
  wrong: number;
  /** Nobody lay within the threshold. */
  none: number;
}

/**
 * What recognition answers to people whom it knows: the nearest of K people (the right one, and K − 1 others drawn
 * from the gallery) within the threshold, or nobody. The mean over all draws.
 *
 * @param own [n], each probe's squared distance to its own person's picture
 * @param sorted [n, others] squared distances to all others, rows ascending
 * @param known K, from 1
 */
export function knownAnswers(
  own: ArrayLike<number>,
  sorted: Float32Array,
  others: number,
  threshold: number,
  known: number,
): KnownAnswers {
  const missing = chanceOfMissing(others, Math.min(others, known - 1));
  const answers = { right: 0, wrong: 0, none: 0 };
  for (let i = 0; i < own.length; i++) {
    const accepted = own[i]! <= threshold;
    const nearer = countWithin(sorted, i * others, others, Math.min(own[i]!, threshold));
    answers[accepted ? 'right' : 'none'] += missing[nearer]! / own.length;
    answers.wrong += (1 - missing[nearer]!) / own.length;
  }
  return answers;
}
