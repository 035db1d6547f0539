import type { Options, OptionValue } from '#site/page-bus';
import { fiveDigits } from './numbers.ts';
import type { GramState } from './state.svelte.ts';

/** Three digits, as beside the maps. */
const short = (value: number) => fiveDigits(Number(value.toPrecision(3)));

/** What the figure tells live formulas: README.md lists it. Large numbers are written as they stand in the figure. */
export function announcedValues(gram: GramState): Options {
  const { style, pair, maps, steps, generated } = gram;
  if (!style || !maps.s) return {};
  const { rows, columns, channels, layer } = style;
  const place = maps.s.strongest;
  const values: Record<string, OptionValue> = {
    layer,
    rows,
    columns,
    channels,
    places: rows * columns,
    k: pair.k,
    k2: pair.k2,
    a: short(maps.s.one[place]!),
    b: short(maps.s.other[place]!),
    ab: short(maps.s.product[place]!),
    entry: fiveDigits(maps.s.sum),
    cosine: maps.s.cosine.toFixed(2),
  };
  if (steps && generated && maps.g) {
    const at = pair.k * channels + pair.k2;
    values['entry-g'] = fiveDigits(maps.g.sum);
    values['cosine-g'] = maps.g.cosine.toFixed(2);
    values.difference = fiveDigits(steps.difference[at]!);
    values.squares = fiveDigits(steps.squares);
    values.divisor = fiveDigits(steps.divisor);
    values.loss = fiveDigits(steps.loss);
  }
  return values;
}
