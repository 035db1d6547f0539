import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette } from './colours.ts';
import { clouds, noise, smoothstep } from './noise.ts';

const [PAPER, INK, SEPIA] = palette('#f4ead2', '#17151a', '#6e3d22');
/** Distance of neighbouring strokes and their length, units. */
const PITCH = 0.027;
const LENGTH = 0.17;

/** Sets of strokes: direction in radians, the darkness from which they are drawn, and whether in sepia. */
const SETS = [
  { turn: 0.62, from: 0.14, sepia: false },
  { turn: -0.62, from: 0.44, sepia: false },
  { turn: 1.5, from: 0.7, sepia: true },
  { turn: 0.05, from: 0.8, sepia: false },
];

/** Pen on cream paper: the darker a form, the wider its strokes and the more sets of them cross. */
export function paintHatching(canvas: Canvas, seed: number): void {
  canvas.each((x, y, out) => {
    const fibre = 0.02 * noise(x * 70, y * 90, seed + 1) + 0.018 * noise(x * 8, y * 8, seed + 2);
    // Folds that overlap: each is light on its back and dark where it goes under the next.
    const fold = 1.15 * clouds(x * 1.9, y * 1.9, seed + 3) + 1.5 * x + 2.2 * y;
    const part = fold - Math.floor(fold);
    const back = smoothstep(0, 0.1, part);
    const tone = 0.16 + 0.98 * (1 - back) + back * part ** 1.5 * 0.95 + 0.13 * noise(x * 5, y * 5, seed + 4);
    const bend = 0.9 * clouds(x * 1.9, y * 1.9, seed + 3);
    let bare = 1;
    let brown = 0;
    for (let k = 0; k < SETS.length; k++) {
      const { turn, from, sepia } = SETS[k]!;
      const dark = tone - from;
      if (dark < -0.12) continue;
      const along = x * Math.cos(turn) + y * Math.sin(turn);
      const across =
        y * Math.cos(turn) -
        x * Math.sin(turn) +
        (0.34 * bend) / 2 +
        0.0035 * noise(along * 14, x * 9, seed + 6 + k);
      const line = across / PITCH;
      const n = Math.floor(line);
      const stroke = along / LENGTH + latticeHash(n, k, seed + 10);
      const m = Math.floor(stroke);
      const p = stroke - m;
      const own = latticeHash(n, m, seed + 20 + k);
      const strength = dark + 0.2 * (own - 0.5);
      if (strength < 0) continue;
      const taper = smoothstep(0, 0.07, p) * (1 - smoothstep(0.72, 0.98, p));
      const half =
        PITCH *
        Math.min(0.29, 0.09 + 0.3 * strength) *
        taper *
        (0.9 + 0.25 * noise(along * 30, n, seed + 30));
      const off = Math.abs(line - n - 0.5 - 0.26 * (own - 0.5)) * PITCH;
      const cover = 0.95 * (1 - smoothstep(half - 0.0009, half + 0.0009, off)) * (taper > 0.02 ? 1 : 0);
      bare *= 1 - cover;
      if (sepia) brown = Math.max(brown, cover);
    }
    for (let c = 0; c < 3; c++) {
      const ink = INK![c]! + (SEPIA![c]! - INK![c]!) * brown;
      const paper = PAPER![c]! - 0.05 * part * (c + 1) * 0.5 + fibre;
      out[c] = ink + (paper - ink) * bare;
    }
  });
}
