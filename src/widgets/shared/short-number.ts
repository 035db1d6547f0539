const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten, e.g. '10⁻³'. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => RAISED[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** A number of any size in three digits, e.g. '0.0123', '1 230', '4.56 × 10⁻⁷'; '—' for what is no number. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const sign = value < 0 ? '−' : '';
  if (exponent < -3 || exponent > 5) {
    const mantissa = (Math.abs(value) / 10 ** exponent).toFixed(2);
    return mantissa === '10.00'
      ? `${sign}1.00 × ${powerOfTen(exponent + 1)}`
      : `${sign}${mantissa} × ${powerOfTen(exponent)}`;
  }
  const digits = Math.abs(value).toFixed(Math.max(0, 2 - exponent));
  return sign + digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\u2009');
}
