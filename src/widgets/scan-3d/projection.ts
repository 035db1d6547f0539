import {
  type ProjectableVolume,
  prepareProjection,
  project,
  projectPoint,
  type Turn,
} from '#math/volume-projection';
import type { RenderScanResult } from '#worker/protocol';
import type { VolumeSize } from '#world/volume/grid';
import { lungMask } from '#world/volume/lung-mask';
import type { Place } from './planes.ts';

/** Pixels of the projection's side, and voxels that it is wide: the body fits in whichever way it is turned. */
export const PROJECTION_SIDE = 96;
const FIELD = 52;
/** The X-ray picture behind is soft: half as many voxels and pixels along each side will do. */
const COARSE = 2;
const GROUND_SIDE = PROJECTION_SIDE / COARSE;
const LUNG_GAIN = 1.55;
const GROUND_GAIN = 0.62;

/** What is projected: the lungs alone, as bone would outshine them, and the whole body as a faint X-ray picture. */
export interface Projectable {
  lungs: ProjectableVolume;
  body: ProjectableVolume;
  /** The lungs as they are seen at one turn, where that was worked out beforehand. */
  seen?: { turn: Turn; front: Float32Array };
}

/** Makes a scan ready to be projected at any turn. */
export function projectable(scan: RenderScanResult): Projectable {
  return { lungs: lungsOf(scan), body: bodyOf(scan) };
}

/** Its lungs alone. */
export function lungsOf({ volumes, labels }: RenderScanResult): ProjectableVolume {
  const { size, voxels } = volumes[0]!;
  const mask = lungMask(labels, size as VolumeSize);
  const lungs = voxels.map((grey, at) => (mask[at] ? grey : 0));
  return prepareProjection(lungs, size);
}

/** All of it, in coarser voxels. */
export function bodyOf({ volumes }: RenderScanResult): ProjectableVolume {
  const { size, voxels } = volumes[0]!;
  const body = coarser(voxels, size);
  return prepareProjection(body.values, body.size);
}

/** Means of cubes of voxels. */
function coarser(values: Float32Array, size: readonly [number, number, number]) {
  const [depth, height, width] = size.map((side) => Math.floor(side / COARSE)) as [number, number, number];
  const means = new Float32Array(depth * height * width);
  for (let z = 0; z < depth * COARSE; z++) {
    for (let y = 0; y < height * COARSE; y++) {
      const from = (z * size[1] + y) * size[2];
      const to = (Math.floor(z / COARSE) * height + Math.floor(y / COARSE)) * width;
      for (let x = 0; x < width * COARSE; x++) {
        means[to + Math.floor(x / COARSE)]! += values[from + x]! / COARSE ** 3;
      }
    }
  }
  return { values: means, size: [depth, height, width] as const };
}

/** The brightest of the lungs on each line of sight, [PROJECTION_SIDE²]. */
export function frontOf(lungs: ProjectableVolume, turn: Turn): Float32Array {
  return project(lungs, turn, { side: PROJECTION_SIDE, field: FIELD, how: 'max', fade: 0.5 });
}

/** The projection as pixels, [PROJECTION_SIDE²] RGBA. */
export function paintProjection(
  { lungs, body, seen }: Projectable,
  turn: Turn,
): Uint8ClampedArray<ArrayBuffer> {
  const side = PROJECTION_SIDE;
  const known = seen && seen.turn.yaw === turn.yaw && seen.turn.pitch === turn.pitch;
  const front = known ? seen.front : frontOf(lungs, turn);
  const behind = project(body, turn, { side: GROUND_SIDE, field: FIELD / COARSE, how: 'mean' });
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at++) {
      const ground = between(behind, (row + 0.5) / COARSE - 0.5, (column + 0.5) / COARSE - 0.5) * GROUND_GAIN;
      const bright = Math.max(0, front[at]! * LUNG_GAIN - 0.16);
      const shade = 255 * (ground + bright * (1 - ground));
      pixels[at * 4] = shade;
      pixels[at * 4 + 1] = shade;
      pixels[at * 4 + 2] = shade * 1.02;
      pixels[at * 4 + 3] = 255;
    }
  }
  return pixels;
}

/** Bilinear between the pixels of the ground. */
function between(values: Float32Array, row: number, column: number): number {
  const clamp = (value: number) => Math.min(GROUND_SIDE - 1, Math.max(0, value));
  const [top, left] = [Math.floor(clamp(row)), Math.floor(clamp(column))];
  const [bottom, right] = [clamp(top + 1), clamp(left + 1)];
  const [down, along] = [clamp(row) - top, clamp(column) - left];
  const at = (y: number, x: number) => values[y * GROUND_SIDE + x]!;
  const upper = at(top, left) * (1 - along) + at(top, right) * along;
  const lower = at(bottom, left) * (1 - along) + at(bottom, right) * along;
  return upper * (1 - down) + lower * down;
}

/** Where places of the scan stand in the projection, in its pixels. */
export function marksOf(
  places: readonly Place[],
  size: readonly [number, number, number],
  turn: Turn,
): { x: number; y: number }[] {
  return places.map((place) => projectPoint(place, size, turn, { side: PROJECTION_SIDE, field: FIELD }));
}
