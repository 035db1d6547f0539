import { latticeHash } from '../scene/noise.ts';

const GRADIENTS = 64;
const gradients = new Float64Array(2 * GRADIENTS);
for (let k = 0; k < GRADIENTS; k++) {
  gradients[2 * k] = Math.cos((2 * Math.PI * k) / GRADIENTS);
  gradients[2 * k + 1] = Math.sin((2 * Math.PI * k) / GRADIENTS);
}

/** Gradient noise in the plane (Perlin 2002, "Improving noise"): about −1 to 1, features about 1 wide. */
export function noise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const a = slope(ix, iy, seed, fx, fy);
  const b = slope(ix + 1, iy, seed, fx - 1, fy);
  const c = slope(ix, iy + 1, seed, fx, fy - 1);
  const d = slope(ix + 1, iy + 1, seed, fx - 1, fy - 1);
  return 1.5 * (a + (b - a) * u + (c - a + (a - b - c + d) * u) * v);
}

function slope(ix: number, iy: number, seed: number, fx: number, fy: number): number {
  const k = 2 * Math.floor(latticeHash(ix, iy, seed) * GRADIENTS);
  return gradients[k]! * fx + gradients[k + 1]! * fy;
}

/** Two octaves of `noise`, the second half as strong and twice as fine. */
export function clouds(x: number, y: number, seed: number): number {
  return (noise(x, y, seed) + 0.5 * noise(2.03 * x + 9.1, 2.03 * y - 4.7, seed + 1)) / 1.3;
}

/** 0 below `from`, 1 above `to`, smooth between; `from` may be the larger. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = (x - from) / (to - from);
  const c = t < 0 ? 0 : Math.min(t, 1);
  return c * c * (3 - 2 * c);
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : Math.min(x, high);
}
