import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette, shade } from './colours.ts';
import { clouds, noise, smoothstep } from './noise.ts';

const CELL = 0.17;
const JEWELS = palette(
  '#b3122f',
  '#1b3fa6',
  '#e8a11c',
  '#127a4b',
  '#6a1f86',
  '#1aa0b8',
  '#f2e3b3',
  '#d9541e',
);
const LEAD = [0.055, 0.055, 0.065] as const;

/** A window of coloured glass: panes lit from behind, streaks and bubbles in them, lead between. */
export function paintGlass(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    const x = (px + 0.035 * noise(px * 4, py * 4, seed + 1)) / CELL;
    const y = (py + 0.035 * noise(px * 4 + 20, py * 4, seed + 2)) / CELL;
    const ci = Math.floor(x);
    const cj = Math.floor(y);
    let near = 9;
    let nx = 0;
    let ny = 0;
    let pane = 0;
    for (let j = cj - 2; j <= cj + 2; j++)
      for (let i = ci - 2; i <= ci + 2; i++) {
        const sx = i + 0.5 + 0.85 * (latticeHash(i, j, seed * 4) - 0.5) - x;
        const sy = j + 0.5 + 0.85 * (latticeHash(i, j, seed * 4 + 1) - 0.5) - y;
        const d = sx * sx + sy * sy;
        if (d < near) {
          near = d;
          nx = sx;
          ny = sy;
          pane = Math.imul(i, 7919) + j;
        }
      }
    let border = 9;
    for (let j = cj - 2; j <= cj + 2; j++)
      for (let i = ci - 2; i <= ci + 2; i++) {
        const sx = i + 0.5 + 0.85 * (latticeHash(i, j, seed * 4) - 0.5) - x;
        const sy = j + 0.5 + 0.85 * (latticeHash(i, j, seed * 4 + 1) - 0.5) - y;
        const ox = sx - nx;
        const oy = sy - ny;
        const length = Math.sqrt(ox * ox + oy * oy);
        if (length < 1e-9) continue;
        const d = (0.5 * ((nx + sx) * ox + (ny + sy) * oy)) / length;
        if (d < border) border = d;
      }
    border *= CELL;
    const lead = 1 - smoothstep(0.0125, 0.0155, border);
    const colour = shade(
      JEWELS[Math.floor(latticeHash(pane, 1, seed) * JEWELS.length)]!,
      0.3 * (latticeHash(pane, 2, seed) - 0.5),
    );
    const turn = latticeHash(pane, 3, seed) * 3.14;
    const streak = noise(
      (px * Math.cos(turn) + py * Math.sin(turn)) * 30,
      (py * Math.cos(turn) - px * Math.sin(turn)) * 5,
      pane,
    );
    const glow =
      0.62 + 0.5 * smoothstep(0.01, 0.07, border) + 0.22 * streak + 0.2 * clouds(px * 5, py * 5, seed + 9);
    const bead = 1 - Math.abs(border) / 0.0125;
    for (let c = 0; c < 3; c++) {
      const lit = colour[c]! * glow + 0.12 * Math.max(0, glow - 1);
      out[c] = lit + (LEAD[c]! + 0.1 * Math.max(0, bead) - lit) * lead;
    }
    out[3] = lead * 0.006 * Math.sqrt(Math.max(0, bead)) + 0.0008 * streak * (1 - lead);
  });
  canvas.light(1.4, 0.08);
}
