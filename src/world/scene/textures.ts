import { latticeHash, valueNoise } from './noise.ts';

const TAU = 2 * Math.PI;

/**
 * How much of the second colour a texture shows at a point of the surface.
 *
 * @param texture index in `TEXTURE_NAMES`
 * @param u across and
 * @param v up the surface, in cells (a cell is one repeat of the texture); z: depth, for solid textures
 * @returns 0 (body colour) to 1 (second colour)
 */
export function textureWeight(texture: number, u: number, v: number, z: number): number {
  switch (texture) {
    case 1: // stripes-h
      return fraction(v) < 0.5 ? 1 : 0;
    case 2: // stripes-v
      return fraction(u) < 0.5 ? 1 : 0;
    case 3: // checks
      return ((Math.floor(u * 2) + Math.floor(v * 2)) & 1) === 1 ? 1 : 0;
    case 4: {
      // dots, every other row shifted
      const row = Math.floor(v * 1.6);
      const x = fraction(u * 1.4 + (row & 1) * 0.5) - 0.5;
      const y = (v * 1.6 - row - 0.5) * 0.875;
      return x * x + y * y < 0.085 ? 1 : 0;
    }
    case 5: {
      // bricks: the mortar
      const row = Math.floor(v * 2.4);
      const x = fraction(u * 1.2 + (row & 1) * 0.5);
      const y = v * 2.4 - row;
      return x < 0.09 || y < 0.17 ? 1 : 0;
    }
    case 6: {
      // scales: the outlines of overlapping discs
      const row = Math.floor(v * 3);
      const y = (v * 3 - row) * 0.5;
      const x = fraction(u * 1.6 + (row & 1) * 0.5) - 0.5;
      const r = Math.sqrt(x * x + y * y);
      return r > 0.41 && r < 0.54 ? 1 : 0;
    }
    case 7: {
      // marble: warped sine veins
      const warp = valueNoise(u * 2.2, v * 2.2, z * 2.2) + 0.5 * valueNoise(u * 4.7 + 7, v * 4.7, z * 4.7);
      const vein = Math.abs(Math.sin((u + v * 0.6) * 1.9 + warp * 3.3));
      return vein > 0.42 ? 0 : 1 - (vein / 0.42) ** 2;
    }
    case 8: {
      // zigzag
      const wave = Math.abs(fraction(u * 1.4) - 0.5);
      return fraction(v * 1.5 + wave * 0.9) < 0.5 ? 1 : 0;
    }
    case 9: // patches, as on a cow
      return valueNoise(u * 1.9, v * 1.9, z * 1.9) + 0.25 * valueNoise(u * 4.1, v * 4.1 + 3, z * 4.1) > 0.66
        ? 1
        : 0;
    default:
      return 0;
  }
}

/** A start for the texture that differs with `phase` (0 to 1): an offset in cells. */
export function textureOffset(phase: number, axis: number): number {
  return latticeHash(Math.floor(phase * 4096), axis, 17) * 8;
}

/** The turn about the vertical axis, in cells, so that whole cells close around a cylinder. */
export function cylinderCells(radius: number, cellsPerUnit: number): number {
  return Math.max(3, Math.round(TAU * radius * cellsPerUnit)) / TAU;
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
