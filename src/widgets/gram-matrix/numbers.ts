import { powerOfTen } from '#widgets/shared/short-number';

/** A whole number with its thousands apart. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A number in five digits: '12 345', '1 234.5', '0.12345', '1.2346 × 10⁹'; '—' for what is no number. */
export function fiveDigits(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  const exponent = Math.floor(Math.log10(Number(size.toPrecision(5))));
  if (exponent > 6 || exponent < -4) {
    return `${sign}${(size / 10 ** exponent).toFixed(4)} × ${powerOfTen(exponent)}`;
  }
  const [units, decimals] = size.toFixed(Math.max(0, 4 - exponent)).split('.');
  return `${sign}${whole(Number(units))}${decimals ? `.${decimals}` : ''}`;
}

/** A share as a percentage in two digits. */
export function percent(share: number): string {
  const hundred = share * 100;
  return `${hundred > 0 && hundred < 9.95 ? hundred.toFixed(1) : Math.round(hundred)} %`;
}
