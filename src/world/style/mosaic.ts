import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette, shade } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const SITE = 0.34;
const STONE = 0.046;
const MEDALLIONS = [
  palette('#c2442e', '#e9d9b4', '#d89b34', '#7a2320'),
  palette('#1f6f78', '#f0e4c6', '#3fa79a', '#123e4f'),
  palette('#d89b34', '#7a2320', '#f0e4c6', '#c2442e'),
  palette('#284b7c', '#e9d9b4', '#5f8fb4', '#d89b34'),
];
const GROUT = [0.16, 0.14, 0.14] as const;

/** Cut stones set in rings about centres, each with its own tone and tilt, grout between them. */
export function paintMosaic(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    const x = px + 0.006 * noise(px * 14, py * 14, seed + 1);
    const y = py + 0.006 * noise(px * 14 + 50, py * 14, seed + 2);
    const ci = Math.floor(x / SITE);
    const cj = Math.floor(y / SITE);
    let near = 9;
    let next = 9;
    let site = 0;
    let dx = 0;
    let dy = 0;
    for (let j = cj - 1; j <= cj + 1; j++) {
      for (let i = ci - 1; i <= ci + 1; i++) {
        const sx = x - (i + 0.5 + 0.7 * (latticeHash(i, j, seed * 4) - 0.5)) * SITE;
        const sy = y - (j + 0.5 + 0.7 * (latticeHash(i, j, seed * 4 + 1) - 0.5)) * SITE;
        const d = Math.sqrt(sx * sx + sy * sy);
        if (d < near) {
          next = near;
          near = d;
          dx = sx;
          dy = sy;
          site = Math.imul(i, 7919) + j;
        } else if (d < next) next = d;
      }
    }
    const ring = Math.floor(near / STONE);
    const radial = near / STONE - ring;
    const count = ring === 0 ? 1 : Math.round(2 * Math.PI * (ring + 0.5));
    const turn = (Math.atan2(dy, dx) / (2 * Math.PI) + 0.5 + latticeHash(ring, site, 3)) * count;
    const stone = Math.floor(turn);
    const id = Math.imul(site, 31) + ring * 97 + (stone % count);
    const around = turn - stone;
    const width = (2 * Math.PI * Math.max(near, STONE * 0.5)) / count;
    const gap = 0.004 + 0.002 * latticeHash(id, 1, 8);
    const edge = Math.min(
      (ring === 0 ? 1 - radial : Math.min(radial, 1 - radial)) * STONE,
      ring === 0 ? 9 : Math.min(around, 1 - around) * width,
      (next - near) * 0.5,
    );
    const inside = smoothstep(gap - 0.0015, gap + 0.0015, edge);
    const colours = MEDALLIONS[Math.floor(latticeHash(site, 2, 9) * MEDALLIONS.length)]!;
    const band = colours[Math.floor(ring * 0.75 + latticeHash(site, 5, 9) * 2) % 4]!;
    const tone = shade(band, 0.42 * (latticeHash(id, 3, 10) - 0.5));
    const vein = 0.05 * noise(px * 70, py * 70, id);
    for (let c = 0; c < 3; c++) out[c] = GROUT[c]! + (tone[c]! + vein - GROUT[c]!) * inside;
    const tilt =
      (latticeHash(id, 4, 11) - 0.5) * 0.35 * (dx + dy) + (latticeHash(id, 6, 11) - 0.5) * 0.35 * (dx - dy);
    out[3] = inside * (0.004 * smoothstep(gap, gap + 0.008, edge) + 0.15 * tilt);
  });
  canvas.light(2, 0.1);
}
