import { paintStroke } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { mix, palette, type Rgb, ramp, shade } from './colours.ts';
import { clamp, noise } from './noise.ts';
import { chanceOf, follow, scatter } from './scatter.ts';

const NIGHT = palette('#0b1437', '#14276b', '#1f4aa8', '#2f7fc4', '#7fc1d8', '#dfe6c0');
const GLOW = palette('#f6d34a', '#fbeaa0', '#e89a2c', '#cfd77a');
const TURN = 0.3;

/** Night blues that turn about lights of yellow: long, loaded strokes that follow eddies. */
export function paintSwirls(canvas: Canvas, seed: number): void {
  const eddies = scatter(canvas, TURN, 0.5, seed * 3 + 1, 0.75).map(({ x, y, id }) => ({
    x,
    y,
    spin: chanceOf(id, 1) < 0.5 ? 1 : -1,
    reach: TURN * (0.32 + 0.3 * chanceOf(id, 2)),
    lit: chanceOf(id, 3) < 0.55,
    hue: Math.floor(chanceOf(id, 4) * GLOW.length),
  }));
  // The stream function: its level lines are the paths of the strokes.
  const stream = (x: number, y: number): number => {
    let sum = 0.05 * noise(x * 2.6, y * 2.6, seed + 11) + 0.02 * y;
    for (const { x: ex, y: ey, spin, reach } of eddies) {
      const d = ((x - ex) ** 2 + (y - ey) ** 2) / (reach * reach);
      if (d < 9) sum += spin * reach * 0.6 * Math.exp(-d);
    }
    return sum;
  };
  const angle = directions(canvas, stream);
  const light = (x: number, y: number) => {
    let most = 0;
    let hue = 0;
    for (const eddy of eddies) {
      if (!eddy.lit) continue;
      const d = Math.hypot(x - eddy.x, y - eddy.y) / eddy.reach;
      const ring = Math.max(1 - d / 0.42, 0.75 * Math.exp(-(((d - 0.85) / 0.14) ** 2)));
      if (ring > most) {
        most = ring;
        hue = eddy.hue;
      }
    }
    return { most, hue };
  };
  const colourAt = (x: number, y: number, id: number): Rgb => {
    const band = 0.5 + 0.5 * Math.sin(stream(x, y) * 88 + 3 * noise(x * 3, y * 3, seed + 5));
    const wobble = 0.26 * (chanceOf(id, 5) - 0.5);
    const night = ramp(NIGHT, clamp(0.08 + 0.62 * band ** 1.4 + wobble, 0, 0.86));
    const { most, hue } = light(x, y);
    return most > 0.15 + 0.35 * chanceOf(id, 6) ? mix(night, GLOW[hue]!, Math.min(1, 0.35 + most)) : night;
  };
  canvas.fill(NIGHT[0]!);
  for (const [spacing, radius, length, load] of [
    [0.07, 0.03, 0.2, 0.004],
    [0.036, 0.0175, 0.15, 0.006],
    [0.034, 0.009, 0.11, 0.007],
  ] as const) {
    for (const { x, y, id } of scatter(canvas, spacing, 0.1, seed * 5 + Math.round(radius * 1000))) {
      const colour = colourAt(x, y, id);
      const accent = chanceOf(id, 8) - 0.5;
      paintStroke(canvas, {
        path: follow(angle, x, y, length * (0.7 + 0.6 * chanceOf(id, 9)), 6),
        radius: radius * (0.75 + 0.5 * chanceOf(id, 10)),
        colour: shade(colour, 0.22 * accent),
        second: shade(colour, accent > 0 ? -0.35 : 0.35),
        bristles: 0.8,
        load,
        dry: 0.5,
        seed: id,
      });
    }
  }
  canvas.light(2.2, 0.12);
}

const STEP = 0.012;
const BEYOND = 0.36;

/** The direction of the level lines of a stream function, worked out on a grid once and blended between its points. */
function directions(
  canvas: Canvas,
  stream: (x: number, y: number) => number,
): (x: number, y: number) => number {
  const columns = Math.ceil((canvas.wide + 2 * BEYOND) / STEP) + 2;
  const rows = Math.ceil((canvas.tall + 2 * BEYOND) / STEP) + 2;
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) values[j * columns + i] = stream(i * STEP - BEYOND, j * STEP - BEYOND);
  }
  return (x, y) => {
    const u = clamp((x + BEYOND) / STEP, 0, columns - 1.001);
    const v = clamp((y + BEYOND) / STEP, 0, rows - 1.001);
    const at = Math.floor(v) * columns + Math.floor(u);
    const fx = u - Math.floor(u);
    const fy = v - Math.floor(v);
    const a = values[at]!;
    const b = values[at + 1]!;
    const c = values[at + columns]!;
    const d = values[at + columns + 1]!;
    return Math.atan2((a - b) * (1 - fy) + (c - d) * fy, (c - a) * (1 - fx) + (d - b) * fx);
  };
}
