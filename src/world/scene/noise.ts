/** A pseudo-random number in [0, 1) for an integer lattice point, by integer arithmetic only. */
export function latticeHash(x: number, y: number, z: number): number {
  let h = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(z, 1442695041)) | 0;
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Value noise: lattice hashes blended with a smooth step. Range [0, 1), feature size about 1. */
export function valueNoise(x: number, y: number, z: number): number {
  const xi = Math.floor(x);
  const yi = Math.floor(y);
  const zi = Math.floor(z);
  let fx = x - xi;
  let fy = y - yi;
  let fz = z - zi;
  fx = fx * fx * (3 - 2 * fx);
  fy = fy * fy * (3 - 2 * fy);
  fz = fz * fz * (3 - 2 * fz);
  const near =
    (latticeHash(xi, yi, zi) * (1 - fx) + latticeHash(xi + 1, yi, zi) * fx) * (1 - fy) +
    (latticeHash(xi, yi + 1, zi) * (1 - fx) + latticeHash(xi + 1, yi + 1, zi) * fx) * fy;
  const far =
    (latticeHash(xi, yi, zi + 1) * (1 - fx) + latticeHash(xi + 1, yi, zi + 1) * fx) * (1 - fy) +
    (latticeHash(xi, yi + 1, zi + 1) * (1 - fx) + latticeHash(xi + 1, yi + 1, zi + 1) * fx) * fy;
  return near * (1 - fz) + far * fz;
}
