import { evaluate } from './sdf/evaluate.ts';
import type { Program } from './sdf/program.ts';
import { selectAlongRay } from './sdf/select.ts';

const MAX_STEPS = 64;
const HIT = 0.002;
/** Part of the distance that a step takes: blends and ellipsoids can overstate distances a little. */
const STEP = 0.92;
const SHADOW_STEPS = 18;
/** Sharpness of shadows: the reciprocal of the lamp's apparent size. */
const SHADOW_SHARPNESS = 7;

/**
 * Follows a ray by sphere tracing (Hart 1996) among the primitives that it can meet.
 *
 * @param origin x, y, z; ray: unit direction
 * @returns the distance to the surface, or -1 where the ray misses. After a hit `program.state` holds
 *   the point and `program.label` its part and material.
 */
export function trace(program: Program, origin: Float64Array, ray: Float64Array): number {
  const { span, state } = program;
  state[0] = origin[0]!;
  state[1] = origin[1]!;
  state[2] = origin[2]!;
  if (!selectAlongRay(program, ray, 0)) return -1;
  const end = span[1]!;
  let t = Math.max(span[0]!, 0);
  for (let step = 0; step < MAX_STEPS && t < end; step++) {
    state[0] = origin[0]! + ray[0]! * t;
    state[1] = origin[1]! + ray[1]! * t;
    state[2] = origin[2]! + ray[2]! * t;
    evaluate(program);
    const distance = state[3]!;
    if (distance < HIT) return t;
    t += distance * STEP;
  }
  return -1;
}

/**
 * The unit normal of the surface: differences of the field over a tetrahedron (Quilez, "Normals for
 * an SDF").
 *
 * @param normal receives x, y, z
 */
export function surfaceNormal(program: Program, x: number, y: number, z: number, normal: Float64Array): void {
  const { state } = program;
  const e = 0.006;
  let nx = 0;
  let ny = 0;
  let nz = 0;
  for (let corner = 0; corner < 4; corner++) {
    const kx = corner === 0 || corner === 3 ? 1 : -1;
    const ky = corner >= 2 ? 1 : -1;
    const kz = corner === 1 || corner === 3 ? 1 : -1;
    state[0] = x + kx * e;
    state[1] = y + ky * e;
    state[2] = z + kz * e;
    evaluate(program);
    const d = state[3]!;
    nx += kx * d;
    ny += ky * d;
    nz += kz * d;
  }
  const scale = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  normal[0] = nx * scale;
  normal[1] = ny * scale;
  normal[2] = nz * scale;
}

/**
 * How much of the lamp a point sees: 0 (full shadow) to 1, with a penumbra (Quilez, "Soft shadows in
 * raymarched SDFs").
 *
 * @param light unit direction to the lamp
 */
export function softShadow(program: Program, x: number, y: number, z: number, light: Float64Array): number {
  const { span, state } = program;
  state[0] = x;
  state[1] = y;
  state[2] = z;
  if (!selectAlongRay(program, light, 1 / SHADOW_SHARPNESS)) return 1;
  const end = span[1]!;
  let t = Math.max(span[0]!, 0.02);
  let seen = 1;
  for (let step = 0; step < SHADOW_STEPS && t < end; step++) {
    state[0] = x + light[0]! * t;
    state[1] = y + light[1]! * t;
    state[2] = z + light[2]! * t;
    evaluate(program);
    const distance = state[3]!;
    const share = 0.5 + (0.5 * SHADOW_SHARPNESS * distance) / t;
    if (share < seen) seen = share;
    if (seen < 0) return 0;
    t += Math.max(distance, 0.05);
  }
  return seen <= 0 ? 0 : seen * seen * (3 - 2 * seen);
}

/** How far from the surface `openness` looks. */
export const OPEN_REACH = 0.2;

/**
 * Ambient occlusion: how open the surface is, by the field a little way along the normal.
 *
 * @returns 0 (buried) to 1 (open)
 */
export function openness(program: Program, x: number, y: number, z: number, normal: Float64Array): number {
  const { state } = program;
  let sum = 0;
  let weight = 1;
  for (let i = 1; i <= 2; i++) {
    const reach = i === 1 ? 0.07 : OPEN_REACH;
    state[0] = x + normal[0]! * reach;
    state[1] = y + normal[1]! * reach;
    state[2] = z + normal[2]! * reach;
    evaluate(program);
    const d = state[3]!;
    const hidden = 1 - (d < 0 ? 0 : Math.min(d, reach)) / reach;
    sum += hidden * weight;
    weight = 0.8;
  }
  const open = 1 - sum * 0.5;
  return Math.max(open, 0.15);
}
