import { latticeHash } from '../scene/noise.ts';
import type { Region } from '../scene/render.ts';
import type { Conditions } from './conditions.ts';
import type { FacePicture } from './render.ts';

/**
 * Blur and noise of a camera. Both are measured in pixels of the 48 × 48 picture, so that a picture
 * rendered larger shows the same.
 *
 * @param render renders a region at a width and height, height × width × 3 in 0 to 255
 */
export function degrade(
  { blur, noise, noiseSeed }: Pick<Conditions, 'blur' | 'noise' | 'noiseSeed'>,
  region: Region,
  width: number,
  height: number,
  render: (region: Region, width: number, height: number) => Float32Array,
): FacePicture {
  const sigma = (blur * width) / region.width;
  const margin = sigma > 0.1 ? Math.ceil(2.5 * sigma) : 0;
  const across = region.width / width;
  const down = region.height / height;
  const wider = {
    x: region.x - margin * across,
    y: region.y - margin * down,
    width: region.width + 2 * margin * across,
    height: region.height + 2 * margin * down,
  };
  let values = render(wider, width + 2 * margin, height + 2 * margin);
  if (margin > 0) values = blurred(values, width, height, margin, sigma);
  const pixels = new Uint8ClampedArray(width * height * 3);
  if (noise > 0) {
    for (let row = 0; row < height; row++) {
      const y = region.y + (row + 0.5) * down - 0.5;
      for (let column = 0; column < width; column++) {
        const x = region.x + (column + 0.5) * across - 0.5;
        const at = (row * width + column) * 3;
        const grey = 0.75 * grain(x, y, noiseSeed * 4);
        for (let c = 0; c < 3; c++) {
          values[at + c] = values[at + c]! + 255 * noise * (grey + 0.66 * grain(x, y, noiseSeed * 4 + c + 1));
        }
      }
    }
  }
  for (let i = 0; i < pixels.length; i++) pixels[i] = values[i]!;
  return { width, height, pixels };
}

/** A Gaussian over rows, then columns; the margin is used up. */
function blurred(
  values: Float32Array,
  width: number,
  height: number,
  margin: number,
  sigma: number,
): Float32Array {
  const taps = new Float64Array(2 * margin + 1);
  let sum = 0;
  for (let k = -margin; k <= margin; k++) {
    taps[k + margin] = Math.exp(-(k * k) / (2 * sigma * sigma));
    sum += taps[k + margin]!;
  }
  const wide = width + 2 * margin;
  const tall = height + 2 * margin;
  const rows = new Float32Array(width * tall * 3);
  for (let row = 0; row < tall; row++) {
    for (let at = 0; at < width * 3; at++) {
      let total = 0;
      for (let k = 0; k < taps.length; k++) total += taps[k]! * values[row * wide * 3 + at + 3 * k]!;
      rows[row * width * 3 + at] = total / sum;
    }
  }
  const out = new Float32Array(width * height * 3);
  for (let at = 0; at < out.length; at++) {
    let total = 0;
    for (let k = 0; k < taps.length; k++) total += taps[k]! * rows[at + 3 * width * k]!;
    out[at] = total / sum;
  }
  return out;
}

/** Noise of standard deviation 1 at pixel centres (a triangular distribution), blended between them. */
function grain(x: number, y: number, seed: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const top = fx === 0 ? speck(ix, iy, seed) : speck(ix, iy, seed) * (1 - fx) + speck(ix + 1, iy, seed) * fx;
  if (fy === 0) return top;
  return top * (1 - fy) + (speck(ix, iy + 1, seed) * (1 - fx) + speck(ix + 1, iy + 1, seed) * fx) * fy;
}

function speck(x: number, y: number, seed: number): number {
  return Math.sqrt(6) * (latticeHash(x, y, seed) + latticeHash(x + 7919, y, seed + 31) - 1);
}
