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
    const lead = 1 - smoothstep(0.0145, 0.0175, border);
    const colour = shade(
      JEWELS[Math.floor(latticeHash(pane, 1, seed) * JEWELS.length)]!,
      0.3 * (latticeHash(pane, 2, seed) - 0.5),
    );
    const turn = latticeHash(pane, 3, seed) * 3.14;
    const along = px * Math.cos(turn) + py * Math.sin(turn);
    const across = py * Math.cos(turn) - px * Math.sin(turn);
    const streak = noise(along * 30, across * 5, pane);
    const hammered = noise(px * 48, py * 48, seed + 8);
    const glow =
      0.6 +
      0.5 * smoothstep(0.01, 0.07, border) +
      0.26 * streak +
      0.14 * hammered +
      0.22 * clouds(px * 5, py * 5, seed + 9);
    const drawn = 0.55 * ornament(latticeHash(pane, 4, seed), along, across, border);
    const bead = 1 - Math.abs(border) / 0.0145;
    for (let c = 0; c < 3; c++) {
      const lit = (colour[c]! * glow + 0.16 * Math.max(0, glow - 1)) * (1 - drawn);
      out[c] = lit + (LEAD[c]! + 0.1 * Math.max(0, bead) - lit) * lead;
    }
    out[3] = lead * 0.006 * Math.sqrt(Math.max(0, bead)) + (0.0008 * streak + 0.0006 * hammered) * (1 - lead);
  });
  canvas.light(1.4, 0.08);
}

/**
 * What is painted on a pane in thin dark lines before it is fired.
 *
 * @param kind 0 to 1; along, across: place in the pane's own axes; border: distance to its edge, units
 * @returns 0 (bare) to 1 (painted)
 */
function ornament(kind: number, along: number, across: number, border: number): number {
  const outline = 1 - smoothstep(0.0025, 0.0045, Math.abs(border - 0.031));
  if (kind < 0.3) return outline;
  const inside = smoothstep(0.031, 0.035, border);
  const line = (at: number) => 1 - smoothstep(0.13, 0.22, Math.abs(at - Math.round(at)));
  if (kind < 0.5) return Math.max(outline, inside * line(across / 0.024));
  if (kind < 0.65) return Math.max(outline, inside * line(along / 0.034) * line(across / 0.034));
  return kind < 0.75 ? 1 - smoothstep(0.09, 0.17, Math.abs(border / 0.018 - Math.round(border / 0.018))) : 0;
}
