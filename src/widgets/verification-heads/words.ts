import type { EncodingForm, HeadName } from '#math/verification-heads';

export const HEAD_NAMES: Readonly<Record<HeadName, string>> = {
  'side-by-side': 'Side by side',
  absolute: 'Absolute differences',
  squared: 'Squared differences',
  'chi-squared': 'χ²',
  threshold: 'Threshold on d',
};

/** What a head learns, beside the bias. */
export function weightWords(head: HeadName, form: EncodingForm): string {
  const size = form === 'split' ? 64 : 32;
  if (head === 'threshold') return 'one number, τ';
  return `${head === 'side-by-side' ? 2 * size : size} weights`;
}

/** 97.3 % */
export function accuracyWords(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** 96.7 to 97.8 % */
export function intervalWords({ low, high }: { low: number; high: number }): string {
  return `${(100 * low).toFixed(1)} to ${accuracyWords(high)}`;
}

/** A signed number with a true minus. */
export function numberWords(value: number, digits = 2): string {
  const text = value.toFixed(digits).replace('-', '−');
  return /[1-9]/.test(text) ? text : text.replace('−', '');
}

/** 0.00 … 1.00, never a bound that is not reached. */
export function chanceWords(chance: number): string {
  if (chance > 0.995 && chance < 1) return '> 0.99';
  if (chance < 0.005 && chance > 0) return '< 0.01';
  return chance.toFixed(2);
}

/** 0.12 µs, 3.4 ms */
export function timeWords(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  const micro = milliseconds * 1000;
  return `${micro.toFixed(micro < 10 ? 2 : 0)} µs`;
}
