import { sampleAdaptive, sampleGrid } from '../face/sampling.ts';
import { oklchToLinear } from '../scene/colours.ts';
import { softShadow, trace } from '../scene/march.ts';
import type { Region } from '../scene/render.ts';
import { evaluate } from '../scene/sdf/evaluate.ts';
import { selectNear } from '../scene/sdf/select.ts';
import { shadeSurface } from '../scene/shade.ts';
import { toneCurve } from '../scene/tone.ts';
import {
  type Composition,
  type PreparedComposition,
  type PreparedItem,
  prepareComposition,
} from './composition.ts';
import { groundValue, landscape, wallValue } from './room.ts';

/** Light above the knee is compressed. */
const encode = toneCurve(0.6);

/**
 * Renders a composition.
 *
 * @param region part of the square frame (from 0 to 1 both ways); it may leave the frame
 * @returns sRGB, row-major, height × width × 3
 */
export function renderComposition(
  composition: Composition,
  region: Region,
  width: number,
  height: number,
  samples: number,
): Uint8ClampedArray {
  const scene = prepareComposition(composition);
  const backdrop = backdropOf(scene);
  const sample = (i: number, j: number, out: Float64Array) => {
    castRay(scene, 2 * (region.x + i * region.width) - 1, 1 - 2 * (region.y + j * region.height));
    const item = nearest(scene);
    if (item) shadeItem(scene, item);
    else shadeBackdrop(scene, backdrop);
    for (let c = 0; c < 3; c++) out[c] = encode(scene.colour[c]!);
  };
  const values =
    samples === 1 ? sampleAdaptive(width, height, sample) : sampleGrid(width, height, samples, sample);
  return Uint8ClampedArray.from(values);
}

function castRay({ frame, zoom, ray }: PreparedComposition, u: number, v: number): void {
  const a = u * zoom;
  const b = v * zoom;
  const length = 1 / Math.sqrt(1 + a * a + b * b);
  for (let c = 0; c < 3; c++) ray[c] = (frame[3 + c]! + a * frame[6 + c]! + b * frame[9 + c]!) * length;
}

const origin = new Float64Array(3);

/** The toy that the ray meets first; its program then holds the place, `scene.point` the same in the room. */
function nearest(scene: PreparedComposition): PreparedItem | undefined {
  const { items, frame, ray, point } = scene;
  let best: PreparedItem | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (!passes(item, frame[0]!, frame[1]!, frame[2]!, ray, 0)) continue;
    toOwn(item, frame[0]!, frame[1]!, frame[2]!, origin);
    const own = item.scene.ray;
    turned(item, ray, own);
    const t = trace(item.scene.program, origin, own);
    if (t < 0 || t * item.unit >= least) continue;
    least = t * item.unit;
    best = item;
  }
  if (best) for (let c = 0; c < 3; c++) point[c] = frame[c]! + ray[c]! * least;
  return best;
}

function shadeItem(scene: PreparedComposition, item: PreparedItem): void {
  const { point, key, fill, colour } = scene;
  const own = item.scene;
  const seen = lampSeen(scene, point[0]!, point[1]!, point[2]!, item);
  const open = 0.35 + 0.65 * openTo(scene, point[0]!, point[1]!, point[2]!, item);
  for (let c = 0; c < 3; c++) {
    own.key[c] = key[c]! * seen;
    own.fill[c] = fill[c]! * open;
  }
  shadeSurface(own);
  colour.set(own.colour);
}

/** How much of the lamp a place sees past the toys, 0 to 1; `but`: the toy that it lies on. */
function lampSeen(scene: PreparedComposition, x: number, y: number, z: number, but?: PreparedItem): number {
  let seen = 1;
  for (const item of scene.items) {
    if (item === but || !passes(item, x, y, z, scene.light, 0.15)) continue;
    toOwn(item, x, y, z, origin);
    seen *= softShadow(item.scene.program, origin[0]!, origin[1]!, origin[2]!, item.scene.light);
    if (seen === 0) return 0;
  }
  return seen;
}

/** How little the toys crowd round a place, 0 to 1. */
function openTo(scene: PreparedComposition, x: number, y: number, z: number, but?: PreparedItem): number {
  let open = 1;
  for (const item of scene.items) {
    const { bound } = item;
    const d = (x - bound[0]!) ** 2 + (y - bound[1]!) ** 2 + (z - bound[2]!) ** 2;
    if (item === but || d > (1.45 * bound[3]!) ** 2) continue;
    const { program } = item.scene;
    const reach = 0.42 * program.bound[3]!;
    toOwn(item, x, y, z, program.state);
    selectNear(program, reach);
    evaluate(program);
    const gap = Math.min(Math.max(program.state[3]!, 0), reach);
    open *= 1 - 0.62 * (1 - gap / reach) ** 2;
  }
  return open;
}

