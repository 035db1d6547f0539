import type { Region } from '../scene/render.ts';
import { toneCurve } from '../scene/tone.ts';
import type { Conditions } from './conditions.ts';
import { degrade } from './degrade.ts';
import type { Identity } from './identity.ts';
import { castRay, type PreparedFace, prepareFace } from './prepare.ts';
import { sampleAdaptive, sampleGrid } from './sampling.ts';
import { shadeSurface, shadeWall } from './shade.ts';

/** Width and height of the picture that networks see, in pixels. */
export const FACE_SIZE = 48;

/** A rectangle in pixels of the 48 × 48 picture, x to the right, y down; it may leave the picture. */
export type FaceRegion = Region;

export interface FacePicture {
  width: number;
  height: number;
  /** sRGB, row-major, height × width × 3. */
  pixels: Uint8ClampedArray;
}

export interface FaceOptions {
  /** Width of the output in pixels, 1 to 1024; the height follows from the region. */
  size?: number;
  /** A rectangle in pixels of the 48 × 48 picture, x to the right, y down; it may leave the picture. */
  region?: FaceRegion;
  /** Samples along each side of a pixel; 1 samples pixel corners and refines where they differ. */
  samples?: number;
}

const WHOLE: Region = { x: 0, y: 0, width: FACE_SIZE, height: FACE_SIZE };

/** Light above the knee is compressed. */
const encode = toneCurve(0.55);

/**
 * Renders a person under conditions, or a region of the picture at any size. Traits and conditions out of
 * range are taken to the nearest legal ones.
 *
 * @throws RangeError for an illegal size, region or sample count
 */
export function renderFace(
  identity: Identity,
  conditions: Conditions,
  options: FaceOptions = {},
): FacePicture {
  const { size = FACE_SIZE, region = WHOLE, samples = 1 } = options;
  if (!Number.isInteger(size) || size < 1 || size > 1024) {
    throw new RangeError(`The size must be a whole number from 1 to 1024, not ${size}.`);
  }
  if (!Number.isInteger(samples) || samples < 1 || samples > 8) {
    throw new RangeError(`Samples per pixel side must be a whole number from 1 to 8, not ${samples}.`);
  }
  if (!(region.width > 0 && region.height > 0) || !Object.values(region).every(Number.isFinite)) {
    throw new RangeError('The region must have finite numbers and a positive width and height.');
  }
  const width = size;
  const height = Math.max(1, Math.round((size * region.height) / region.width));
  const face = prepareFace(identity, conditions);
  const { blur, noise, noiseSeed } = face.conditions;
  return degrade({ blur, noise, noiseSeed }, region, width, height, (wider, columns, rows) => {
    const sample = (i: number, j: number, out: Float64Array) => sampleFace(face, wider, i, j, out);
    return samples === 1 ? sampleAdaptive(columns, rows, sample) : sampleGrid(columns, rows, samples, sample);
  });
}

/** sRGB (0 to 255) at a place of the region, i and j from 0 to 1. */
function sampleFace(face: PreparedFace, region: Region, i: number, j: number, out: Float64Array): void {
  const u = (region.x + i * region.width) / (FACE_SIZE / 2) - 1;
  const v = 1 - (region.y + j * region.height) / (FACE_SIZE / 2);
  castRay(face, u, v);
  const t = face.field.trace(face.origin, face.ray);
  if (t >= 0) shadeSurface(face, t);
  else shadeWall(face, u, v);
  for (let c = 0; c < 3; c++) out[c] = encode(face.colour[c]!);
}
