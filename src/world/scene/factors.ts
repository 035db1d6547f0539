import { randomStream } from '../random.ts';
import type { ShapeVariation } from './objects/model.ts';
import { type Colour, samplePalette } from './palette.ts';
import { sampleYaw } from './poses.ts';
import {
  BACKGROUND_NAMES,
  type BackgroundName,
  CLASS_NAMES,
  type ClassName,
  TEXTURE_NAMES,
  type TextureName,
} from './vocabulary.ts';

/** Everything that a picture depends on: plain data, every factor a named field (see `FACTOR_RANGES`). */
export interface SceneFactors extends ShapeVariation {
  className: ClassName;
  /** Turn about the vertical: 0 shows the front of an animal and the side of a vehicle; positive turns to the right. */
  yaw: number;
  /** Height of the camera above the horizontal. */
  pitch: number;
  /** Tilt of the picture, positive clockwise. */
  roll: number;
  /** Diameter of the object's bounding sphere as a part of the frame. */
  scale: number;
  /** Place of the object's middle from the middle of the frame, as a part of the frame; +x right, +y up. */
  x: number;
  y: number;
  /** Direction of the light: 0 behind the camera, positive from the right. */
  lightAzimuth: number;
  lightElevation: number;
  lightStrength: number;
  /** -1 blue to +1 amber. */
  lightWarmth: number;
  /** Light in the shadows. */
  fillLight: number;
  bodyHue: number;
  bodyChroma: number;
  bodyLightness: number;
  /** The texture's second colour, and of second parts. */
  secondHue: number;
  secondChroma: number;
  secondLightness: number;
  accentHue: number;
  accentChroma: number;
  accentLightness: number;
  trimHue: number;
  trimChroma: number;
  trimLightness: number;
  texture: TextureName;
  /** Size of one repeat of the texture, relative to the usual. */
  textureScale: number;
  /** Where the texture starts. */
  texturePhase: number;
  background: BackgroundName;
  backgroundScale: number;
  backgroundPhase: number;
  wallHue: number;
  wallChroma: number;
  wallLightness: number;
  floorHue: number;
  floorChroma: number;
  floorLightness: number;
  exposure: number;
}

export interface FactorRange {
  min: number;
  max: number;
  /** A sensible step for a control. */
  step: number;
  unit: string;
}

export type NumericFactor = Exclude<keyof SceneFactors, 'className' | 'texture' | 'background'>;

const shape: FactorRange = { min: -1, max: 1, step: 0.05, unit: '' };
const part: FactorRange = { min: 0, max: 1, step: 0.01, unit: '' };
const hue: FactorRange = { min: 0, max: 360, step: 1, unit: '°' };
const chroma: FactorRange = { min: 0, max: 0.26, step: 0.005, unit: '' };
const lightness: FactorRange = { min: 0.1, max: 0.98, step: 0.01, unit: '' };

/** Smallest and largest legal value, step and unit of every numeric factor. */
export const FACTOR_RANGES: Record<NumericFactor, FactorRange> = {
  plumpness: shape,
  tallness: shape,
  headSize: shape,
  featureSize: shape,
  featureAngle: shape,
  variant: part,
  yaw: { min: -180, max: 180, step: 1, unit: '°' },
  pitch: { min: 0, max: 45, step: 1, unit: '°' },
  roll: { min: -20, max: 20, step: 1, unit: '°' },
  scale: { min: 0.3, max: 1.3, step: 0.01, unit: 'frame' },
  x: { min: -0.4, max: 0.4, step: 0.01, unit: 'frame' },
  y: { min: -0.4, max: 0.4, step: 0.01, unit: 'frame' },
  lightAzimuth: { min: -90, max: 90, step: 1, unit: '°' },
  lightElevation: { min: 20, max: 80, step: 1, unit: '°' },
  lightStrength: { min: 0.3, max: 1.6, step: 0.05, unit: '' },
  lightWarmth: { min: -1, max: 1, step: 0.05, unit: '' },
  fillLight: { min: 0.3, max: 1.5, step: 0.05, unit: '' },
  bodyHue: hue,
  bodyChroma: chroma,
  bodyLightness: lightness,
  secondHue: hue,
  secondChroma: chroma,
  secondLightness: lightness,
  accentHue: hue,
  accentChroma: chroma,
  accentLightness: lightness,
  trimHue: hue,
  trimChroma: chroma,
  trimLightness: lightness,
  textureScale: { min: 0.5, max: 2, step: 0.05, unit: '×' },
  texturePhase: part,
  backgroundScale: { min: 0.5, max: 2, step: 0.05, unit: '×' },
  backgroundPhase: part,
  wallHue: hue,
  wallChroma: chroma,
  wallLightness: lightness,
  floorHue: hue,
  floorChroma: chroma,
  floorLightness: lightness,
  exposure: { min: -1, max: 1, step: 0.05, unit: 'stops' },
};

