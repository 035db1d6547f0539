import type { OptionValue } from '#site/page-bus';

/**
 * A number as it stands in a formula: whole numbers as they are, others with three significant places or, given
 * `digits`, with that many decimals; a true minus sign.
 */
export function formatLive(value: OptionValue, digits?: number): string {
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return '–';
  let text: string;
  if (digits !== undefined) text = value.toFixed(digits);
  else if (Number.isInteger(value)) text = String(value);
  else text = value.toFixed(Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))));
  return text.replace(/^-(?=.*[1-9])/, '−').replace(/^-/, '');
}

/** The label with each `{name}` replaced by its value; names without a value stay. */
export function fillLabel(label: string, values: Readonly<Record<string, string>>): string {
  return label.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
