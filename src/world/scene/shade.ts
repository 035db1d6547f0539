import { roomWeight } from './backgrounds.ts';
import { OPEN_REACH, openness, softShadow, surfaceNormal } from './march.ts';
import { GLOSS, MATERIAL, MATERIAL_COUNT } from './materials.ts';
import type { PreparedScene } from './prepare.ts';
import { evaluate } from './sdf/evaluate.ts';
import { selectNear } from './sdf/select.ts';
import { textureWeight } from './textures.ts';

/** Distance of the wall behind the object, in bounding radii. */
const WALL = 2.1;
/** How far the light wraps round a surface, which is what makes clay look soft. */
const WRAP = 0.22;

/**
 * Unlit colour of the surface at a point: the material's, or the texture's mix.
 *
 * @param x, y, z the point and `scene.normal` the normal there (object axes); `scene.found[1]` the
 *   material. Writes linear red, green, blue to `scene.unlit`.
 */
export function surfaceColour(scene: PreparedScene, x: number, y: number, z: number): void {
  const { albedo, normal, unlit, cells } = scene;
  const material = scene.found[1]!;
  let at = material * 3;
  unlit[0] = albedo[at]!;
  unlit[1] = albedo[at + 1]!;
  unlit[2] = albedo[at + 2]!;
  if (material !== MATERIAL.body || scene.texture === 0) return;
  let u: number;
  let v = y * cells[1]!;
  let w: number;
  if (scene.cylinder) {
    u = Math.atan2(x, z) * cells[0]!;
    w = Math.sqrt(x * x + z * z) * cells[1]!;
    const nx = normal[1]! < 0 ? -normal[1]! : normal[1]!;
    // Near the top the turn would squeeze the cells to a point: look down on them there.
    if (nx > 0.86) {
      u = x * cells[1]!;
      v = z * cells[1]!;
    }
  } else {
    const nx = Math.abs(normal[0]!);
    const ny = Math.abs(normal[1]!);
    const nz = Math.abs(normal[2]!);
    u = x * cells[0]!;
    w = z * cells[0]!;
    if (ny > nx && ny > nz * 1.1) v = z * cells[0]!;
    else if (nx > nz) {
      u = z * cells[0]!;
      w = x * cells[0]!;
    }
  }
  const share = textureWeight(scene.texture, u + cells[2]!, v + cells[3]!, w);
  at = MATERIAL_COUNT * 3;
  for (let c = 0; c < 3; c++) unlit[c] = unlit[c]! + (albedo[at + c]! - unlit[c]!) * share;
}

/** Lit colour of the surface that `trace` hit: linear light into `scene.colour`. */
export function shadeSurface(scene: PreparedScene): void {
  const { program, normal, light, ray, key, fill, unlit, colour, found, floor, wall } = scene;
  const x = program.state[0]!;
  const y = program.state[1]!;
  const z = program.state[2]!;
  found[0] = program.label[0]!;
  found[1] = program.label[1]!;
  selectNear(program, 2 * OPEN_REACH);
  surfaceNormal(program, x, y, z, normal);
  surfaceColour(scene, x, y, z);
  const open = openness(program, x, y, z, normal);
  const nx = normal[0]!;
  const ny = normal[1]!;
  const nz = normal[2]!;
  const facing = nx * light[0]! + ny * light[1]! + nz * light[2]!;
  const lit = (facing + WRAP) / (1 + WRAP);
  const shadow = lit > 0 ? softShadow(program, x + nx * 0.02, y + ny * 0.02, z + nz * 0.02, light) : 0;
  const ground = y < 0.3 ? 0.55 + 1.5 * y : 1;
  const direct = lit > 0 ? lit * (0.06 + 0.94 * shadow) : 0;
  const sky = open * (0.62 + 0.38 * ny) * (ny < 0 ? ground : 1);
  const bounce = open * ground * (0.5 - 0.5 * ny) * 0.3;
  const view = -(nx * ray[0]! + ny * ray[1]! + nz * ray[2]!);
  const edge = view > 0 ? 1 - view : 1;
  const rim = edge * edge * edge * 0.3 * open * (0.5 + 0.5 * ny);
  const hx = light[0]! - ray[0]!;
  const hy = light[1]! - ray[1]!;
  const hz = light[2]! - ray[2]!;
  const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const gloss = GLOSS[found[1]!]!;
  const h2 = half > 0 ? half * half : 0;
  const h8 = h2 * h2 * h2 * h2;
  const h32 = h8 * h8 * h8 * h8;
  const shine =
    gloss * (0.5 * h8 * h8 * 0.4 + (gloss > 0.3 ? h32 * h32 * 1.6 : h32 * 0.3)) * (0.3 + 0.7 * shadow);
  const glow = found[1] === MATERIAL.lamplight ? 0.25 : 0;
  for (let c = 0; c < 3; c++) {
    const light = fill[c]! * sky + key[c]! * direct + bounce * key[c]! * (0.4 + 0.6 * floor[c]!);
    colour[c] =
      unlit[c]! * (light + glow) + rim * (0.35 + 0.65 * wall[c]!) * fill[c]! * 1.6 + shine * key[c]!;
  }
}

