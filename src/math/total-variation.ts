/** Keeps the slope finite where neighbours are equal: differences well below this count by their square. */
const SMOOTH = 0.02;

/**
 * The total variation of a picture (Rudin, Osher and Fatemi 1992), a mean over its pixels: how far each colour is from
 * its neighbours below and to the right, Σ (√(Δ↓² + Δ→² + ε²) − ε) / (n_H n_W), with ε = 0.02 for a slope everywhere.
 * Beyond the last row and column nothing changes.
 *
 * @param pixels [height, width, 3]
 * @param gradient if given, `weight` times the slope is added to it, [height, width, 3]
 * @throws RangeError when the lengths don't fit
 */
export function totalVariation(
  pixels: Float32Array,
  height: number,
  width: number,
  gradient?: Float32Array,
  weight = 1,
): number {
  if (pixels.length !== height * width * 3 || (gradient && gradient.length !== pixels.length)) {
    throw new RangeError(`${pixels.length} numbers are not a picture of ${width} × ${height} pixels.`);
  }
  const row = width * 3;
  const factor = weight / (height * width);
  let sum = 0;
  for (let y = 0; y < height; y++) {
    const last = y === height - 1;
    for (let i = 0; i < row; i++) {
      const at = y * row + i;
      const here = pixels[at]!;
      const down = last ? 0 : pixels[at + row]! - here;
      const right = i >= row - 3 ? 0 : pixels[at + 3]! - here;
      const length = Math.sqrt(down * down + right * right + SMOOTH * SMOOTH);
      sum += length - SMOOTH;
      if (!gradient) continue;
      const slope = factor / length;
      gradient[at]! -= (down + right) * slope;
      if (down !== 0) gradient[at + row]! += down * slope;
      if (right !== 0) gradient[at + 3]! += right * slope;
    }
  }
  return sum / (height * width);
}
