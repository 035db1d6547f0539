import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette, shade } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const CELL = 0.42;
const BAR = 0.021;
const PAINTS = palette(
  '#f2ead8',
  '#f2ead8',
  '#d8362a',
  '#f0b92b',
  '#1f4e9c',
  '#f2ead8',
  '#e9731f',
  '#8fb7bf',
);

/** Blocks of strong colour between black bars, laid on with a broad brush. */
export function paintBlocks(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    const x = px + 0.0035 * noise(px * 9, py * 9, seed + 1);
    const y = py + 0.0035 * noise(px * 9 + 30, py * 9, seed + 2);
    // Rows of bricks of uneven heights, each cut further at places of its own.
    let left = -0.2;
    let right = 0;
    let top = -0.2;
    let bottom = 0;
    const row = Math.floor(y / CELL);
    const shift = latticeHash(row, 0, seed) * CELL;
    const column = Math.floor((x + shift) / CELL);
    left = column * CELL - shift;
    right = left + CELL;
    top = row * CELL;
    bottom = top + CELL;
    let id = Math.imul(column, 7919) + row * 13;
    for (let depth = 0; depth < 4; depth++) {
      const wide = right - left;
      const tall = bottom - top;
      if (Math.max(wide, tall) < 0.16) break;
      if (depth > 1 && latticeHash(id, depth, seed + 3) < 0.25) break;
      const at = 0.28 + 0.44 * latticeHash(id, depth, seed + 4);
      if (wide > tall * (0.7 + 0.6 * latticeHash(id, depth, seed + 5))) {
        const cut = left + wide * at;
        if (x < cut) {
          right = cut;
          id = id * 2 + 1;
        } else {
          left = cut;
          id = id * 2 + 2;
        }
      } else {
        const cut = top + tall * at;
        if (y < cut) {
          bottom = cut;
          id = id * 2 + 3;
        } else {
          top = cut;
          id = id * 2 + 4;
        }
      }
    }
    const edge = Math.min(x - left, right - x, y - top, bottom - y);
    const bar =
      1 -
      smoothstep(BAR * 0.5 - 0.0012, BAR * 0.5 + 0.0012, edge + 0.0012 * noise(px * 60, py * 60, seed + 6));
    const paint = PAINTS[Math.floor(latticeHash(id, 9, seed) * PAINTS.length)]!;
    const flat = latticeHash(id, 8, seed) < 0.5;
    const s = flat ? px : py;
    const t = flat ? py : px;
    const bristle = noise(s * 7, t * 95, id) + 0.5 * noise(s * 22, t * 210, id + 1);
    const patch = noise(px * 8, py * 8, id + 2);
    const tone = shade(paint, 0.09 * bristle + 0.1 * patch);
    for (let c = 0; c < 3; c++) {
      const black = 0.07 + 0.03 * bristle;
      out[c] = tone[c]! + (black - tone[c]!) * bar;
    }
    out[3] = 0.0012 * bristle + 0.003 * bar;
  });
  canvas.light(1.6, 0.04);
}
