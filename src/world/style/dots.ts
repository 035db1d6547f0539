import { paintStroke } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { palette, type Rgb, shade } from './colours.ts';
import { clouds } from './noise.ts';
import { chanceOf, scatter } from './scatter.ts';

/** Each field's colours: the two that make it, a lighter one, and the complement that makes it glow. */
const FIELDS = [
  palette('#e8862a', '#f3b53f', '#f9de92', '#3566b0'),
  palette('#4a8f3c', '#8fbf45', '#dfe28a', '#c8455a'),
  palette('#6a4fa3', '#9a77c4', '#d9b6d8', '#e6c233'),
  palette('#c9413b', '#e87a5c', '#f7c3a4', '#2f8f86'),
];

/** Dots of pure colours side by side, warm against cold, that mix only in the eye. */
export function paintDots(canvas: Canvas, seed: number): void {
  canvas.fill([0.93, 0.89, 0.8]);
  for (const [layer, spacing, radius] of [
    [0, 0.04, 0.027],
    [1, 0.031, 0.0185],
    [2, 0.029, 0.0165],
    [3, 0.036, 0.0125],
  ] as const) {
    for (const { x, y, id } of scatter(canvas, spacing, 0.05, seed * 5 + layer, 0.9)) {
      const angle = 0.5 + 2 * clouds(x * 1.7, y * 1.7, seed + 31);
      const long = radius * (0.15 + 0.5 * chanceOf(id, 1));
      paintStroke(canvas, {
        path: Float64Array.of(
          x - long * Math.cos(angle) - 0.5 * radius,
          y - long * Math.sin(angle),
          x,
          y,
          x + long * Math.cos(angle) + 0.5 * radius,
          y + long * Math.sin(angle),
        ),
        radius: radius * (0.75 + 0.4 * chanceOf(id, 2)),
        colour: colourAt(x, y, id, seed, layer),
        bristles: 0.25,
        load: 0.006,
        dry: 0,
        start: 0.9,
        end: 0.9,
        seed: id,
      });
    }
  }
  canvas.light(1.2, 0.05);
}

function colourAt(x: number, y: number, id: number, seed: number, layer: number): Rgb {
  const a = clouds(x * 3.1, y * 3.1, seed + 3) + 0.35 * (chanceOf(id, 3) - 0.5);
  const b = clouds(x * 3.1 + 40, y * 3.1, seed + 7) + 0.35 * (chanceOf(id, 4) - 0.5);
  const field = FIELDS[(a > 0 ? 1 : 0) + (b > 0 ? 2 : 0)]!;
  const pick = chanceOf(id, 5);
  const light = clouds(x * 6, y * 6, seed + 13);
  const k =
    layer === 3
      ? pick < 0.5
        ? 3
        : 2
      : pick < 0.42 - 0.25 * light
        ? 0
        : pick < 0.84 - 0.3 * light
          ? 1
          : pick < 0.92
            ? 2
            : 3;
  return shade(field[k]!, 0.3 * (chanceOf(id, 6) - 0.5));
}
