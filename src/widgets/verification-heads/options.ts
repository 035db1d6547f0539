import { ENCODING_FORMS, HEADS } from '#math/verification-heads';
import { choice, integer, type OptionSpec, type OptionsFrom, seed } from '#site/view-options';

export const WIDGET = 'verification-heads';

/** Numbers of training pairs to choose from. */
export const PAIR_COUNTS = [40, 80, 160, 320, 640, 1000, 2000, 4000] as const;
/** λ of the penalty on the weights. */
export const PENALTIES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1] as const;
export const VIEWS = ['sum', 'swap', 'plane', 'curves'] as const;
export type View = (typeof VIEWS)[number];

/** One of some numbers above 0, ascending: any other goes to the one that is nearest in proportion. */
function among(fallback: number, values: readonly number[]): OptionSpec<number> {
  const nearest = (value: number) => {
    if (Number.isNaN(value)) return fallback;
    const place = Math.log(Math.max(value, values[0]!));
    const far = (one: number) => Math.abs(Math.log(one) - Math.min(place, Math.log(values.at(-1)!)));
    return values.reduce((best, one) => (far(one) < far(best) ? one : best));
  };
  return {
    fallback,
    nearest,
    parse: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : nearest(Number(text))),
    format: String,
  };
}

/** −1: the one that matters most. */
const dimension = integer(-1, { min: -1, max: 127 });

export const SPECS = {
  head: choice('absolute', HEADS),
  view: choice('sum', VIEWS),
  /** Training pairs, half of them of the same person. */
  pairs: among(1000, PAIR_COUNTS),
  l2: among(1e-3, PENALTIES),
  encoding: choice('signed', ENCODING_FORMS),
  /** Of the draw of training pairs. */
  seed: seed(1),
  /** The test pair that is worked out. */
  pair: integer(0, { min: 0, max: 3999 }),
  /** The feature that is pointed at in the sum. */
  k: dimension,
  /** The two features of the plane. */
  x: dimension,
  y: dimension,
};

export type HeadsOptions = OptionsFrom<typeof SPECS>;
