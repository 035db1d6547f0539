/** A label's box, by its middle; in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A place where a label could stand. Lower cost, better place. */
export interface Candidate {
  id: string;
  x: number;
  y: number;
  cost: number;
}

/** A label to be placed: the first ones have the first choice. */
export interface Wanted {
  key: string;
  text: string;
  candidates: readonly Candidate[];
  /** It is left out rather than laid over something. */
  optional: boolean;
}

export interface Label extends Box {
  key: string;
  text: string;
  /** The candidate that was taken. */
  id: string;
}

export interface Surroundings {
  width: number;
  height: number;
  discs: readonly Disc[];
  lines: readonly Line[];
}

const LETTER = 7.3;
const LINE_HEIGHT = 18;
const PAD = 3;
/** A label stays where it was unless another place is better by so much: no flicker while dragging. */
const STAYING = 0.5;
const FULL = 1;

/** How wide a text is in the figures' 13 px letters, roughly. */
export function textWidth(text: string): number {
  return text.length * LETTER + 2 * PAD;
}

/**
 * Places labels one after the other, each where it costs least: over another label, a disc or a line costs most.
 *
 * @param kept the candidates taken last time, by label
 */
export function placeLabels(
  wanted: readonly Wanted[],
  around: Surroundings,
  kept: Readonly<Record<string, string>> = {},
): Label[] {
  const placed: Label[] = [];
  for (const { key, text, candidates, optional } of wanted) {
    const size = { width: textWidth(text), height: LINE_HEIGHT };
    let best: { label: Label; cost: number; clash: number } | null = null;
    for (const { id, x, y, cost } of candidates) {
      const box = within({ x, y, ...size }, around);
      const clash = clashes(box, placed, around);
      const shifted = Math.hypot(box.x - x, box.y - y) / 40;
      // A name belongs where it stands: pushed aside by the frame it would name something else.
      if (optional && shifted > 0.1) continue;
      const total = clash + cost + shifted - (kept[key] === id ? STAYING : 0);
      if (!best || total < best.cost) best = { label: { key, text, id, ...box }, cost: total, clash };
    }
    if (best && !(optional && best.clash >= FULL)) placed.push(best.label);
  }
  return placed;
}

/** Whether two boxes share more than an edge. */
export function overlap(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}

function clashes(box: Box, placed: readonly Box[], { discs, lines }: Surroundings): number {
  let sum = 0;
  for (const other of placed) if (overlap(box, other)) sum += 6;
  for (const disc of discs) if (distanceToBox(box, disc.x, disc.y) < disc.radius) sum += 3;
  for (const line of lines) sum += 1.2 * shareInside(box, line);
  return sum;
}

/** The box moved into the frame. */
function within(box: Box, { width, height }: Surroundings): Box {
  const [halfWidth, halfHeight] = [box.width / 2 + 2, box.height / 2 + 2];
  return {
    ...box,
    x: Math.min(width - halfWidth, Math.max(halfWidth, box.x)),
    y: Math.min(height - halfHeight, Math.max(halfHeight, box.y)),
  };
}

function distanceToBox(box: Box, x: number, y: number): number {
  const dx = Math.max(0, Math.abs(x - box.x) - box.width / 2);
  const dy = Math.max(0, Math.abs(y - box.y) - box.height / 2);
  return Math.hypot(dx, dy);
}

/** How much of a line within the box there is, against the box's height; at most 1. */
function shareInside(box: Box, { x1, y1, x2, y2 }: Line): number {
  let from = 0;
  let to = 1;
  for (const [start, end, middle, size] of [
    [x1, x2, box.x, box.width],
    [y1, y2, box.y, box.height],
  ] as const) {
    const [low, high] = [middle - size / 2, middle + size / 2];
    const way = end - start;
    if (way === 0) {
      if (start < low || start > high) return 0;
      continue;
    }
    const [enter, leave] = [(low - start) / way, (high - start) / way];
    from = Math.max(from, Math.min(enter, leave));
    to = Math.min(to, Math.max(enter, leave));
  }
  return to <= from ? 0 : Math.min(1, ((to - from) * Math.hypot(x2 - x1, y2 - y1)) / box.height);
}
