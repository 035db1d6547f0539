import type { Term } from './towers.ts';

/** A number with a true minus sign. */
export function signed(value: number, digits = 3): string {
  return value
    .toFixed(digits)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace(/^-/, '');
}

/** A distance; what is only a trace of rounding is 0. */
export function distanceWords(distance: number): string {
  return distance < 5e-7 ? '0' : distance < 0.001 ? distance.toFixed(5) : distance.toFixed(3);
}

/** Both encodings as a table, one number a line. */
export function csvOf(terms: readonly Term[]): string {
  const lines = terms.map(({ first, second, square }, k) => [k + 1, first, second, square].join(','));
  return ['number,tower 1,tower 2,squared difference', ...lines, ''].join('\n');
}