/** Colour of the room along `scene.ray`, with the object's shadow: linear light into `scene.colour`. */
export function shadeRoom(scene: PreparedScene): void {
  const { program, camera, ray, light, key, fill, colour, wall, floor } = scene;
  const { bound, state } = program;
  const { frame, cosYaw, sinYaw } = camera;
  const radius = bound[3]!;
  // The room's z axis points to the viewer; the object's turn is undone.
  const oz = -frame[0]! * sinYaw + frame[2]! * cosYaw;
  const dz = -ray[0]! * sinYaw + ray[2]! * cosYaw;
  const wallZ = -bound[0]! * sinYaw + bound[2]! * cosYaw - WALL * radius;
  const far = dz < -1e-3 ? (wallZ - oz) / dz : 1e3 * radius;
  const down = ray[1]! < -1e-6 ? -frame[1]! / ray[1]! : 1e9;
  const isFloor = down < far;
  const t = isFloor ? down : far;
  const x = frame[0]! + ray[0]! * t;
  const y = isFloor ? 0 : frame[1]! + ray[1]! * t;
  const z = frame[2]! + ray[2]! * t;
  const across = (x * cosYaw + z * sinYaw) / radius;
  const depth = (-x * sinYaw + z * cosYaw - wallZ) / radius;
  const height = y / radius;
  const weight = roomWeight(
    scene.background,
    isFloor,
    across,
    isFloor ? depth : height,
    scene.backgroundScale,
    scene.backgroundPhase,
  );
  // A sweep: the light turns softly from floor to wall instead of breaking at the corner.
  const sharp = scene.background === 2 || scene.background >= 5 || scene.background === 3;
  const turn = sharp ? (isFloor ? 0 : 1) : smooth(isFloor ? 0.5 - depth * 0.9 : 0.5 + height * 0.9);
  const facing = light[1]! * (1 - turn) + (0.42 + 0.3 * light[1]!) * turn;
  let shadow = 1;
  let open = 1;
  if (t < 900 * radius) shadow = softShadow(program, x, y, z, light);
  const px = x - bound[0]!;
  const pz = z - bound[2]!;
  if (isFloor && px * px + pz * pz < 2.6 * radius * radius) {
    state[0] = x;
    state[1] = 0.01;
    state[2] = z;
    const reach = 0.42 * radius;
    selectNear(program, reach);
    evaluate(program);
    const gap = state[3]! < 0 ? 0 : Math.min(state[3]!, reach);
    const hidden = 1 - gap / reach;
    open = 1 - 0.62 * hidden * hidden;
  }
  const corner = sharp ? 1 - 0.16 / (1 + 30 * (isFloor ? depth * depth : height * height)) : 1;
  const pool =
    1 /
    (1 +
      0.035 * (across * across + (isFloor ? (depth - WALL) * (depth - WALL) : (height - 1) * (height - 1))));
  const top = scene.background === 7 && !isFloor ? 0.05 * height : 0;
  for (let c = 0; c < 3; c++) {
    const albedo = wall[c]! + (floor[c]! - wall[c]!) * weight + top;
    colour[c] =
      albedo *
      corner *
      pool *
      (fill[c]! * 0.95 * open + key[c]! * facing * 0.88 * shadow * (0.5 + 0.5 * open));
  }
}

function smooth(t: number): number {
  const c = t < 0 ? 0 : Math.min(t, 1);
  return c * c * (3 - 2 * c);
}
