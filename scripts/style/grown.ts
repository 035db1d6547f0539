/** A point of a curve: the step, and costs after it. */
export type CurvePoint = [step: number, ...costs: number[]];

/** Curves are kept at about so many steps. */
const KEPT = 40;

/** Some of the points, dense where a cost falls fast: the first and the last are among them. Three digits a cost. */
export function curveOf<P extends CurvePoint>(points: readonly P[]): P[] {
  const last = points.length - 1;
  const places = new Set(
    Array.from({ length: KEPT }, (_, i) => Math.round((last + 1) ** (i / (KEPT - 1)) - 1)),
  );
  return points
    .filter((_, i) => places.has(i) || i === last)
    .map(([step, ...costs]) => [step, ...costs.map((cost) => Number(cost.toPrecision(3)))] as unknown as P);
}

/** RGBA without its A. */
export function rgbOf(pixels: ArrayLike<number>): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 4) * 3);
  for (let i = 0, j = 0; j < rgb.length; i += 4, j += 3) {
    for (let k = 0; k < 3; k++) rgb[j + k] = pixels[i + k]!;
  }
  return rgb;
}
