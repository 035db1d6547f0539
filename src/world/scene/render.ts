import { castRay } from './camera.ts';
import type { SceneFactors } from './factors.ts';
import { trace } from './march.ts';
import { renderMasks } from './masks.ts';
import { type PreparedScene, prepareScene } from './prepare.ts';
import { shadeRoom, shadeSurface } from './shade.ts';
import { toneCurve } from './tone.ts';

/** Width and height of the picture that networks see, in pixels. */
export const NETWORK_SIZE = 64;

/** A rectangle in pixels of the 64 × 64 picture, x to the right, y down; it may leave the picture. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Labels of every pixel, row-major, height × width; 0 is the background, else 1 + index in a vocabulary. */
export interface SceneMasks {
  object: Uint8Array;
  part: Uint8Array;
  texture: Uint8Array;
  colour: Uint8Array;
}

export interface ScenePicture {
  width: number;
  height: number;
  /** sRGB, row-major, height × width × 3. */
  pixels: Uint8ClampedArray;
  masks?: SceneMasks;
}

export interface RenderOptions {
  /** Width of the output in pixels, 1 to 4096; the height follows from the region. */
  size?: number;
  region?: Region;
  masks?: boolean;
  /** Samples along each side of a pixel; 1 samples pixel corners and refines where they differ. */
  samples?: number;
}

const WHOLE: Region = { x: 0, y: 0, width: NETWORK_SIZE, height: NETWORK_SIZE };
/** Corners of a pixel that differ by more than this (of 255) in a channel call for more samples. */
const REFINE = 18;
/** Where the further samples lie in the pixel (x, y), and what each counts; the corners count the rest. */
const INNER = [0.5, 0.2, 0.2, 0.7, 0.8, 0.7];
const INNER_WEIGHT = 0.22;

/** Light above the knee is compressed. */
const encode = toneCurve(0.6);

/**
 * Renders a scene, or a region of it at any size.
 *
 * @returns pixels (height × width × 3, sRGB) and, if asked, masks (height × width, taken at pixel centres)
 * @throws RangeError for an illegal size, region, sample count or factor
 */
export function renderScene(factors: SceneFactors, options: RenderOptions = {}): ScenePicture {
  const { size = NETWORK_SIZE, region = WHOLE, masks = false, samples = 1 } = options;
  if (!Number.isInteger(size) || size < 1 || size > 4096) {
    throw new RangeError(`The size must be a whole number from 1 to 4096, not ${size}.`);
  }
  if (!Number.isInteger(samples) || samples < 1 || samples > 8) {
    throw new RangeError(`Samples per pixel side must be a whole number from 1 to 8, not ${samples}.`);
  }
  if (!(region.width > 0 && region.height > 0) || !Object.values(region).every(Number.isFinite)) {
    throw new RangeError('The region must have finite numbers and a positive width and height.');
  }
  const width = size;
  const height = Math.max(1, Math.round((size * region.height) / region.width));
  const scene = prepareScene(factors);
  const pixels =
    samples === 1
      ? renderAdaptive(scene, region, width, height)
      : renderGrid(scene, region, width, height, samples);
  const picture: ScenePicture = { width, height, pixels };
  if (masks) picture.masks = renderMasks(scene, region, width, height);
  return picture;
}

function renderGrid(
  scene: PreparedScene,
  region: Region,
  width: number,
  height: number,
  samples: number,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 3);
  const sample = new Float64Array(3);
  const area = samples * samples;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < area; k++) {
        const i = (column + ((k % samples) + 0.5) / samples) / width;
        const j = (row + (Math.floor(k / samples) + 0.5) / samples) / height;
        sampleColour(scene, region, i, j, sample);
        r += sample[0]!;
        g += sample[1]!;
        b += sample[2]!;
      }
      const at = (row * width + column) * 3;
      pixels[at] = r / area;
      pixels[at + 1] = g / area;
      pixels[at + 2] = b / area;
    }
  }
  return pixels;
}

/** Pixel corners are shared by four pixels: one sample a pixel, and three more where corners differ. */
function renderAdaptive(
  scene: PreparedScene,
  region: Region,
  width: number,
  height: number,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 3);
  const stride = (width + 1) * 3;
  const sample = new Float64Array(3);
  let above = new Float64Array(stride);
  let below = new Float64Array(stride);
  for (let row = 0; row <= height; row++) {
    const swap = above;
    above = below;
    below = swap;
    for (let column = 0; column <= width; column++) {
      sampleColour(scene, region, column / width, row / height, sample);
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
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < INNER.length; k += 2) {
        sampleColour(scene, region, (column + INNER[k]!) / width, (row - 1 + INNER[k + 1]!) / height, sample);
        r += sample[0]!;
        g += sample[1]!;
        b += sample[2]!;
      }
      const k = column * 3;
      const share = (1 - 3 * INNER_WEIGHT) / 4;
      pixels[at] = INNER_WEIGHT * r + share * (above[k]! + above[k + 3]! + below[k]! + below[k + 3]!);
      pixels[at + 1] =
        INNER_WEIGHT * g + share * (above[k + 1]! + above[k + 4]! + below[k + 1]! + below[k + 4]!);
      pixels[at + 2] =
        INNER_WEIGHT * b + share * (above[k + 2]! + above[k + 5]! + below[k + 2]! + below[k + 5]!);
    }
  }
  return pixels;
}

/** sRGB (0 to 255) at a place of the region, i and j from 0 to 1. */
function sampleColour(scene: PreparedScene, region: Region, i: number, j: number, out: Float64Array): void {
  const u = (region.x + i * region.width) / (NETWORK_SIZE / 2) - 1;
  const v = 1 - (region.y + j * region.height) / (NETWORK_SIZE / 2);
  castRay(scene.camera, u, v, scene.ray);
  if (trace(scene.program, scene.camera.frame, scene.ray) >= 0) shadeSurface(scene);
  else shadeRoom(scene);
  const { colour } = scene;
  for (let c = 0; c < 3; c++) out[c] = encode(colour[c]!);
}
