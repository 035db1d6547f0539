import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { mix, palette } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const [PAPER, DEEP, BLUE, PALE, LINE] = palette('#efe3c8', '#173a63', '#2f6a9a', '#9cc3cf', '#101c30');
const ROW = 0.15;
const LENGTH = 0.3;

/** Wood-block waves: rows of crests with dark outlines, flat blues printed on paper, foam left bare. */
export function paintWaves(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    const grain = noise(px * 6 + 3 * noise(px * 2, py * 2, seed + 1), py * 90, seed + 2);
    let row = Math.floor(py / ROW) + 2;
    let colour = PAPER!;
    let line = 0;
    // The nearest row in front that reaches up to here.
    for (; row >= Math.floor(py / ROW) - 1; row--) {
      const shift = (row & 1) * 0.5 + 0.3 * latticeHash(row, 1, seed);
      const warp = px + 0.03 * noise(px * 3, row * 7.3, seed + 3);
      const q = warp / LENGTH + shift;
      const k = Math.floor(q);
      const t = q - k;
      const tall = 0.75 + 0.5 * latticeHash(k, row, seed + 4);
      const crest = t < 0.62 ? (t / 0.62) ** 2.2 : ((1 - t) / 0.38) ** 0.8;
      const top = row * ROW - 0.11 * tall * crest - 0.01 * noise(px * 20, row * 3.1, seed + 5);
      const depth = py - top;
      if (depth < 0) continue;
      const foamEdge = 0.022 + 0.028 * crest * Math.abs(Math.sin(t * 26 + 2 * noise(px * 9, row, seed + 6)));
      line = Math.max(
        1 - smoothstep(0.005, 0.0075, depth),
        1 - smoothstep(0.0028, 0.0045, Math.abs(depth - foamEdge)),
      );
      if (depth < foamEdge) colour = PAPER!;
      else {
        const bands = (depth - foamEdge) / 0.034 + 0.5 * noise(px * 7, row * 5, seed + 7);
        const band = bands - Math.floor(bands);
        colour = Math.floor(bands) % 2 === 0 ? BLUE! : Math.floor(bands) % 4 === 1 ? PALE! : DEEP!;
        colour = mix(colour, DEEP!, smoothstep(0.05, 0.2, depth) * 0.6);
        line = Math.max(line, 0.9 * (1 - smoothstep(0.05, 0.12, Math.min(band, 1 - band))));
      }
      break;
    }
    const print = 0.05 * grain;
    for (let c = 0; c < 3; c++)
      out[c] =
        colour[c]! * (1 + print) +
        (LINE![c]! - colour[c]!) * line +
        0.015 * noise(px * 80, py * 80, seed + 8);
  });
}
