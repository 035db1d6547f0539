import { rowCount } from './unit-length.ts';

/** The directions along which rows spread most. */
export interface PrincipalComponents {
  /** Of the rows, [size]. */
  mean: Float64Array;
  /** [count, size]: of unit length, at right angles to each other, the widest first. */
  directions: Float64Array;
  /** Variance of the rows along each of them, divided by n: sums to `total` when count is size. */
  variances: Float64Array;
  /** Variance along all directions together. */
  total: number;
}

const SWEEPS = 60;
const NEGLIGIBLE = 1e-22;

/**
 * Principal components by Jacobi's rotations on the covariance: exact, no start to choose, the same on every machine.
 * Signs are fixed: of each direction the entry that is largest by size is positive, so that the same rows never give
 * the mirrored picture.
 *
 * @param rows [n, size], row after row
 * @param count directions wanted, at most `size`
 * @throws RangeError when there are no rows, they don't come out even, or too many directions are wanted
 */
export function principalComponents(
  rows: ArrayLike<number>,
  size: number,
  count: number,
): PrincipalComponents {
  const n = rowCount(rows, size);
  if (n === 0) throw new RangeError('There are no rows to find directions in.');
  if (!(count >= 0 && count <= size)) throw new RangeError(`${size} numbers have no ${count} directions.`);
  const mean = new Float64Array(size);
  for (let i = 0; i < n * size; i++) mean[i % size]! += rows[i]! / n;
  const { values, vectors } = symmetricEigen(covariance(rows, size, mean), size);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const directions = new Float64Array(count * size);
  const variances = new Float64Array(count);
  for (let d = 0; d < count; d++) {
    const column = order[d]!;
    variances[d] = Math.max(0, values[column]!);
    const entries = Float64Array.from({ length: size }, (_, k) => vectors[k * size + column]!);
    let largest = 0;
    for (let k = 1; k < size; k++)
      if (Math.abs(entries[k]!) > Math.abs(entries[largest]!) + 1e-9) largest = k;
    const sign = entries[largest]! < 0 ? -1 : 1;
    for (let k = 0; k < size; k++) directions[d * size + k] = sign * entries[k]!;
  }
  return { mean, directions, variances, total: values.reduce((sum, value) => sum + value, 0) };
}

/**
 * Shadows of rows on directions: their dot products. Nothing is subtracted, so that the unit sphere's shadow is the
 * unit disc.
 *
 * @param rows [n, size]
 * @param directions [count, size]
 * @returns [n, count]
 */
export function project(rows: ArrayLike<number>, size: number, directions: ArrayLike<number>): Float64Array {
  const n = rowCount(rows, size);
  const count = rowCount(directions, size);
  const shadows = new Float64Array(n * count);
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < count; d++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += rows[i * size + k]! * directions[d * size + k]!;
      shadows[i * count + d] = sum;
    }
  }
  return shadows;
}

function covariance(rows: ArrayLike<number>, size: number, mean: Float64Array): Float64Array {
  const n = rows.length / size;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < size; a++) {
      const along = (rows[i * size + a]! - mean[a]!) / n;
      for (let b = a; b < size; b++) matrix[a * size + b]! += along * (rows[i * size + b]! - mean[b]!);
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) matrix[a * size + b] = matrix[b * size + a]!;
  return matrix;
}

/** Eigenvalues and, in the columns, eigenvectors of a symmetric matrix (Jacobi 1846: cyclic rotations). */
function symmetricEigen(given: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const matrix = Float64Array.from(given);
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) vectors[k * size + k] = 1;
  const scale = matrix.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) off += matrix[a * size + b]! ** 2;
    if (!(off > NEGLIGIBLE * scale)) break;
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) rotate(matrix, vectors, size, a, b);
  }
  return { values: Float64Array.from({ length: size }, (_, k) => matrix[k * size + k]!), vectors };
}

/** Turns the plane of a and b so that their entry becomes 0. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, a: number, b: number): void {
  const between = matrix[a * size + b]!;
  if (between === 0) return;
  const theta = (matrix[b * size + b]! - matrix[a * size + a]!) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) turn(matrix, k * size + a, k * size + b, cosine, sine);
  for (let k = 0; k < size; k++) turn(matrix, a * size + k, b * size + k, cosine, sine);
  for (let k = 0; k < size; k++) turn(vectors, k * size + a, k * size + b, cosine, sine);
}

function turn(numbers: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const [first, second] = [numbers[i]!, numbers[j]!];
  numbers[i] = cosine * first - sine * second;
  numbers[j] = sine * first + cosine * second;
}
