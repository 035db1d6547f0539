import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import { palette, type Rgb } from './colours.ts';
import { noise, smoothstep } from './noise.ts';

const [PAPER, INDIGO, BLUE, SKY, PALE, LINE] = palette(
  '#f1e6cd',
  '#16355f',
  '#2b66a0',
  '#6ea6c4',
  '#bcd6d2',
  '#0d1930',
);
/** Distance of rows and of crests in a row, units. */
const ROW = 0.165;
const LENGTH = 0.4;
/** The crest in parts of LENGTH: where it is highest, where its tip hangs, and the hollow under it. */
const TOP = 0.6;
const TIP = 0.96;
const HOLLOW = { x: 0.82, y: 0.27, r: 0.235 };
const OUTLINE = 0.016;

/** Wood-block waves: rows of breaking crests, dark outlines round flat blues, foam and spray left as bare paper. */
export function paintWaves(canvas: Canvas, seed: number): void {
  const found: Found = { ink: PAPER!, line: 0 };
  canvas.each((px, py, out) => {
    found.line = 0;
    found.ink = PAPER!;
    const x = px + 0.012 * noise(px * 4, py * 4, seed + 1);
    const y = py + 0.012 * noise(px * 4 + 30, py * 4, seed + 2);
    let row = Math.ceil(y / ROW) + 2;
    while (!inWave(x, y, row, seed, found)) row--;
    const wood = noise(px * 5 + 2 * noise(px * 2, py * 2, seed + 3), py * 110, seed + 4);
    const speck = noise(px * 90, py * 90, seed + 5);
    const press = 1 + 0.05 * wood + 0.04 * speck;
    for (let c = 0; c < 3; c++) {
      const ink = found.ink[c]! * press + (found.ink === PAPER ? 0 : 0.03 * Math.max(0, wood));
      out[c] = ink + (LINE![c]! - ink) * found.line;
    }
  });
}

interface Found {
  ink: Rgb;
  line: number;
}

/** Whether a row of waves covers the place, and with what. */
function inWave(px: number, py: number, row: number, seed: number, found: Found): boolean {
  const q = px / LENGTH + (row & 1) * 0.5 + 0.3 * latticeHash(row, 1, seed) + latticeHash(7, 7, seed);
  const k = Math.floor(q);
  const t = q - k;
  const size = 0.86 + 0.3 * latticeHash(k, row, seed + 6);
  const h = (row * ROW - py) / LENGTH / size;
  const hx = t - HOLLOW.x;
  const hy = h - HOLLOW.y;
  const fromMiddle = Math.sqrt(hx * hx + hy * hy);
  const hollow = fromMiddle - HOLLOW.r;
  const rise = t / TOP;
  const fall = (t - TOP) / (TIP - TOP);
  const top = t < TOP ? 0.1 + 0.6 * rise ** 2 * (2.1 - 1.1 * rise) : t < TIP ? 0.7 - 0.21 * fall ** 2.2 : 0.1;
  const slope =
    t < TOP ? (0.6 * (4.2 * rise - 3.3 * rise * rise)) / TOP : t < TIP ? (0.46 * fall) / (TIP - TOP) : 0;
  const under = (top - h) / Math.sqrt(1 + slope * slope);
  if (h > 0 && (under < 0 || hollow < 0)) return spray(hollow, t, h, k, row, seed, found);
  const turn = Math.atan2(hy, hx);
  const deep = h <= 0 ? 1 : under;
  const side = h > 0.03 && t < TIP && t > TOP ? TIP - t : 1;
  const hang = h > HOLLOW.y - 0.06 && t > 0.5 ? Math.min(hollow, side) : 1;
  // Foam: a scalloped band along the crest, and fingers that hang into the hollow.
  const scallop = Math.abs(Math.sin(t * 19 + 1.4 * latticeHash(k, row, seed + 7)));
  const finger = Math.abs(Math.sin(turn * 5.2 + 3 * latticeHash(k, row, seed + 8)));
  const crest = t < TIP ? smoothstep(0.12, 0.6, t) : 0;
  const foam = Math.max(
    0.03 + 0.06 * crest + 0.045 * crest * scallop - deep,
    t > 0.45 ? 0.035 + 0.085 * finger * smoothstep(-0.5, 0.9, turn) - hang : -1,
  );
  const rim = Math.min(deep, Math.max(hollow, 0), side);
  found.line = 1 - smoothstep(OUTLINE - 0.004, OUTLINE + 0.004, h <= 0 && hollow > 0.03 ? 1 : rim);
  if (foam > 0) {
    found.ink = PAPER!;
    const inner = 1 - smoothstep(0.006, 0.013, Math.abs(foam - 0.028));
    found.line = Math.max(found.line, 0.45 * inner * crest, 1 - smoothstep(0.007, 0.014, foam));
    return true;
  }
  // Stripes that sweep up the face of the wave, round the hollow.
  const stripe = (fromMiddle - HOLLOW.r) / 0.082 + 0.25 * noise(px * 6, py * 6, seed + 9);
  const n = Math.floor(stripe);
  const inks = [PALE!, INDIGO!, BLUE!, SKY!, INDIGO!];
  found.ink = n < 0 ? INDIGO! : n > 5 ? (n % 2 === 0 ? INDIGO! : BLUE!) : inks[(n + 5) % 5]!;
  const edge = Math.min(stripe - n, n + 1 - stripe);
  found.line = Math.max(found.line, 0.85 * (1 - smoothstep(0.05, 0.13, edge)));
  return true;
}

/** Drops of foam that fly under and above a crest. */
function spray(
  hollow: number,
  t: number,
  h: number,
  k: number,
  row: number,
  seed: number,
  found: Found,
): boolean {
  if (t < 0.5 || hollow > 0.12 || h < 0.12) return false;
  const gx = t * 15;
  const gy = h * 15;
  const i = Math.floor(gx);
  const j = Math.floor(gy);
  if (latticeHash(i + 40 * k, j, row + seed) > 0.3) return false;
  const dx = gx - i - 0.5;
  const dy = gy - j - 0.5;
  const d = Math.sqrt(dx * dx + dy * dy);
  if (d > 0.36) return false;
  found.ink = PAPER!;
  found.line = smoothstep(0.22, 0.27, d);
  return true;
}
