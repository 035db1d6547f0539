import type { Options, OptionValue } from '#site/page-bus';
import { shortNumber } from '#widgets/shared/short-number';
import type { GramMatrixResult } from '#worker/protocol';
import type { LossSteps } from './loss.ts';
import { fiveDigits } from './numbers.ts';
import type { ChannelPair, PairMaps } from './pair.ts';

/** What the numbers of a view follow from; `g` and `steps` are null while there is one picture only. */
export interface GramView {
  style: GramMatrixResult;
  pair: ChannelPair;
  s: PairMaps;
  g: PairMaps | null;
  steps: LossSteps | null;
}

/** What the figure tells live formulas: README.md lists it. Large numbers are written as they stand in the figure. */
export function announcedNumbers({ style, pair, s, g, steps }: GramView): Options {
  const { rows, columns, channels, layer } = style;
  const values: Record<string, OptionValue> = {
    layer,
    rows,
    columns,
    channels,
    places: rows * columns,
    k: pair.k,
    k2: pair.k2,
    a: shortNumber(s.one[s.strongest]!),
    b: shortNumber(s.other[s.strongest]!),
    ab: shortNumber(s.product[s.strongest]!),
    entry: fiveDigits(s.sum),
    cosine: s.cosine.toFixed(2),
  };
  if (g && steps) {
    values['entry-g'] = fiveDigits(g.sum);
    values['cosine-g'] = g.cosine.toFixed(2);
    values.difference = fiveDigits(steps.difference[pair.k * channels + pair.k2]!);
    values.squares = fiveDigits(steps.squares);
    values.divisor = fiveDigits(steps.divisor);
    values.loss = fiveDigits(steps.loss);
  }
  return values;
}
