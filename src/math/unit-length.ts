/**
 * Divides each row by its Euclidean length. A row of zeros has no direction and stays as it is; NaN stays NaN.
 *
 * @param rows [n, size], row after row
 * @throws RangeError when the rows don't come out even
 */
export function unitLength(rows: ArrayLike<number>, size: number): Float32Array {
  const result = Float32Array.from(rows);
  for (let row = 0; row < rowCount(rows, size); row++) {
    const from = row * size;
    const length = lengthOf(rows, from, size);
    if (length === 0) continue;
    for (let k = from; k < from + size; k++) result[k] = rows[k]! / length;
  }
  return result;
}

/**
 * The chain rule through `unitLength`: what a gradient for the rows of unit length u = x / ‖x‖ is for x itself,
 * (g − u (u · g)) / ‖x‖. The part along x is gone: changing the length of x changes nothing. Zero for a row of zeros.
 *
 * @param rows x, [n, size]
 * @param gradient g, [n, size]: of some number for u
 * @returns [n, size]: of the same number for x
 * @throws RangeError when the rows don't come out even
 */
export function unitLengthGradient(
  rows: ArrayLike<number>,
  size: number,
  gradient: ArrayLike<number>,
): Float32Array {
  if (gradient.length !== rows.length) throw new RangeError('A gradient for other rows.');
  const result = new Float32Array(rows.length);
  for (let row = 0; row < rowCount(rows, size); row++) {
    const from = row * size;
    const length = lengthOf(rows, from, size);
    if (length === 0) continue;
    let along = 0;
    for (let k = from; k < from + size; k++) along += (rows[k]! / length) * gradient[k]!;
    for (let k = from; k < from + size; k++)
      result[k] = (gradient[k]! - (rows[k]! / length) * along) / length;
  }
  return result;
}

/** How many rows of `size` numbers there are. */
export function rowCount(rows: ArrayLike<number>, size: number): number {
  const count = rows.length / size;
  if (!Number.isInteger(count)) throw new RangeError(`${rows.length} numbers are no rows of ${size}.`);
  return count;
}

function lengthOf(rows: ArrayLike<number>, from: number, size: number): number {
  let sum = 0;
  for (let k = from; k < from + size; k++) sum += rows[k]! * rows[k]!;
  return Math.sqrt(sum);
}
