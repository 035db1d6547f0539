import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const INKS = palette('#9c1c31', '#f6ead2', '#12564d', '#e3a530', '#f6ead2', '#c8472b', '#1b1d3d', '#5d93a6');
/** Width of a band of ink before it is combed, units. */
const BAND = 0.052;
/** Distance of the teeth of the wide and the fine comb, and how far they pull. */
const WIDE = { pitch: 0.36, pull: 0.2, sharp: 0.075 };
const FINE = { pitch: 0.12, pull: 0.13, sharp: 0.028 };

/** Marbled paper: bands of ink on water, drawn up and down with a wide comb and across with a fine one. */
export function paintMarbled(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    // What the combs did is undone, last first: the place where this drop of ink lay.
    let x = px + 0.03 * noise(px * 2.6, py * 2.6, seed + 1);
    let y = py + 0.03 * noise(px * 2.6 + 20, py * 2.6, seed + 2);
    x -= tine(y, FINE.pitch, 0, seed + 3) * FINE.pull;
    y -=
      (tine(x, WIDE.pitch, 0, seed + 4, WIDE.sharp) - tine(x, WIDE.pitch, 0.5, seed + 5, WIDE.sharp)) *
      WIDE.pull;
    const s = y / BAND + 0.7 * noise(x * 2.4, y * 2.4, seed + 6);
    const band = Math.floor(s);
    const t = s - band;
    const ink = INKS[(Math.floor(latticeHash(band >> 1, 2, seed) * 4) * 2 + (band & 1)) % INKS.length]!;
    const vein = 1 - smoothstep(0.03, 0.11, Math.min(t, 1 - t));
    const settle = 0.07 * noise(x * 16, y * 16, seed + 7);
    const grain = 0.022 * noise(px * 60, py * 60, seed + 8);
    for (let c = 0; c < 3; c++) out[c] = ink[c]! * (1 + settle) * (1 - 0.35 * vein) + grain;
  });
}

/**
 * How far a comb has drawn the water beside its teeth, 0 to 1: most at a tooth, less away from it
 * (after Lu, Jaffer, Jin, Zhao and Mao 2012, "Mathematical marbling").
 */
function tine(across: number, pitch: number, offset: number, seed: number, sharp = FINE.sharp): number {
  const q = across / pitch + offset;
  const k = Math.round(q);
  let sum = 0;
  for (let tooth = k - 1; tooth <= k + 1; tooth++) {
    const at = tooth + 0.16 * (latticeHash(tooth, 3, seed) - 0.5);
    const d = Math.abs(q - at) * pitch;
    sum += Math.exp(-d / sharp);
  }
  return sum;
}