/**
 * Draws all factors of a scene. Only shape and pose are drawn by class; texture, colours, light and
 * background are drawn alike for all classes, so that none of them gives the class away.
 *
 * @param seed any integer; the same seed gives the same factors
 * @param className the class; drawn uniformly if left out. The other draws do not depend on it.
 * @throws RangeError for a class that is not in `CLASS_NAMES`
 */
export function sampleFactors(seed: number, className?: ClassName): SceneFactors {
  const random = randomStream(Math.imul(seed | 0, 0x9e3779b1) ^ 0x51ed270b);
  for (let i = 0; i < 3; i++) random();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const between = (min: number, max: number) => min + (max - min) * random();
  /** Rather towards the middle than at the ends. */
  const around = (middle: number, spread: number) => middle + spread * (random() + random() - 1);

  const drawn = pick(CLASS_NAMES);
  const chosen = className ?? drawn;
  if (!CLASS_NAMES.includes(chosen)) throw new RangeError(`There is no class '${chosen}'.`);
  const variation: ShapeVariation = {
    plumpness: between(-1, 1),
    tallness: between(-1, 1),
    headSize: between(-1, 1),
    featureSize: between(-1, 1),
    featureAngle: between(-1, 1),
    variant: random(),
  };
  const yaw = sampleYaw(chosen, random(), random());
  const pitch = 4 + 26 * random() ** 1.3;
  const roll = around(0, 9);
  const scale = between(0.62, 1.06);
  const slack = 0.05 + 0.42 * Math.max(0, 1 - scale);
  const x = between(-slack, slack);
  const y = between(-slack, slack) * 0.8;
  const texture = pick(TEXTURE_NAMES);
  const background = pick(BACKGROUND_NAMES);
  const palette = samplePalette(random);
  return clampFactors({
    className: chosen,
    ...variation,
    yaw,
    pitch,
    roll,
    scale,
    x,
    y,
    lightAzimuth: around(0, 65) - 12,
    lightElevation: between(34, 68),
    lightStrength: between(0.8, 1.2),
    lightWarmth: around(0.15, 0.8),
    fillLight: between(0.75, 1.2),
    ...spread('body', palette.body),
    ...spread('second', palette.second),
    ...spread('accent', palette.accent),
    ...spread('trim', palette.trim),
    texture,
    textureScale: 2 ** between(-0.6, 0.6),
    texturePhase: random(),
    background,
    backgroundScale: 2 ** between(-0.6, 0.6),
    backgroundPhase: random(),
    ...spread('wall', palette.wall),
    ...spread('floor', palette.floor),
    exposure: around(0, 0.3),
  });
}

/**
 * The nearest legal factors: numbers outside of `FACTOR_RANGES` go to the nearest end, hue and yaw
 * wrap round, what is not a number goes to the middle, unknown names go to the first of their list.
 */
export function clampFactors(factors: SceneFactors): SceneFactors {
  const legal = { ...factors };
  for (const [name, { min, max }] of Object.entries(FACTOR_RANGES) as [NumericFactor, FactorRange][]) {
    let value = legal[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) value = (min + max) / 2;
    const wraps = name === 'yaw' || name.endsWith('Hue');
    if (wraps && (value < min || value > max)) value -= Math.floor((value - min) / 360) * 360;
    legal[name] = Math.min(max, Math.max(min, value));
  }
  if (!CLASS_NAMES.includes(legal.className)) legal.className = CLASS_NAMES[0];
  if (!TEXTURE_NAMES.includes(legal.texture)) legal.texture = TEXTURE_NAMES[0];
  if (!BACKGROUND_NAMES.includes(legal.background)) legal.background = BACKGROUND_NAMES[0];
  return legal;
}

type ColourFields<K extends string> = Record<`${K}Hue` | `${K}Chroma` | `${K}Lightness`, number>;

function spread<K extends string>(key: K, colour: Colour): ColourFields<K> {
  return {
    [`${key}Hue`]: colour.hue,
    [`${key}Chroma`]: colour.chroma,
    [`${key}Lightness`]: colour.lightness,
  } as ColourFields<K>;
}
