import type { Canvas } from './canvas.ts';
import { palette, type Rgb, shade } from './colours.ts';
import { paintDab } from './dab.ts';
import { clouds, noise } from './noise.ts';
import { chanceOf, scatter } from './scatter.ts';

/** Each field: deep, middle and light dots, and the complement that makes them glow. */
const FIELDS = [
  palette('#1d3f8f', '#3c74c4', '#8fb9e6', '#f08a24'),
  palette('#d9541e', '#f39a2b', '#fbd867', '#2f62b5'),
  palette('#1f6b45', '#55a344', '#b9d65c', '#c9304a'),
  palette('#4b2a78', '#8453ad', '#c9a0d6', '#f2cf3a'),
  palette('#f0c23c', '#fae08a', '#fdf3cf', '#7a4fa5'),
];

/** Dots of pure colours side by side, warm against cold, that mix only in the eye. */
export function paintDots(canvas: Canvas, seed: number): void {
  canvas.fill([0.94, 0.9, 0.8]);
  for (const [layer, spacing, radius] of [
    [0, 0.033, 0.026],
    [1, 0.031, 0.0205],
    [2, 0.03, 0.0185],
    [3, 0.046, 0.0165],
  ] as const) {
    for (const { x, y, id } of scatter(canvas, spacing, 0.05, seed * 5 + layer, 0.85)) {
      paintDab(canvas, x, y, {
        radius: radius * (0.78 + 0.4 * chanceOf(id, 1)),
        length: 1.08 + 0.35 * chanceOf(id, 2),
        angle: 3 * clouds(x * 1.5, y * 1.5, seed + 31),
        colour: colourAt(x, y, id, seed, layer),
        load: 0.007,
      });
    }
  }
  canvas.light(1.3, 0.06);
}

function colourAt(x: number, y: number, id: number, seed: number, layer: number): Rgb {
  const scatterBy = 0.16 * (chanceOf(id, 3) - 0.5);
  const place = 2.4 * clouds(x * 2.3, y * 2.3, seed + 3) + 1.1 * y + 0.5 * x + scatterBy;
  const field = FIELDS[((Math.floor(place * 1.6) % 5) + 5) % 5]!;
  const light = 0.5 + 0.75 * noise(x * 4.5, y * 4.5, seed + 13) + 0.6 * (chanceOf(id, 5) - 0.5);
  const complement = chanceOf(id, 6) < (layer === 3 ? 0.45 : layer === 0 ? 0 : 0.1);
  const k = complement ? 3 : light < 0.38 ? 0 : light < 0.72 ? 1 : 2;
  return shade(field[k]!, 0.18 * (chanceOf(id, 7) - 0.5));
}
