import type { Fraction, Layer, Shape } from '#math/convolution/network';
import { grouped, times } from '#math/convolution/words';
import { powerOfTen } from '#widgets/shared/short-number';
import type { Thing } from './drawing/things.ts';

/** From here on a number is said as a power of ten, its digits beside it. */
const LONG = 10n ** 9n;

/** '12 345', '1.23 × 10¹⁸'. */
export function bigNumber(value: bigint): string {
  if (value < LONG) return grouped(value);
  const digits = value.toString();
  const lead = Math.round(Number(digits.slice(0, 6)) / 1000);
  const carried = lead === 1000;
  const text = carried ? '100' : String(lead);
  return `${text[0]}.${text.slice(1)} × ${powerOfTen(digits.length - 1 + Number(carried))}`;
}

/** Whether bigNumber leaves digits out. */
export function isShortened(value: bigint): boolean {
  return value >= LONG;
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** '6.25 KiB': with two decimals unless whole; beyond exbibytes as a power of ten of bytes. */
export function memory(bytes: bigint): string {
  let power = 0;
  let under = 1n;
  while (power < UNITS.length - 1 && bytes / under >= 1024n) {
    under *= 1024n;
    power += 1;
  }
  if (bytes / under >= 1024n) return `${bigNumber(bytes)} bytes`;
  const hundredths = (bytes * 100n + under / 2n) / under;
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${grouped(hundredths / 100n)}${decimals ? `.${decimals}` : ''} ${UNITS[power]}`;
}

/** '10 × 10 × 16': the sides and then the channels; after a dense layer only these. */
export function shapeSaid(shape: Shape | undefined): string {
  return shape ? times([...shape.size, shape.channels]) : '—';
}

/** '9', or '9 × 5' where sides differ. */
export function sidesSaid(values: readonly (number | bigint)[]): string {
  const texts = values.map((value) => (typeof value === 'bigint' ? bigNumber(value) : grouped(value)));
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '—') : texts.join(' × ');
}

export function fraction({ over, under }: Fraction): string {
  return under === 1n ? bigNumber(over) : `${bigNumber(over)}/${bigNumber(under)}`;
}

/** 'conv 5 × 5, 16', 'max pool 2 × 2', 'dense 10'. */
export function layerName(layer: Layer): string {
  if (layer.op === 'dense') return `Dense, ${grouped(layer.units)}`;
  if (layer.op === 'pooling')
    return `${layer.how === 'max' ? 'Max' : 'Mean'} pooling, ${times(layer.kernel)}`;
  return `${layer.transposed ? 'Transposed' : 'Convolution'}, ${grouped(layer.filters)} of ${times(layer.kernel)}`;
}

/** Colours of the drawing's things, for their fields and symbols. */
export const THING_COLOURS: Record<Thing, string> = {
  n: 'var(--cat-1)',
  p: 'var(--cat-1)',
  c: 'var(--cat-1)',
  f: 'var(--cat-3)',
  d: 'var(--cat-3)',
  s: 'var(--cat-3)',
  bias: 'var(--cat-3)',
  o: 'var(--cat-2)',
  k: 'var(--cat-2)',
  g: 'var(--cat-5)',
  leftover: 'var(--wrong)',
};
