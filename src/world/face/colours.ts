import { oklchToLinear } from '../scene/colours.ts';
import type { Conditions } from './conditions.ts';
import type { EyeColour, HairColour, Identity } from './identity.ts';
import { mix } from './shapes.ts';

export type Rgb = readonly [number, number, number];

/** OKLCH lightness, chroma and hue of skin at even steps of `skinTone`, lightest first. */
const SKIN = [
  [0.885, 0.038, 50],
  [0.835, 0.05, 54],
  [0.765, 0.063, 58],
  [0.675, 0.072, 57],
  [0.57, 0.072, 53],
  [0.465, 0.06, 48],
  [0.37, 0.042, 44],
] as const;

const HAIR: Record<HairColour, readonly [number, number, number]> = {
  black: [0.2, 0.012, 40],
  'dark brown': [0.3, 0.035, 50],
  brown: [0.42, 0.06, 55],
  auburn: [0.42, 0.095, 38],
  red: [0.56, 0.13, 48],
  'dark blond': [0.62, 0.08, 75],
  blond: [0.78, 0.09, 85],
};

const EYES: Record<EyeColour, readonly [number, number, number]> = {
  'dark brown': [0.28, 0.04, 50],
  brown: [0.42, 0.08, 55],
  hazel: [0.53, 0.085, 85],
  green: [0.56, 0.09, 140],
  blue: [0.58, 0.1, 245],
  grey: [0.64, 0.025, 240],
};

/** Linear-light colours of a person and of what they wear. */
export interface FaceColours {
  skin: Rgb;
  blush: Rgb;
  lips: Rgb;
  shade: Rgb;
  hair: Rgb;
  brow: Rgb;
  beard: Rgb;
  iris: Rgb;
  frames: Rgb;
  hat: Rgb;
  clothes: Rgb;
  wall: Rgb;
}

export function faceColours(p: Identity, q: Conditions): FaceColours {
  const at = p.skinTone * (SKIN.length - 1);
  const i = Math.min(SKIN.length - 2, Math.floor(at));
  const low = SKIN[i]!;
  const high = SKIN[i + 1]!;
  const l = mix(low[0], high[0], at - i);
  const c = mix(low[1], high[1], at - i) * (1 + 0.16 * p.undertone);
  const h = mix(low[2], high[2], at - i) + 12 * p.undertone;
  const hair = hairColour(p, p.hairGrey, 0);
  const lip = Math.max(0.3, l - 0.13 - 0.03 * p.lipTint);
  return {
    skin: oklchToLinear(l, c, h),
    blush: oklchToLinear(l - 0.05, c + 0.04, h - 26),
    lips: oklchToLinear(lip, 0.085 + 0.035 * p.lipTint + 0.2 * (c - 0.05), 22 + 0.2 * (h - 50)),
    shade: oklchToLinear(l * 0.6, c * 0.95, h - 12),
    hair,
    brow: hairColour(p, p.hairGrey * 0.7, -0.05, l - 0.13),
    beard: hairColour(p, Math.min(1, p.hairGrey * 1.1), -0.015),
    iris: oklchToLinear(...EYES[p.eyeColour]),
    frames: oklchToLinear(0.16 + 0.34 * fraction(q.accessoryHue * 7.3), 0.06, 360 * q.accessoryHue),
    hat: oklchToLinear(0.36 + 0.36 * fraction(q.accessoryHue * 5.7 + 0.3), 0.11, 360 * q.accessoryHue),
    clothes: oklchToLinear(0.3 + 0.52 * q.clothingLight, 0.1, 360 * q.clothing),
    wall: oklchToLinear(0.5 + 0.38 * q.backgroundLight, 0.05, 360 * q.background),
  };
}

function hairColour(p: Identity, grey: number, lift: number, most = 1): Rgb {
  const [l, c, h] = HAIR[p.hairColour];
  const silver = 0.72 + 0.16 * Math.max(0, grey - 0.6) * 2.5;
  const own = l + 0.035 * p.hairShade + lift;
  return oklchToLinear(
    Math.min(most, mix(own, silver, grey * 0.9)),
    c * (1 - 0.9 * grey),
    h + 4 * p.hairShade,
  );
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
