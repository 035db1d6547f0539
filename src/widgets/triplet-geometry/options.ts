import { choice, flag, number, type OptionSpec, type OptionsFrom } from '#site/view-options';
import { formatPoint, parsePoint, SPACES } from './points.ts';
import { PRESETS } from './presets.ts';

export const WIDGET = 'triplet-geometry';

export const MARGIN_RANGE = { min: 0, max: 2, step: 0.05 };
export const RATE_RANGE = { min: 0.005, max: 0.25, step: 0.005 };

/** 'x,y'; '' is the preset's place. */
const place: OptionSpec<string> = {
  fallback: '',
  parse: (text) => {
    const point = parsePoint(text);
    return point && formatPoint(point);
  },
  nearest: (text) => {
    const point = parsePoint(text);
    return point ? formatPoint(point) : '';
  },
  format: (text) => text,
};

/** The margin that stands for 'the preset's'. */
export const PRESET_MARGIN = -1;
const marginRange = number(PRESET_MARGIN, MARGIN_RANGE);
const margin: OptionSpec<number> = {
  ...marginRange,
  nearest: (value) => (value === PRESET_MARGIN ? value : marginRange.nearest(value)),
};

export const SPECS = {
  space: choice('plane', SPACES),
  /** 'own': the places that the link gives. */
  preset: choice('semi-hard', [...PRESETS, 'own']),
  anchor: place,
  positive: place,
  negative: place,
  /** α */
  margin,
  /** η, the size of a step */
  rate: number(0.02, RATE_RANGE),
  /** Show the loss for every place of N. */
  surface: flag(false),
};

export type TripletGeometryOptions = OptionsFrom<typeof SPECS>;
