/** Writes sRGB (0 to 255) at a place of the picture, i (from the left) and j (from the top) from 0 to 1. */
export type Sampler = (i: number, j: number, out: Float64Array) => void;

/** Corners of a pixel that differ by more than this (of 255) in a channel call for more samples. */
const REFINE = 34;
/** Where the further samples lie in the pixel (x, y), and what each counts; the corners count the rest. */
const INNER = [0.33, 0.28, 0.67, 0.72];
const INNER_WEIGHT = 0.29;

/** A regular grid of samples × samples in each pixel. Returns height × width × 3. */
export function sampleGrid(width: number, height: number, samples: number, sampler: Sampler): Float32Array {
  const pixels = new Float32Array(width * height * 3);
  const sample = new Float64Array(3);
  const share = 1 / (samples * samples);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 3;
      for (let k = 0; k < samples * samples; k++) {
        const i = (column + ((k % samples) + 0.5) / samples) / width;
        const j = (row + (Math.floor(k / samples) + 0.5) / samples) / height;
        sampler(i, j, sample);
        for (let c = 0; c < 3; c++) pixels[at + c] = pixels[at + c]! + sample[c]! * share;
      }
    }
  }
  return pixels;
}

/** Pixel corners are shared by four pixels: one sample a pixel, and two more where corners differ. */
export function sampleAdaptive(width: number, height: number, sampler: Sampler): Float32Array {
  const pixels = new Float32Array(width * height * 3);
  const stride = (width + 1) * 3;
  const sample = new Float64Array(3);
  const inner = new Float64Array(3);
  let above = new Float64Array(stride);
  let below = new Float64Array(stride);
  for (let row = 0; row <= height; row++) {
    const swap = above;
    above = below;
    below = swap;
    for (let column = 0; column <= width; column++) {
      sampler(column / width, row / height, sample);
      for (let c = 0; c < 3; c++) below[column * 3 + c] = sample[c]!;
    }
    if (row === 0) continue;
    for (let column = 0; column < width; column++) {
      const at = ((row - 1) * width + column) * 3;
      let spread = 0;
      for (let c = 0; c < 3; c++) {
        const k = column * 3 + c;
        const p = above[k]!;
        const q = above[k + 3]!;
        const r = below[k]!;
        const s = below[k + 3]!;
        const range = Math.max(p, q, r, s) - Math.min(p, q, r, s);
        if (range > spread) spread = range;
        pixels[at + c] = (p + q + r + s) / 4;
      }
      if (spread <= REFINE) continue;
      inner.fill(0);
      for (let k = 0; k < INNER.length; k += 2) {
        sampler((column + INNER[k]!) / width, (row - 1 + INNER[k + 1]!) / height, sample);
        for (let c = 0; c < 3; c++) inner[c] = inner[c]! + sample[c]!;
      }
      const corners = 1 - (INNER.length / 2) * INNER_WEIGHT;
      for (let c = 0; c < 3; c++) pixels[at + c] = INNER_WEIGHT * inner[c]! + corners * pixels[at + c]!;
    }
  }
  return pixels;
}
