import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';

/** A place where something is painted, in units, and a whole number that chance for it hangs on. */
export interface Spot {
  x: number;
  y: number;
  id: number;
}

/**
 * Places strewn over the canvas and a margin round it, one in each cell of a grid, in an order left to chance.
 * A larger canvas holds the same places and more.
 *
 * @param spacing side of a cell, units; margin: units; jitter: 0 (middle of the cell) to 1 (anywhere in it)
 */
export function scatter(canvas: Canvas, spacing: number, margin: number, seed: number, jitter = 1): Spot[] {
  const spots: (Spot & { turn: number })[] = [];
  const firstX = Math.floor(-margin / spacing);
  const firstY = Math.floor(-margin / spacing);
  const lastX = Math.ceil((canvas.wide + margin) / spacing);
  const lastY = Math.ceil((canvas.tall + margin) / spacing);
  for (let j = firstY; j < lastY; j++) {
    for (let i = firstX; i < lastX; i++) {
      const chance = (k: number) => latticeHash(i, j, seed * 8 + k);
      spots.push({
        x: (i + 0.5 + jitter * (chance(0) - 0.5)) * spacing,
        y: (j + 0.5 + jitter * (chance(1) - 0.5)) * spacing,
        id: Math.floor(chance(2) * 1e9),
        turn: chance(3),
      });
    }
  }
  return spots.sort((a, b) => a.turn - b.turn || a.id - b.id);
}

/**
 * A path that follows a direction field both ways from a place.
 *
 * @param angle direction at a place, radians; steps: segments on the whole
 * @returns x, y of steps + 1 points
 */
export function follow(
  angle: (x: number, y: number) => number,
  x: number,
  y: number,
  length: number,
  steps: number,
): Float64Array {
  const path = new Float64Array(2 * (steps + 1));
  const step = length / steps;
  const middle = steps >> 1;
  path[2 * middle] = x;
  path[2 * middle + 1] = y;
  for (const way of [1, -1]) {
    let px = x;
    let py = y;
    const count = way > 0 ? steps - middle : middle;
    for (let k = 1; k <= count; k++) {
      const a = angle(px, py);
      px += way * step * Math.cos(a);
      py += way * step * Math.sin(a);
      path[2 * (middle + way * k)] = px;
      path[2 * (middle + way * k) + 1] = py;
    }
  }
  return path;
}

/** Uniform on [0, 1), by a spot's number and what it is for. */
export function chanceOf(id: number, purpose: number): number {
  return latticeHash(id, purpose, 5);
}
