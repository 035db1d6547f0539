import { paintStroke } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { mix, palette, type Rgb } from './colours.ts';
import { paintDab } from './dab.ts';
import { clouds, noise, smoothstep } from './noise.ts';
import { chanceOf, scatter } from './scatter.ts';

const [PAPER, PALE, MIDDLE, INK, SEAL] = palette('#f2ecdf', '#a9b4b8', '#56636d', '#0f1216', '#c2362a');

/** Ink on wet paper: washes with dark rims, then bamboo leaves in single strokes, from pale to black. */
export function paintInkWash(canvas: Canvas, seed: number): void {
  canvas.each((x, y, out) => {
    const fibre = 0.022 * noise(x * 50, y * 50, seed + 1) + 0.02 * noise(x * 12, y * 80, seed + 2);
    let colour = PAPER!;
    for (let k = 0; k < 2; k++) {
      const wet =
        clouds(x * 2.6 + 13 * k, y * 2.6, seed + 20 + k) + 0.1 * noise(x * 19, y * 19, seed + 30 + k);
      const inside = smoothstep(0.1, 0.14, wet);
      const rim = inside * (1 - smoothstep(0.12, 0.21, wet));
      colour = mix(colour, PALE!, 0.5 * inside);
      colour = mix(
        colour,
        MIDDLE!,
        0.55 * rim + 0.2 * inside * smoothstep(0, 0.5, noise(x * 5, y * 5, seed + 40 + k)),
      );
    }
    for (let c = 0; c < 3; c++) out[c] = colour[c]! + fibre;
  });
  const layers = [
    { ink: PALE!, opacity: 0.75, spacing: 0.19, size: 1.3 },
    { ink: MIDDLE!, opacity: 0.82, spacing: 0.25, size: 1.1 },
    { ink: INK!, opacity: 0.96, spacing: 0.24, size: 0.95 },
  ];
  layers.forEach(({ ink, opacity, spacing, size }, layer) => {
    for (const { x, y, id } of scatter(canvas, spacing, 0.3, seed * 7 + layer)) {
      paintTwig(canvas, x, y, id, ink, opacity, size);
      if (layer === 2 && chanceOf(id, 3) < 0.4) paintBerries(canvas, x, y, id);
    }
  });
}

/** A twig and the leaves that hang from its end. */
function paintTwig(
  canvas: Canvas,
  x: number,
  y: number,
  id: number,
  ink: Rgb,
  opacity: number,
  size: number,
): void {
  const lean = 1.57 + 1.5 * (chanceOf(id, 2) - 0.5);
  const stem = size * 0.11;
  paintStroke(canvas, {
    path: bow(x - stem * Math.cos(lean - 0.5), y - stem * Math.sin(lean - 0.5), lean - 0.5, stem, 0.5),
    colour: ink,
    opacity,
    radius: 0.0045 * size,
    bristles: 0.3,
    load: 0,
    dry: 0.1,
    seed: id,
  });
  const leaves = 3 + Math.floor(2.5 * chanceOf(id, 1));
  for (let leaf = 0; leaf < leaves; leaf++) {
    const chance = (k: number) => chanceOf(id + leaf * 7919, k);
    const angle = lean + 2 * ((leaf + 0.5) / leaves - 0.5) + 0.5 * (chance(4) - 0.5);
    const from = size * 0.035 * chance(5);
    paintStroke(canvas, {
      path: bow(
        x + from * Math.cos(angle),
        y + from * Math.sin(angle),
        angle,
        size * (0.13 + 0.12 * chance(6)),
        0.9 * (chance(7) - 0.5),
      ),
      colour: ink,
      second: mix(ink, PALE!, 0.5),
      opacity,
      radius: size * (0.017 + 0.01 * chance(8)),
      bristles: 0.45,
      load: 0,
      dry: 0.3 * chance(9),
      head: 0.42,
      tail: 0.62,
      start: 0.08,
      end: 0,
      seed: id + leaf,
    });
  }
}

function paintBerries(canvas: Canvas, x: number, y: number, id: number): void {
  for (let k = 0; k < 3; k++) {
    paintDab(canvas, x + 0.065 * (chanceOf(id, 40 + k) - 0.5), y + 0.065 * (chanceOf(id, 50 + k) - 0.5), {
      radius: 0.013 + 0.005 * chanceOf(id, 60 + k),
      length: 1.15,
      angle: 3 * chanceOf(id, 70 + k),
      colour: mix(SEAL!, k === 1 ? PAPER! : INK!, 0.12 * k),
      load: 0,
    });
  }
}

/** A path that bends steadily by `bend` radians. */
function bow(x: number, y: number, angle: number, length: number, bend: number): Float64Array {
  const steps = 7;
  const path = new Float64Array(2 * (steps + 1));
  let px = x;
  let py = y;
  for (let i = 0; i <= steps; i++) {
    path[2 * i] = px;
    path[2 * i + 1] = py;
    const a = angle + (bend * i) / steps;
    px += (length / steps) * Math.cos(a);
    py += (length / steps) * Math.sin(a);
  }
  return path;
}
