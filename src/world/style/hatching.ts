import { paintStroke } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { palette } from './colours.ts';
import { clouds, noise } from './noise.ts';
import { chanceOf, follow, scatter } from './scatter.ts';

const [PAPER, INK, SEPIA] = palette('#f3e8cf', '#1d1a1c', '#4a2f22');

/** Pen on cream paper: the darker a form, the more sets of strokes cross over it. */
export function paintHatching(canvas: Canvas, seed: number): void {
  canvas.each((x, y, out) => {
    const fibre = 0.02 * noise(x * 60, y * 90, seed + 1) + 0.015 * noise(x * 9, y * 9, seed + 2);
    for (let c = 0; c < 3; c++) out[c] = PAPER![c]! + fibre;
  });
  const tone = (x: number, y: number) => 0.5 + 0.62 * clouds(x * 3.4, y * 3.4, seed + 4);
  const bend = (x: number, y: number) => 0.9 * noise(x * 2.2, y * 2.2, seed + 6);
  const sets = [
    { turn: 0.8, from: 0.18 },
    { turn: -0.75, from: 0.42 },
    { turn: 0.05, from: 0.6 },
    { turn: 1.5, from: 0.74 },
  ];
  sets.forEach(({ turn, from }, k) => {
    for (const { x, y, id } of scatter(canvas, 0.026, 0.08, seed * 7 + k, 0.7)) {
      const dark = tone(x, y) - from + 0.06 * (chanceOf(id, 1) - 0.5);
      if (dark < 0) continue;
      paintStroke(canvas, {
        path: follow((px, py) => turn + bend(px, py), x, y, 0.085 + 0.06 * chanceOf(id, 2), 5),
        radius: 0.0034 + 0.0035 * Math.min(1, dark * 2.2) * (0.6 + 0.6 * chanceOf(id, 3)),
        colour: chanceOf(id, 4) < 0.7 ? INK! : SEPIA!,
        bristles: 0.15,
        opacity: 0.92,
        load: 0,
        dry: 0.25,
        start: 0.5,
        end: 0.15,
        seed: id,
      });
    }
  });
}
