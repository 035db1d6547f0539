import type { Rgb } from './colours.ts';
import { PART } from './field.ts';
import type { PreparedFace } from './prepare.ts';
import { rise } from './shapes.ts';

/** How far light wraps round skin, red farthest: light that goes through skin comes out reddish. */
const WRAP = [0.42, 0.27, 0.2];

/** Lit colour (linear light, into `face.colour`) where a ray met the surface at distance t. */
export function shadeSurface(face: PreparedFace, t: number): void {
  const { field, painter, colours, origin, ray, normal, light, behind, up, key, fill, colour } = face;
  const x = origin[0]! + ray[0]! * t;
  const y = origin[1]! + ray[1]! * t;
  const z = origin[2]! + ray[2]! * t;
  const d = field.distance(x, y, z);
  const { parts } = field;
  let part = 0;
  for (let k = 1; k < 5; k++) if (parts[k]! < parts[part]!) part = k;
  let soft = 1;
  const unlit = painter.colour;
  if (part === PART.skin) {
    painter.skin(x, y, z);
  } else if (part === PART.hair) {
    painter.hair(x, y, z);
    soft = 0.35;
  } else {
    paintPlain(
      unlit,
      part === PART.glasses ? colours.frames : part === PART.hat ? colours.hat : colours.clothes,
    );
    painter.gloss = part === PART.glasses ? 0.9 : 0.1;
    soft = 0.3;
  }
  field.normal(x, y, z, d, normal);
  const open = field.openness(x, y, z, normal);
  const nx = normal[0]!;
  const ny = normal[1]!;
  const nz = normal[2]!;
  const facing = nx * light[0]! + ny * light[1]! + nz * light[2]!;
  const shadow = facing > -0.12 ? field.shadow(x + nx * 0.02, y + ny * 0.02, z + nz * 0.02, light) : 0;
  const above = nx * up[0]! + ny * up[1]! + nz * up[2]!;
  const view = -(nx * ray[0]! + ny * ray[1]! + nz * ray[2]!);
  const edge = view > 0 ? 1 - view : 1;
  const rear = nx * behind[0]! + ny * behind[1]! + nz * behind[2]!;
  const rim = open * open * ((rear > 0 ? rear * edge * edge * 0.5 : 0) + edge * edge * edge * 0.1);
  const hx = light[0]! - ray[0]!;
  const hy = light[1]! - ray[1]!;
  const hz = light[2]! - ray[2]!;
  const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const h2 = half > 0 ? half * half : 0;
  const h8 = h2 * h2 * h2 * h2;
  const h24 = h8 * h8 * h8;
  const shine = painter.gloss * (0.1 * h8 + 0.16 * h24) * (0.25 + 0.75 * shadow);
  const sky = open * (0.72 + 0.28 * above);
  for (let c = 0; c < 3; c++) {
    const wrap = WRAP[c]! * soft;
    const lit = (facing + wrap) / (1 + wrap);
    const direct = lit > 0 ? lit * (0.12 * (1 + soft * (c === 0 ? 0.6 : 0)) + 0.88 * shadow) : 0;
    const bounce = open * (0.5 - 0.5 * above) * 0.14;
    colour[c] =
      unlit[c]! * (fill[c]! * sky + key[c]! * (direct + bounce) + rim * 0.5) +
      (shine * 0.55 + rim * 0.05) * key[c]!;
  }
}

/** Colour of the studio's wall at a place of the picture, u and v from −1 to 1. */
export function shadeWall(face: PreparedFace, u: number, v: number): void {
  const { colours, colour, key, fill, conditions } = face;
  const side = conditions.lightAngle / 75;
  const pool = rise(2.2, 0, Math.sqrt((u + 0.35 * side) ** 2 + (v + 0.1) ** 2));
  for (let c = 0; c < 3; c++)
    colour[c] = colours.wall[c]! * (0.62 * fill[c]! + key[c]! * (0.22 + 0.5 * pool));
}

function paintPlain(unlit: Float64Array, rgb: Rgb): void {
  unlit[0] = rgb[0];
  unlit[1] = rgb[1];
  unlit[2] = rgb[2];
}
