import { paintStroke } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { mix, palette } from './colours.ts';
import { clouds, noise, smoothstep } from './noise.ts';
import { chanceOf, scatter } from './scatter.ts';

const [PAPER, PALE, MIDDLE, INK, SEAL] = palette('#efe9dc', '#b9c0c2', '#5d6870', '#14171c', '#b8382c');

/** Ink on wet paper: washes with dark rims, then leaves in single strokes from pale to black. */
export function paintInkWash(canvas: Canvas, seed: number): void {
  canvas.each((x, y, out) => {
    const fibre = 0.025 * noise(x * 45, y * 45, seed + 1) + 0.02 * noise(x * 12, y * 70, seed + 2);
    let colour = PAPER!;
    for (let k = 0; k < 3; k++) {
      const wet = clouds(x * 3 + 13 * k, y * 3, seed + 20 + k) + 0.12 * noise(x * 21, y * 21, seed + 30 + k);
      const inside = smoothstep(0.12, 0.17, wet);
      const rim = inside * (1 - smoothstep(0.15, 0.27, wet));
      colour = mix(colour, PALE!, 0.55 * inside);
      colour = mix(
        colour,
        MIDDLE!,
        0.5 * rim + 0.18 * inside * smoothstep(0, 0.5, noise(x * 4, y * 4, seed + 40 + k)),
      );
    }
    for (let c = 0; c < 3; c++) out[c] = colour[c]! + fibre;
  });
  const layers = [
    { colour: MIDDLE!, opacity: 0.55, spacing: 0.13, size: 1.15 },
    { colour: mix(MIDDLE!, INK!, 0.6), opacity: 0.8, spacing: 0.14, size: 1 },
    { colour: INK!, opacity: 0.97, spacing: 0.15, size: 0.95 },
  ];
  layers.forEach(({ colour, opacity, spacing, size }, k) => {
    for (const { x, y, id } of scatter(canvas, spacing, 0.2, seed * 7 + k)) {
      const leaves = 2 + Math.floor(3 * chanceOf(id, 1));
      for (let leaf = 0; leaf < leaves; leaf++) {
        const angle = 1.2 + 1.5 * (leaf / leaves - 0.4) + 1.6 * (chanceOf(id, 2) - 0.5);
        const length = size * (0.12 + 0.1 * chanceOf(id, 10 + leaf));
        const bend = 0.7 * (chanceOf(id, 20 + leaf) - 0.5);
        const path = new Float64Array(16);
        for (let i = 0; i < 8; i++) {
          const t = i / 7;
          path[2 * i] = x + length * t * Math.cos(angle + bend * t);
          path[2 * i + 1] = y + length * t * Math.sin(angle + bend * t);
        }
        paintStroke(canvas, {
          path,
          colour,
          opacity,
          radius: size * (0.014 + 0.008 * chanceOf(id, 30 + leaf)),
          second: mix(colour, PALE!, 0.35),
          bristles: 0.7,
          load: 0,
          dry: 0.75,
          start: 0.25,
          end: 0,
          seed: id + leaf,
        });
      }
      if (k === 2 && chanceOf(id, 3) < 0.3) {
        paintStroke(canvas, {
          path: Float64Array.of(x - 0.012, y, x, y + 0.002, x + 0.012, y),
          colour: SEAL!,
          radius: 0.016,
          load: 0,
          dry: 0.1,
          start: 0.8,
          end: 0.8,
          seed: id,
        });
      }
    }
  });
}
