import { valueNoise } from '../scene/noise.ts';

/** Lightness, chroma, hue (degrees) in OKLCH. */
export type Tone = readonly [number, number, number];

/** What the toys stand on and what is behind them. */
export interface Room {
  kind: 'table' | 'cloth' | 'meadow';
  wall: Tone;
  floor: Tone;
  /** Distance of the wall behind the room's middle, units. */
  depth: number;
}

/**
 * How the ground's own lightness varies: planks of a table, stripes of a cloth, tufts of a meadow.
 *
 * @param x to the right and z towards the viewer, room units
 * @returns a factor about 1
 */
export function groundValue(kind: Room['kind'], x: number, z: number): number {
  if (kind === 'table') {
    const plank = Math.floor(z / 0.9 + 40);
    const part = z / 0.9 + 40 - plank;
    const tone = 0.86 + 0.24 * valueNoise(plank * 7.3, 1.5, 2);
    const fibre = 0.16 * (valueNoise(x * 0.9 + plank * 31, z * 14, 3) - 0.5);
    return (tone + fibre) * (part < 0.05 ? 0.62 : 1);
  }
  if (kind === 'cloth') {
    const fold = 0.14 * (valueNoise(x * 0.7 + z * 0.5, z * 0.5 - x * 0.3, 4) - 0.5);
    const stripe = fraction((x + 0.35 * z) / 1.5 + 0.1) < 0.34 ? 0.62 : 1;
    const fine = fraction((x + 0.35 * z) / 1.5 + 0.22) < 0.06 ? 0.75 : 1;
    return stripe * fine + fold;
  }
  const tuft = valueNoise(x * 2.1, z * 2.1, 5) * 0.5 + valueNoise(x * 6, z * 6, 6) * 0.5;
  return 0.72 + 0.5 * tuft;
}

/**
 * How the lightness of the wall varies: as if painted with a broad brush.
 *
 * @param x to the right, y up, room units
 * @returns a factor about 1
 */
export function wallValue(x: number, y: number): number {
  const broad = valueNoise(x * 0.34 + 3, y * 0.34, 7);
  const fine = valueNoise(x * 1.1, y * 0.8, 8);
  return 0.8 + 0.26 * broad + 0.12 * fine;
}

/**
 * What lies behind a meadow.
 *
 * @returns 0 for sky to 1 for a cloud; 2 and 3 for the farther and the nearer hills
 */
export function landscape(x: number, y: number): number {
  if (y < 1 + 0.55 * Math.sin(x * 0.42 + 0.6) + 0.2 * Math.sin(x * 1.1)) return 3;
  if (y < 2.1 + 0.8 * Math.sin(x * 0.31 + 2.4) + 0.25 * Math.sin(x * 0.8 + 1)) return 2;
  const puff = valueNoise(x * 0.33, y * 0.6, 9) * 0.66 + valueNoise(x * 0.8, y * 1.3, 10) * 0.34;
  const t = Math.min(1, Math.max(0, (puff - 0.46) / 0.14));
  return t * t * (3 - 2 * t);
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
