import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { mix, palette, shade } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const CELL = 0.4;
const PAINTS = palette(
  '#f3ead6',
  '#d9372c',
  '#f3ead6',
  '#efb52a',
  '#1d4f9f',
  '#f3ead6',
  '#1e8577',
  '#ee7d3a',
  '#e8b9b0',
);
const UNDER = palette('#c98a4b')[0]!;
const BLACK = 0.065;
/** Width of a stroke of the brush that fills the blocks, units. */
const BRUSH = 0.038;

interface Block {
  left: number;
  right: number;
  top: number;
  bottom: number;
  id: number;
}

/** Blocks of strong colour between black bars, laid on with a broad brush over an ochre ground. */
export function paintBlocks(canvas: Canvas, seed: number): void {
  const block: Block = { left: 0, right: 0, top: 0, bottom: 0, id: 0 };
  canvas.each((px, py, out) => {
    const x = px + 0.003 * noise(px * 8, py * 8, seed + 1);
    const y = py + 0.003 * noise(px * 8 + 30, py * 8, seed + 2);
    findBlock(x, y, seed, block);
    const { id } = block;
    const edge = Math.min(x - block.left, block.right - x, y - block.top, block.bottom - y);
    const paint = PAINTS[Math.floor(latticeHash(id, 9, seed) * PAINTS.length)]!;
    // The brush goes to and fro: across, up and down, or aslant.
    const turn = Math.floor(latticeHash(id, 8, seed) * 4) * 0.785;
    const along = px * Math.cos(turn) + py * Math.sin(turn);
    const across = py * Math.cos(turn) - px * Math.sin(turn) + 0.006 * noise(along * 6, id, seed + 3);
    const lane = across / BRUSH;
    const n = Math.floor(lane);
    const v = lane - n;
    const bristle = noise(along * 5, across * 170, id) + 0.6 * noise(along * 11, across * 330, id + 1);
    const stroke = latticeHash(n, id, seed + 4) - 0.5;
    const ridge = smoothstep(0.16, 0, Math.min(v, 1 - v));
    const tone = shade(paint, 0.3 * stroke + 0.07 * bristle - 0.1 * ridge);
    const frayed = edge + 0.0035 * noise(px * 50, py * 50, seed + 6) + 0.002 * bristle;
    const bar = 1 - smoothstep(0.0105, 0.013, frayed);
    const ground = (1 - smoothstep(0.014, 0.021, frayed)) * (0.35 + 0.65 * latticeHash(id, 7, seed));
    const worn = smoothstep(0.75, 1.25, bristle + 0.8 * noise(px * 9, py * 9, id + 2)) * 0.5;
    const filled = mix(tone, UNDER, Math.min(1, ground + worn));
    for (let c = 0; c < 3; c++) {
      const black = BLACK + 0.05 * Math.max(0, bristle);
      out[c] = filled[c]! + (black - filled[c]!) * bar;
    }
    out[3] =
      (1 - bar) * (0.0011 * bristle + 0.0022 * ridge * (1 - ground)) + bar * (0.0035 + 0.0006 * bristle);
  });
  canvas.light(1.5, 0.05);
}

/** The block at a place: cells in rows that are shifted by chance, each cut in two again and again. */
function findBlock(x: number, y: number, seed: number, block: Block): void {
  const row = Math.floor(y / CELL);
  const shift = latticeHash(row, 0, seed) * CELL;
  const column = Math.floor((x + shift) / CELL);
  block.left = column * CELL - shift;
  block.right = block.left + CELL;
  block.top = row * CELL;
  block.bottom = block.top + CELL;
  let id = Math.imul(column, 7919) + row * 13;
  for (let depth = 0; depth < 5; depth++) {
    const wide = block.right - block.left;
    const tall = block.bottom - block.top;
    if (Math.max(wide, tall) < 0.13) break;
    if (depth > 1 && latticeHash(id, depth, seed + 3) < 0.22) break;
    const at = 0.26 + 0.48 * latticeHash(id, depth, seed + 4);
    if (wide > tall * (0.7 + 0.6 * latticeHash(id, depth, seed + 5))) {
      const cut = block.left + wide * at;
      if (x < cut) block.right = cut;
      else block.left = cut;
      id = id * 2 + (x < cut ? 1 : 2);
    } else {
      const cut = block.top + tall * at;
      if (y < cut) block.bottom = cut;
      else block.top = cut;
      id = id * 2 + (y < cut ? 3 : 4);
    }
  }
  block.id = id;
}
