/** A number as a reader types it: '12', '1 000 000', '1e9', '−3', '10^9'. NaN for anything else. */
export function typedNumber(text: string): number {
  const plain = text
    .replace(/[\s_'’\u2009]/g, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace('−', '-');
  const power = /^10(?:\^|\*\*)(\d{1,3})$/.exec(plain);
  if (power) return 10 ** Number(power[1]);
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e\+?\d{1,3})?$/i.test(plain) ? Number(plain) : Number.NaN;
}

/** How it stands in its field. */
export function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value).replace('-', '−').replace('e+', 'e');
}
