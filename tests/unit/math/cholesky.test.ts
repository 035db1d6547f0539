import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, invertLower } from '#math/cholesky';

const N = 6;
const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: N * N, maxLength: N * N });

/** A Aᵀ + 1, which is positive definite. */
function definite(a: number[]): Float64Array {
  const matrix = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      matrix[i * N + j] = i === j ? 1 : 0;
      for (let k = 0; k < N; k++) matrix[i * N + j]! += a[i * N + k]! * a[j * N + k]!;
    }
  }
  return matrix;
}

function product(one: Float64Array, other: Float64Array, turned = false): Float64Array {
  const result = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      for (let k = 0; k < N; k++) {
        result[i * N + j]! += one[i * N + k]! * other[turned ? j * N + k : k * N + j]!;
      }
    }
  }
  return result;
}

describe('cholesky', () => {
  it('gives a lower triangle whose product with itself is the matrix', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const matrix = definite(a);
        const lower = cholesky(matrix, N);
        const again = product(lower, lower, true);
        for (const [i, value] of matrix.entries()) expect(again[i]).toBeCloseTo(value, 9);
        for (let i = 0; i < N; i++) for (let j = i + 1; j < N; j++) expect(lower[i * N + j]).toBe(0);
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => cholesky([1, 2, 2, 1], 2)).toThrow(RangeError);
  });
});

describe('invertLower', () => {
  it('undoes the triangle', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const lower = cholesky(definite(a), N);
        const one = product(invertLower(lower, N), lower);
        for (let i = 0; i < N; i++) {
          for (let j = 0; j < N; j++) expect(one[i * N + j]).toBeCloseTo(i === j ? 1 : 0, 8);
        }
      }),
    );
  });
});
