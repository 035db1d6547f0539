import { choice, integer, number, type OptionSpec, seed } from '#site/view-options';
import { SAMPLE_RATE } from '#world/signal/ecg';
import { FACTORS, type HeartFactor } from '#world/signal/heart';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';

export const WIDGET = 'ecg-filters';

/** Convolutions of the network, first to last. */
export const LAYERS = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;

/** Seconds that the network reads at once, and seconds of the recording on which they lie. */
export const WINDOW_SECONDS = 8;
export const RECORDING_SECONDS = 60;

export const FACTOR_NAMES = Object.keys(FACTORS) as HeartFactor[];

/** A factor of the heart: a number, or null for what the seed has drawn. */
export type Factors = Record<HeartFactor, number | null>;

/** The place of a filter that follows its strongest answer. */
export const PEAK = -1;

/** The seed that stands for the textbook's heart. */
export const TEXTBOOK = 0;

/** What a factor is called in a link when the seed decides it. */
export const DRAWN = 'drawn';

function factor(name: HeartFactor): OptionSpec<number | null> {
  const { low, high, step } = FACTORS[name];
  const within = number(low, { min: low, max: high, step });
  return {
    fallback: null,
    nearest: (value) => (value === null || Number.isNaN(value) ? null : within.nearest(value)),
    parse: (text) => within.parse(text),
    format: (value) => (value === null ? DRAWN : within.format(value)),
  };
}

export interface EcgOptions extends Factors {
  rhythm: Rhythm;
  /** Which heart of the rhythm; 0: the one of the textbook. */
  seed: number;
  layer: (typeof LAYERS)[number];
  /** −1: the filter of the layer with the clearest label. */
  filter: number;
  /** Where the filter is put down, in seconds of the window; below 0: where it answers most. */
  at: number;
  /** Where the window begins on the recording, in seconds. */
  from: number;
}

const factorSpecs = Object.fromEntries(FACTOR_NAMES.map((name) => [name, factor(name)])) as {
  [K in HeartFactor]: OptionSpec<number | null>;
};

export const SPECS: { [K in keyof EcgOptions]: OptionSpec<EcgOptions[K]> } = {
  rhythm: choice('sinus', RHYTHMS),
  seed: seed(TEXTBOOK),
  layer: choice('conv1', LAYERS),
  filter: integer(-1, { min: -1, max: 255 }),
  at: number(PEAK, { min: PEAK, max: WINDOW_SECONDS - 1 / SAMPLE_RATE, step: 1 / SAMPLE_RATE }),
  from: number(0, { min: 0, max: RECORDING_SECONDS - WINDOW_SECONDS, step: 1 / SAMPLE_RATE }),
  ...factorSpecs,
};

/** The factors that a link or a slider has changed. */
export function changesOf(options: EcgOptions): Partial<Record<HeartFactor, number>> {
  const changes: Partial<Record<HeartFactor, number>> = {};
  for (const name of FACTOR_NAMES) {
    const value = options[name];
    if (value !== null) changes[name] = value;
  }
  return changes;
}

/** The options as words and numbers, for whoever listens. */
export function announced(options: EcgOptions): Record<string, string | number> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value ?? DRAWN]));
}
