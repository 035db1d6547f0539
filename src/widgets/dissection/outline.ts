/** A set of pixels: 0 is outside, row-major, `size` a side. */
export type PixelSet = ArrayLike<number>;

/** The pixels of a label. */
export function pixelsOf(labels: ArrayLike<number>, label: number): Uint8Array {
  return Uint8Array.from(labels, (other) => (other === label ? 1 : 0));
}

/** The pixels of both sets. */
export function intersect(a: PixelSet, b: PixelSet): Uint8Array {
  return Uint8Array.from({ length: a.length }, (_, i) => (a[i] && b[i] ? 1 : 0));
}

/** An SVG path that covers the pixels, one unit a pixel: a rectangle for every run of a row. */
export function fillPath(pixels: PixelSet, size: number): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    for (const { from, to } of runs(size, (x) => Boolean(pixels[y * size + x]))) {
      path += `M${from} ${y}h${to - from}v1h${from - to}z`;
    }
  }
  return path;
}

/** An SVG path along the boundary of the pixels, one unit a pixel; the edge of the picture counts. */
export function outlinePath(pixels: PixelSet, size: number): string {
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < size && y < size && Boolean(pixels[y * size + x]);
  let path = '';
  for (let edge = 0; edge <= size; edge++) {
    for (const { from, to } of runs(size, (x) => inside(x, edge - 1) !== inside(x, edge))) {
      path += `M${from} ${edge}h${to - from}`;
    }
    for (const { from, to } of runs(size, (y) => inside(edge - 1, y) !== inside(edge, y))) {
      path += `M${edge} ${from}v${to - from}`;
    }
  }
  return path;
}

function runs(length: number, holds: (i: number) => boolean): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < length; i++) {
    if (!holds(i)) continue;
    const from = i;
    while (i < length && holds(i)) i++;
    found.push({ from, to: i });
  }
  return found;
}
