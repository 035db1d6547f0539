import { contours } from 'd3-contour';

/**
 * Greys of a slice as pixels.
 *
 * @param greys row-major
 * @param black, white greys that are drawn so; between them evenly
 * @returns RGBA, 4 bytes a voxel
 */
export function paintGreys(
  greys: ArrayLike<number>,
  black: number,
  white: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(greys.length * 4);
  const scale = 255 / (white - black);
  for (let i = 0; i < greys.length; i++) {
    const shade = (greys[i]! - black) * scale;
    pixels[i * 4] = shade;
    pixels[i * 4 + 1] = shade;
    pixels[i * 4 + 2] = shade;
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}

/** How sure a network is in the colour of its answers: nothing far below the threshold, most far above it. */
export function opacityOf(logit: number, threshold: number): number {
  return 0.62 / (1 + Math.exp(-0.9 * (logit - threshold)));
}

/**
 * A network's answer as a layer of one colour, to lie over a slice.
 *
 * @param colour red, green, blue
 * @returns RGBA, 4 bytes a voxel
 */
export function paintAnswer(
  logits: ArrayLike<number>,
  threshold: number,
  colour: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(logits.length * 4);
  for (let i = 0; i < logits.length; i++) {
    for (let k = 0; k < 3; k++) pixels[i * 4 + k] = colour[k]!;
    pixels[i * 4 + 3] = 255 * opacityOf(logits[i]!, threshold);
  }
  return pixels;
}

/** The outlines of where an answer is above its threshold, as an SVG path in voxels; '' when it is nowhere. */
export function outlineOf(logits: Float32Array, columns: number, rows: number, threshold: number): string {
  if (!logits.some((logit) => logit >= threshold)) return '';
  const shape = contours()
    .size([columns, rows])
    .contour(logits as unknown as number[], threshold);
  const rings = shape.coordinates.flat();
  return rings
    .map((ring) => `M${ring.map(([x, y]) => `${x!.toFixed(2)} ${y!.toFixed(2)}`).join('L')}Z`)
    .join('');
}
