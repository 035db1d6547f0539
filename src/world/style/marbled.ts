import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const INKS = palette('#8e1b2e', '#f3e6cc', '#14594f', '#e0a63a', '#f3e6cc', '#c9502f', '#21203a');
const STRIPE = 0.05;

/** Marbled paper: inks floated on water in bands, then drawn to and fro with a comb. */
export function paintMarbled(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    // What the combs did is undone, last first: the place where this drop of ink lay.
    let x = px;
    let y = py;
    x += 0.045 * Math.sin(y * 11 + 1.3 * latticeHash(1, 1, seed)) + 0.02 * noise(x * 3, y * 3, seed + 1);
    const tooth = Math.abs(((((x / 0.11) % 2) + 2) % 2) - 1);
    y += 0.16 * (smoothstep(0, 1, tooth) - 0.5) + 0.03 * noise(x * 5, y * 5, seed + 2);
    x += 0.05 * Math.sin(y * 17) + 0.05 * noise(x * 2.5, y * 2.5, seed + 3);
    const s = y / STRIPE + 0.9 * noise(x * 2.2, y * 2.2, seed + 4);
    const band = Math.floor(s);
    const t = s - band;
    const width = 0.3 + 0.5 * latticeHash(band, 1, seed);
    const a = INKS[Math.floor(latticeHash(band, 2, seed) * INKS.length)]!;
    const b = INKS[Math.floor(latticeHash(band, 3, seed) * INKS.length)]!;
    const first = smoothstep(0, 0.06, t) * (1 - smoothstep(width, width + 0.06, t));
    const vein = 1 - smoothstep(0.02, 0.07, Math.min(t, 1 - t, Math.abs(t - width)));
    const grain = 0.025 * noise(px * 55, py * 55, seed + 5);
    for (let c = 0; c < 3; c++) {
      const ink = b[c]! + (a[c]! - b[c]!) * first;
      out[c] = ink * (1 - 0.45 * vein) + grain;
    }
  });
}
