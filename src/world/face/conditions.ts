import { randomStream } from '../random.ts';

export const GLASSES = ['none', 'round', 'square'] as const;
export const HATS = ['none', 'cap', 'beanie'] as const;

/** All that differs between two pictures of one person. Plain data, see `CONDITION_RANGES`. */
export interface Conditions {
  /** Turn of the head in degrees; positive turns to the picture's right. */
  yaw: number;
  /** Positive looks up. */
  pitch: number;
  /** Positive tilts clockwise. */
  roll: number;
  /** Direction of the light in degrees: 0 from the camera, positive from the picture's right. */
  lightAngle: number;
  lightHeight: number;
  brightness: number;
  /** −1 bluish to 1 amber light. */
  warmth: number;
  /** −1 sad to 1 smiling. */
  expression: number;
  eyesClosed: boolean;
  glasses: (typeof GLASSES)[number];
  hat: (typeof HATS)[number];
  /** Hue (0 to 1) of glasses' frames, hat; drawn with the clothes. */
  accessoryHue: number;
  /** Hue and lightness of the top, 0 to 1. */
  clothing: number;
  clothingLight: number;
  /** Hue and lightness of the background, 0 to 1. */
  background: number;
  backgroundLight: number;
  /** Shift of the head, in parts of the picture's width; +x right, +y up. */
  x: number;
  y: number;
  scale: number;
  /** Standard deviation of the blur, in pixels of the 48 × 48 picture. */
  blur: number;
  /** Standard deviation of the noise, as a part of the range of a colour. */
  noise: number;
  /** Seed of the noise, a whole number. */
  noiseSeed: number;
}

export type NumericCondition = Exclude<keyof Conditions, 'eyesClosed' | 'glasses' | 'hat'>;

export interface ConditionRange {
  min: number;
  max: number;
  /** A sensible step for a control. */
  step: number;
  unit: string;
}

const part: ConditionRange = { min: 0, max: 1, step: 0.01, unit: '' };
const shift: ConditionRange = { min: -0.1, max: 0.1, step: 0.005, unit: 'width' };

/** Smallest and largest legal value, step and unit of every numeric condition. */
export const CONDITION_RANGES: Record<NumericCondition, ConditionRange> = {
  yaw: { min: -35, max: 35, step: 1, unit: '°' },
  pitch: { min: -15, max: 15, step: 1, unit: '°' },
  roll: { min: -8, max: 8, step: 1, unit: '°' },
  lightAngle: { min: -75, max: 75, step: 1, unit: '°' },
  lightHeight: { min: 0, max: 65, step: 1, unit: '°' },
  brightness: { min: 0.6, max: 1.4, step: 0.05, unit: '×' },
  warmth: { min: -1, max: 1, step: 0.05, unit: '' },
  expression: { min: -1, max: 1, step: 0.05, unit: '' },
  accessoryHue: part,
  clothing: part,
  clothingLight: part,
  background: part,
  backgroundLight: part,
  x: shift,
  y: shift,
  scale: { min: 0.85, max: 1.15, step: 0.01, unit: '×' },
  blur: { min: 0, max: 1.5, step: 0.05, unit: 'px' },
  noise: { min: 0, max: 0.08, step: 0.005, unit: '' },
  noiseSeed: { min: 0, max: 65535, step: 1, unit: '' },
};

/** A portrait from the front in plain studio light. */
export const NEUTRAL: Conditions = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  lightAngle: -28,
  lightHeight: 34,
  brightness: 1,
  warmth: 0.1,
  expression: 0.35,
  eyesClosed: false,
  glasses: 'none',
  hat: 'none',
  accessoryHue: 0.6,
  clothing: 0.58,
  clothingLight: 0.5,
  background: 0.6,
  backgroundLight: 0.6,
  x: 0,
  y: 0,
  scale: 1,
  blur: 0,
  noise: 0,
  noiseSeed: 0,
};

/**
 * Draws the conditions of a picture.
 *
 * @param seed any integer; the same seed gives the same conditions
 * @param strength 0 (as `NEUTRAL`, but for the colours of clothes and background) to 1 (the whole range)
 */
export function sampleConditions(seed: number, strength = 1): Conditions {
  const random = randomStream(Math.imul(Math.floor(seed) | 0, 0x85ebca6b) ^ 0x3c6ef372);
  for (let i = 0; i < 4; i++) random();
  const most = Math.min(1, Math.max(0, Number.isFinite(strength) ? strength : 1));
  const between = (min: number, max: number) => min + (max - min) * random();
  /** From `middle` towards a place between −spread and spread about 0, by strength. */
  const about = (middle: number, spread: number) => {
    const drawn = spread * (2 * random() - 1);
    return middle + (drawn - middle) * most;
  };
  const chance = (share: number) => random() < share * most;
  const conditions: Conditions = {
    yaw: about(0, 35),
    pitch: about(0, 15),
    roll: about(0, 8),
    lightAngle: about(NEUTRAL.lightAngle, 65),
    lightHeight: NEUTRAL.lightHeight + (between(8, 58) - NEUTRAL.lightHeight) * most,
    brightness: 1 + between(-0.25, 0.25) * most,
    warmth: NEUTRAL.warmth + (between(-0.8, 1) - NEUTRAL.warmth) * most,
    expression: NEUTRAL.expression + (between(-0.8, 1) - NEUTRAL.expression) * most,
    eyesClosed: chance(0.06),
    glasses: chance(0.2) ? (random() < 0.5 ? 'round' : 'square') : 'none',
    hat: chance(0.08) ? (random() < 0.5 ? 'cap' : 'beanie') : 'none',
    accessoryHue: random(),
    clothing: random(),
    clothingLight: random(),
    background: random(),
    backgroundLight: random(),
    x: about(0, 0.045),
    y: about(0, 0.035),
    scale: 1 + between(-0.08, 0.08) * most,
    blur: Math.max(0, between(-0.5, 0.65)) * most,
    noise: between(0, 0.022) * most,
    noiseSeed: Math.floor(65536 * random()),
  };
  return conditions;
}

/**
 * The nearest legal conditions: numbers outside of `CONDITION_RANGES` go to the nearest end (hues wrap
 * round), what is not a number to its neutral value, unknown words to 'none'.
 */
export function clampConditions(conditions: Conditions): Conditions {
  const legal = { ...conditions };
  for (const [name, { min, max }] of Object.entries(CONDITION_RANGES) as [
    NumericCondition,
    ConditionRange,
  ][]) {
    let value = legal[name];
    if (typeof value !== 'number' || Number.isNaN(value)) value = NEUTRAL[name];
    const wraps = name === 'background' || name === 'clothing' || name === 'accessoryHue';
    if (wraps && Number.isFinite(value) && (value < 0 || value > 1)) value -= Math.floor(value);
    legal[name] = Math.min(max, Math.max(min, value));
  }
  legal.noiseSeed = Math.floor(legal.noiseSeed);
  legal.eyesClosed = legal.eyesClosed === true;
  if (!GLASSES.includes(legal.glasses)) legal.glasses = 'none';
  if (!HATS.includes(legal.hat)) legal.hat = 'none';
  return legal;
}