interface Backdrop {
  wall: readonly number[];
  floor: readonly number[];
  cloud: readonly number[];
  hills: readonly (readonly number[])[];
}

function backdropOf({ room }: PreparedComposition): Backdrop {
  const [l, c, h] = room.floor;
  return {
    wall: oklchToLinear(...room.wall),
    floor: oklchToLinear(l, c, h),
    cloud: oklchToLinear(0.97, 0.02, 90),
    hills: [oklchToLinear(l * 0.86, c * 0.75, h + 55), oklchToLinear(l * 0.74, c * 0.9, h + 20)],
  };
}

/** Ground, and wall or landscape, along the ray. */
function shadeBackdrop(scene: PreparedComposition, { wall, floor, cloud, hills }: Backdrop): void {
  const { frame, ray, room, light, key, fill, colour } = scene;
  const far = (-room.depth - frame[2]!) / ray[2]!;
  const down = ray[1]! < -1e-6 ? -frame[1]! / ray[1]! : 1e9;
  const t = Math.min(far, down);
  const x = frame[0]! + ray[0]! * t;
  const y = frame[1]! + ray[1]! * t;
  const z = frame[2]! + ray[2]! * t;
  const pool = 1 / (1 + 0.02 * (x * x + (down < far ? z * z : (y - 1.5) ** 2)));
  const meadow = room.kind === 'meadow';
  if (down < far) {
    const seen = lampSeen(scene, x, 0, z);
    const open = openTo(scene, x, 0.01, z);
    const value = groundValue(room.kind, x, z) * (meadow ? 1 : pool);
    for (let c = 0; c < 3; c++) {
      colour[c] =
        floor[c]! * value * (0.95 * fill[c]! * open + 0.9 * key[c]! * light[1]! * seen * (0.5 + 0.5 * open));
    }
    return;
  }
  if (meadow) {
    const kind = landscape(x, y);
    const glow = 1.05 - 0.035 * Math.max(0, y);
    for (let c = 0; c < 3; c++) {
      const sky = wall[c]! + (cloud[c]! - wall[c]!) * kind;
      colour[c] = kind > 1.5 ? hills[kind - 2]![c]! * (0.5 * fill[c]! + 0.75 * key[c]!) : sky * glow;
    }
    return;
  }
  // The lamp stands to one side: the wall is darker there, and light where the toys are dark.
  const seen = lampSeen(scene, x, y, z);
  const side = 1 / (1 + Math.exp(0.42 * x * Math.sign(light[0]!)));
  const corner = 1 - 0.3 * Math.exp(-1.4 * y);
  for (let c = 0; c < 3; c++) {
    colour[c] =
      wall[c]! *
      wallValue(x, y) *
      corner *
      (0.8 * fill[c]! + key[c]! * (0.12 + 0.75 * side) * pool * (0.35 + 0.65 * seen));
  }
}

/** Whether a ray from a place comes near a toy's bounding sphere, widened by `spread` a unit of length. */
function passes(
  { bound }: PreparedItem,
  x: number,
  y: number,
  z: number,
  ray: Float64Array,
  spread: number,
): boolean {
  const dx = bound[0]! - x;
  const dy = bound[1]! - y;
  const dz = bound[2]! - z;
  const along = dx * ray[0]! + dy * ray[1]! + dz * ray[2]!;
  if (along < -bound[3]!) return false;
  const reach = bound[3]! + spread * Math.max(0, along + bound[3]!);
  return dx * dx + dy * dy + dz * dz - along * along < reach * reach;
}

function toOwn({ foot, unit, turn }: PreparedItem, x: number, y: number, z: number, out: Float64Array): void {
  const dx = (x - foot[0]!) / unit;
  const dy = (y - foot[1]!) / unit;
  const dz = (z - foot[2]!) / unit;
  for (let c = 0; c < 3; c++) out[c] = turn[3 * c]! * dx + turn[3 * c + 1]! * dy + turn[3 * c + 2]! * dz;
}

function turned({ turn }: PreparedItem, ray: Float64Array, out: Float64Array): void {
  for (let c = 0; c < 3; c++)
    out[c] = turn[3 * c]! * ray[0]! + turn[3 * c + 1]! * ray[1]! + turn[3 * c + 2]! * ray[2]!;
}
