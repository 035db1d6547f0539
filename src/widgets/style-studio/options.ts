import { choice, flag, integer, number, type OptionSpec, type OptionsFrom, seed } from '#site/view-options';
import { CONTENTS } from '#world/still/contents';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { STYLES } from '#world/style/styles';
import { logLadder, nearestRung } from './ladder.ts';

export const WIDGET = 'style-studio';

/** Pixels of the longer side of a painting. */
export const SIZES = ['96', '128', '192', '256', '384'] as const;
export const STARTS = ['noise', 'content', 'style'] as const;
export const OPTIMISERS = ['adam', 'l-bfgs', 'descent'] as const;
export const SECOND_STYLES = ['none', ...STYLES] as const;

const decade = (value: number) => Math.floor(Math.log10(value));

/** α/β from nothing but style (0) to nothing but content (infinity). */
export const RATIOS: readonly number[] = [
  0,
  ...logLadder(decade(STYLE_DEFAULTS.ratio) - 3, decade(STYLE_DEFAULTS.ratio) + 4, [STYLE_DEFAULTS.ratio]),
  Infinity,
];

const { variation } = STYLE_DEFAULTS;
/** γ, the weight of the total variation. */
export const VARIATIONS: readonly number[] = [
  0,
  ...(variation > 0
    ? logLadder(decade(variation) - 2, decade(variation) + 3, [variation])
    : logLadder(-6, 0)),
];

const usualWeights = Object.values(STYLE_DEFAULTS.lambda).filter((weight) => weight > 0);
/** λ of a layer. */
export const WEIGHTS: readonly number[] = [
  0,
  ...logLadder(decade(Math.min(...usualWeights)) - 2, decade(Math.max(...usualWeights)) + 2, usualWeights),
];

/** A number that lies on a ladder; infinity is written so. */
function rung(fallback: number, ladder: readonly number[]): OptionSpec<number> {
  const nearest = (value: number) => {
    if (Number.isNaN(value)) return fallback;
    const least = ladder.find((step) => step > 0)!;
    // A small number is nearer to the smallest than to nothing at all.
    if (value > 0 && value < least) return value < least / 2 ? ladder[0]! : least;
    const most = ladder.findLast((step) => step < Infinity)!;
    if (value > most && value < Infinity) return most;
    return ladder[nearestRung(ladder, Math.max(0, Math.min(value, ladder.at(-1)!)))]!;
  };
  return {
    fallback,
    nearest,
    parse: (text) => {
      const value = /^\s*infinity\s*$/i.test(text)
        ? Infinity
        : text.trim() === ''
          ? Number.NaN
          : Number(text);
      return Number.isNaN(value) ? null : nearest(value);
    },
    format: (value) => (value === Infinity ? 'infinity' : String(value)),
  };
}

/** λ of all layers, first to last, e.g. '1,1,1,1,1,0'. */
export type LayerWeights = string;

const DEFAULT_WEIGHTS = CONVOLUTION_NAMES.map((layer) => STYLE_DEFAULTS.lambda[layer]).join(',');

function weights(fallback: LayerWeights): OptionSpec<LayerWeights> {
  const one = rung(0, WEIGHTS);
  const parse = (text: string) => {
    const parts = text.split(',').map((part) => one.parse(part));
    if (parts.length !== CONVOLUTION_NAMES.length || parts.some((part) => part === null)) return null;
    return parts.join(',');
  };
  return { fallback, parse, nearest: (value) => parse(value) ?? fallback, format: (value) => value };
}

/** λ of each layer, of their written form. */
export function lambdaOf(layers: LayerWeights): Record<ConvolutionName, number> {
  const parts = layers.split(',').map(Number);
  return Object.fromEntries(CONVOLUTION_NAMES.map((layer, i) => [layer, parts[i]])) as Record<
    ConvolutionName,
    number
  >;
}

/** The written form of λ, as it stands in a link. */
export function layersOption(lambda: Partial<Record<ConvolutionName, number>>): LayerWeights {
  return CONVOLUTION_NAMES.map((layer) => lambda[layer] ?? 0).join(',');
}

export const SPECS = {
  content: choice('cat', CONTENTS),
  style: choice('waves', STYLES),
  /** Another style, or none. */
  second: choice('none', SECOND_STYLES),
  /** The second style's part of the target. */
  mix: number(0.5, { min: 0, max: 1, step: 0.05 }),
  /** α/β: 0 is nothing but style, infinity nothing but content. */
  ratio: rung(STYLE_DEFAULTS.ratio, RATIOS),
  /** λ of conv1 to conv6. */
  layers: weights(DEFAULT_WEIGHTS),
  /** The layer of the content cost. */
  depth: choice(STYLE_DEFAULTS.contentLayer, CONVOLUTION_NAMES),
  start: choice(STYLE_DEFAULTS.start, STARTS),
  seed: seed(1),
  optimiser: choice('adam', OPTIMISERS),
  /** η; 0 for the one that suits the optimiser. */
  rate: number(0, { min: 0, max: 1e6 }),
  /** γ. */
  smoothing: rung(variation, VARIATIONS),
  size: choice('128', SIZES),
  steps: integer(STYLE_DEFAULTS.steps, { min: 10, max: 5000 }),
  /** Only light and dark are painted. */
  colours: flag(false),
  /** Whether C and G lie over each other with a line to draw. */
  compare: flag(false),
};

export type StyleStudioOptions = OptionsFrom<typeof SPECS>;

/** η that suits an optimiser; L-BFGS looks for its own. */
export function usualRate(optimiser: StyleStudioOptions['optimiser']): number {
  return optimiser === 'l-bfgs' ? 1 : STYLE_DEFAULTS.rate[optimiser];
}

/** η in force. */
export function rateOf({ rate, optimiser }: Pick<StyleStudioOptions, 'rate' | 'optimiser'>): number {
  return rate > 0 ? rate : usualRate(optimiser);
}
