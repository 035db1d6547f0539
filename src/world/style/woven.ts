import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette, shade } from './colours.ts';
import { noise } from './noise.ts';

const THREAD = 0.036;
const WARP = palette('#7c1f2b', '#7c1f2b', '#c6472f', '#1f3a44', '#e3b04b', '#7c1f2b');
const WEFT = palette('#efe0c0', '#e3b04b', '#2f6f6a', '#1f3a44', '#efe0c0', '#c6472f');

/** Cloth seen close by: threads that pass over and under, with their twist, sheen and shadow. */
export function paintWoven(canvas: Canvas, seed: number): void {
  canvas.each((px, py, out) => {
    const x = (px + 0.008 * noise(px * 5, py * 5, seed + 1)) / THREAD;
    const y = (py + 0.008 * noise(px * 5 + 30, py * 5, seed + 2)) / THREAD;
    const i = Math.floor(x);
    const j = Math.floor(y);
    const u = x - i - 0.5;
    const v = y - j - 0.5;
    // A twill whose step turns round every eight threads: lozenges.
    const zig = (n: number) => Math.abs((((n % 16) + 16) % 16) - 8);
    const over = (((zig(i) + zig(j)) % 4) + 4) % 4 < 2;
    const across = over ? u : v;
    const along = over ? v : u;
    const thread = over ? i : j;
    const run = over ? y : x;
    const set = over ? WARP : WEFT;
    const stripe = set[Math.floor(latticeHash(Math.floor(thread / 3), over ? 1 : 2, seed) * set.length)]!;
    const own = shade(stripe, 0.2 * (latticeHash(thread, over ? 3 : 4, seed) - 0.5));
    const round = Math.sqrt(Math.max(0, 1 - (across / 0.47) ** 2));
    const arch = 1 - 1.3 * along * along;
    const twist = Math.sin(((run * 4.2 + (over ? 1 : -1) * across * 5) * 2 * Math.PI) / 2);
    const fibre = 0.08 * noise(across * 9 + thread * 7, run * 3, seed + 4);
    const gap = Math.abs(across) > 0.47 ? 0.25 : 1;
    const value = gap * (0.38 + 0.62 * round * arch + 0.07 * twist * round + fibre);
    for (let c = 0; c < 3; c++) out[c] = own[c]! * value + 0.1 * round * arch * Math.max(0, twist) * 0.6;
    out[3] = 0.009 * round * arch + 0.0008 * twist * round;
  });
  canvas.light(1.1, 0.05);
}
