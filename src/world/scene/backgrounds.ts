import { latticeHash, valueNoise } from './noise.ts';

/**
 * The colour weight of a room at a point of its wall or floor, before light.
 *
 * @param kind index in `BACKGROUND_NAMES`
 * @param across, along position on the surface in radii of the object: across the picture, and up the
 *   wall or towards the viewer
 * @param phase 0 to 1: where patterns start
 * @returns 0 (wall colour) to 1 (floor colour)
 */
export function roomWeight(
  kind: number,
  isFloor: boolean,
  across: number,
  along: number,
  scale: number,
  phase: number,
): number {
  const u = across / scale + phase * 17;
  const v = along / scale;
  switch (kind) {
    case 0: // studio: one colour, a seamless sweep
      return 0;
    case 1: // gradient: the floor's colour runs up the wall
      return isFloor ? 1 : 1 - smooth(along / (2.6 * scale));
    case 2: // wall and floor
      return isFloor ? 1 : 0;
    case 3: {
      // stripes on the wall
      if (isFloor) return 1;
      const angle = Math.floor(phase * 5) * 0.55 - 1.1;
      return fraction((across * Math.cos(angle) + along * Math.sin(angle)) / (0.62 * scale) + phase) < 0.5
        ? 0.62
        : 0;
    }
    case 4: {
      // clouds over both
      const z = isFloor ? v * 1.6 + 40 : 40;
      const y = isFloor ? 0 : v * 1.6;
      const n = valueNoise(u * 1.6, y, z) * 0.65 + valueNoise(u * 3.4 + 5, y * 2.1, z * 2.1) * 0.35;
      return smooth((n - 0.3) / 0.4);
    }
    case 5: {
      // tiles: checks on the floor, lines between tiles on the wall
      if (isFloor) return ((Math.floor(u * 1.5) + Math.floor(v * 1.5)) & 1) === 1 ? 1 : 0.35;
      return fraction(u * 1.25) < 0.07 || fraction(v * 1.25 - 0.02) < 0.07 ? 0.75 : 0;
    }
    case 6: {
      // dots on the wall
      if (isFloor) return 1;
      const row = Math.floor(v * 2.1);
      const x = fraction(u * 1.8 + (row & 1) * 0.5) - 0.5;
      const y = (v * 2.1 - row - 0.5) * 0.86;
      return x * x + y * y < 0.075 ? 0.7 : 0;
    }
    default: {
      // hills: two ridges, the nearer one in the floor's colour
      if (isFloor) return 1;
      if (along < ridge(u * 0.9, 0.55, phase, 1)) return 0.95;
      return along < ridge(u * 0.7 + 9, 1.15, phase, 2) ? 0.5 : 0;
    }
  }
}

function ridge(x: number, height: number, phase: number, layer: number): number {
  const offset = latticeHash(Math.floor(phase * 4096), layer, 5) * 6;
  return height * (1 + 0.45 * Math.sin(x * 1.7 + offset) + 0.25 * Math.sin(x * 3.1 + 2 * offset));
}

function smooth(t: number): number {
  const c = t < 0 ? 0 : Math.min(t, 1);
  return c * c * (3 - 2 * c);
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
