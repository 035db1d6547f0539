import { latticeHash } from '../scene/noise.ts';
import type { Canvas } from './canvas.ts';
import type { Rgb } from './colours.ts';

/** A stroke of a brush along a path. Lengths in units of the picture's shorter side. */
export interface Stroke {
  /** x, y of points along the middle of the stroke. */
  path: Float64Array;
  /** Half its width in the middle. */
  radius: number;
  colour: Rgb;
  /** A second pigment that some bristles carry. */
  second?: Rgb;
  /** 0 to 1: how much bristles differ in pigment and load. */
  bristles?: number;
  opacity?: number;
  /** Thickness of the paint. */
  load?: number;
  /** 0 to 1: bristles run dry towards the end. */
  dry?: number;
  /** Half width at the start and end, as parts of `radius`. */
  start?: number;
  end?: number;
  /** Parts of the length over which it widens, and narrows. */
  head?: number;
  tail?: number;
  /** Any whole number: which bristles the brush has. */
  seed: number;
}

const LANES = 16;
const pigment = new Float64Array(LANES + 1);
const loads = new Float64Array(LANES + 1);

/** Paints a stroke over what is there. */
export function paintStroke(canvas: Canvas, stroke: Stroke): void {
  const { path, radius, colour, seed } = stroke;
  const {
    second = colour,
    bristles = 0.6,
    opacity = 1,
    load = 0.004,
    dry = 0.3,
    start = 0.7,
    end = 0.4,
    head = 0.18,
    tail = 0.28,
  } = stroke;
  const points = path.length / 2;
  if (points < 2) return;
  for (let k = 0; k <= LANES; k++) {
    pigment[k] = latticeHash(k, seed, 71);
    loads[k] = latticeHash(k, seed, 72);
  }
  const { scale, width, height, thick, colour: paint } = canvas;
  const [red, green, blue] = colour;
  const redGap = second[0] - red;
  const greenGap = second[1] - green;
  const blueGap = second[2] - blue;
  const soft = 0.75 / scale;
  const segments = points - 1;
  for (let i = 0; i < segments; i++) {
    const ax = path[2 * i]!;
    const ay = path[2 * i + 1]!;
    const bx = path[2 * i + 2]!;
    const by = path[2 * i + 3]!;
    // Planes across the path at both ends; neighbours share them, so that no pixel is painted twice.
    const px = i > 0 ? bx - path[2 * i - 2]! : bx - ax;
    const py = i > 0 ? by - path[2 * i - 1]! : by - ay;
    const qx = i < segments - 1 ? path[2 * i + 4]! - ax : bx - ax;
    const qy = i < segments - 1 ? path[2 * i + 5]! - ay : by - ay;
    const pl = 1 / (Math.sqrt(px * px + py * py) || 1);
    const ql = 1 / (Math.sqrt(qx * qx + qy * qy) || 1);
    const left = Math.max(0, Math.floor((Math.min(ax, bx) - radius) * scale));
    const right = Math.min(width - 1, Math.ceil((Math.max(ax, bx) + radius) * scale));
    const top = Math.max(0, Math.floor((Math.min(ay, by) - radius) * scale));
    const bottom = Math.min(height - 1, Math.ceil((Math.max(ay, by) + radius) * scale));
    const long = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2) || 1;
    const sideX = (by - ay) / long;
    const sideY = (ax - bx) / long;
    const reach = radius + soft;
    for (let row = top; row <= bottom; row++) {
      const y = (row + 0.5) / scale;
      // Columns between the planes and beside the path; one more at either end, for what rounding hides.
      let least = left;
      let most = right;
      const away = (y - ay) * sideY;
      if (sideX > 1e-6 || sideX < -1e-6) {
        const p = ax + (-reach - away) / sideX;
        const q = ax + (reach - away) / sideX;
        least = Math.max(least, Math.floor(Math.min(p, q) * scale - 1));
        most = Math.min(most, Math.ceil(Math.max(p, q) * scale));
      }
      if (px > 1e-6) least = Math.max(least, Math.floor((ax - ((y - ay) * py) / px) * scale - 1));
      else if (px < -1e-6) most = Math.min(most, Math.ceil((ax - ((y - ay) * py) / px) * scale));
      if (qx > 1e-6) most = Math.min(most, Math.ceil((bx + ((by - y) * qy) / qx) * scale));
      else if (qx < -1e-6) least = Math.max(least, Math.floor((bx + ((by - y) * qy) / qx) * scale - 1));
      for (let column = least; column <= most; column++) {
        const x = (column + 0.5) / scale;
        const aside = (x - ax) * sideX + (y - ay) * sideY;
        if (aside > reach || aside < -reach) continue;
        const from = ((x - ax) * px + (y - ay) * py) * pl;
        if (from < 0) continue;
        const to = ((bx - x) * qx + (by - y) * qy) * ql;
        if (to <= 0) continue;
        const u = from / (from + to);
        const cx = ax + (bx - ax) * u;
        const cy = ay + (by - ay) * u;
        const dx = x - cx;
        const dy = y - cy;
        const off = Math.sqrt(dx * dx + dy * dy);
        if (off > radius + soft) continue;
        const along = (i + u) / segments;
        const taper = relativeWidth(along, start, end, head, tail);
        const half = radius * taper;
        const edge = (half - off) / soft;
        if (edge <= 0) continue;
        const side = dx * py - dy * px > 0 ? 1 : -1;
        const lane = (0.5 + (0.5 * side * off) / half) * LANES;
        const k = lane >= LANES ? LANES - 1 : lane < 0 ? 0 : Math.floor(lane);
        const f = lane - k;
        const ink = pigment[k]! + (pigment[k + 1]! - pigment[k]!) * f;
        const full = loads[k]! + (loads[k + 1]! - loads[k]!) * f;
        let cover = edge < 1 ? edge * opacity : opacity;
        const wet = 1 - dry * (0.35 + along * 1.1) * (0.4 + 1.2 * (1 - full));
        if (wet < 0.45) cover *= wet <= 0.2 ? 0 : (wet - 0.2) * 4;
        if (cover <= 0) continue;
        const at = row * width + column;
        const tint = bristles * ink;
        const value = 1 + bristles * 0.22 * (full - 0.5);
        const r = (red + redGap * tint) * value;
        const g = (green + greenGap * tint) * value;
        const b = (blue + blueGap * tint) * value;
        paint[3 * at] = paint[3 * at]! + (r - paint[3 * at]!) * cover;
        paint[3 * at + 1] = paint[3 * at + 1]! + (g - paint[3 * at + 1]!) * cover;
        paint[3 * at + 2] = paint[3 * at + 2]! + (b - paint[3 * at + 2]!) * cover;
        const across = off / half;
        const body = load * (1 - across * across * across * across) * (1 - 0.5 * bristles + bristles * full);
        const old = thick[at]!;
        thick[at] = old + (old * 0.35 + body - old) * cover;
      }
    }
  }
}

/** Relative half width along a stroke: round at both ends. */
function relativeWidth(along: number, start: number, end: number, head: number, tail: number): number {
  const a = along < head ? along / head : 1;
  const b = along > 1 - tail ? (1 - along) / tail : 1;
  return (start + (1 - start) * Math.sqrt(a * (2 - a))) * (end + (1 - end) * b * (2 - b));
}
