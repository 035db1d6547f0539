import { type FaceColours, faceColours } from './colours.ts';
import { type Conditions, clampConditions } from './conditions.ts';
import { FaceField } from './field.ts';
import { clampIdentity, type Identity } from './identity.ts';
import { Painter } from './paint.ts';

/** Distance of the camera, height of its axis, and half the height that it sees at the head. */
const DISTANCE = 6.4;
const AXIS_Y = -0.1;
const HALF = 1.36;

/** Everything that is worked out once for a picture. */
export interface PreparedFace {
  field: FaceField;
  painter: Painter;
  colours: FaceColours;
  conditions: Conditions;
  /** Camera in head axes: position; right, up, forward (each x, y, z). */
  origin: Float64Array;
  axes: Float64Array;
  /** Unit directions to the key light, and to the light behind, in head axes. */
  light: Float64Array;
  behind: Float64Array;
  /** Room's up in head axes. */
  up: Float64Array;
  key: Float64Array;
  fill: Float64Array;
  ray: Float64Array;
  normal: Float64Array;
  colour: Float64Array;
}

export function prepareFace(identity: Identity, conditions: Conditions): PreparedFace {
  const p = clampIdentity(identity);
  const q = clampConditions(conditions);
  const toHead = turning(q.yaw, q.pitch, q.roll);
  const field = new FaceField(p, q);
  const colours = faceColours(p, q);
  const rad = Math.PI / 180;
  const lit = (angle: number, height: number) =>
    toHead(
      Math.sin(angle * rad) * Math.cos(height * rad),
      Math.sin(height * rad),
      Math.cos(angle * rad) * Math.cos(height * rad),
    );
  // Seen from the head the camera is at the other side of its turn; the eyes follow it most of the way.
  const camera = toHead(0, 0, 1);
  const follow = 0.75 * field.head.eyeR;
  const gaze = Float64Array.of(bound(follow * camera[0]!, 0.05), bound(follow * 0.6 * camera[1]!, 0.025));
  const right = toHead(1, 0, 0);
  const up = toHead(0, 1, 0);
  const origin = new Float64Array(3);
  for (let c = 0; c < 3; c++) origin[c] = DISTANCE * camera[c]! + AXIS_Y * up[c]!;
  const strength = 1.02 * q.brightness * (1 + 0.16 * p.skinTone);
  const fill = 0.5 * q.brightness * (1 + 0.3 * p.skinTone);
  const w = q.warmth;
  return {
    field,
    painter: new Painter(field, p, colours, gaze),
    colours,
    conditions: q,
    origin,
    axes: Float64Array.of(...right, ...up, -camera[0]!, -camera[1]!, -camera[2]!),
    light: lit(q.lightAngle, q.lightHeight),
    behind: lit(q.lightAngle > 0 ? -145 : 145, 30),
    up,
    key: Float64Array.of(strength * (1.03 + 0.1 * w), strength, strength * (0.96 - 0.18 * w)),
    fill: Float64Array.of(fill * (1 + 0.03 * w), fill, fill * (1.03 - 0.08 * w)),
    ray: new Float64Array(3),
    normal: new Float64Array(3),
    colour: new Float64Array(3),
  };
}

/** Casts the ray through a place of the picture: u, v from −1 (left, bottom) to 1. */
export function castRay(face: PreparedFace, u: number, v: number): void {
  const { conditions, axes, ray } = face;
  const zoom = HALF / DISTANCE / conditions.scale;
  const a = (u - 2 * conditions.x) * zoom;
  const b = (v - 2 * conditions.y) * zoom;
  const length = 1 / Math.sqrt(a * a + b * b + 1);
  for (let c = 0; c < 3; c++) ray[c] = (axes[6 + c]! + a * axes[c]! + b * axes[3 + c]!) * length;
}

/** The map from the room's axes to the head's, for a head that nods, then turns, then tilts; degrees. */
function turning(
  yaw: number,
  pitch: number,
  roll: number,
): (x: number, y: number, z: number) => Float64Array {
  const rad = Math.PI / 180;
  const cy = Math.cos(yaw * rad);
  const sy = Math.sin(yaw * rad);
  const cp = Math.cos(pitch * rad);
  const sp = Math.sin(pitch * rad);
  const cr = Math.cos(roll * rad);
  const sr = Math.sin(roll * rad);
  return (x, y, z) => {
    const x1 = x * cr - y * sr;
    const y1 = x * sr + y * cr;
    const x2 = x1 * cy - z * sy;
    const z2 = x1 * sy + z * cy;
    return Float64Array.of(x2, y1 * cp - z2 * sp, y1 * sp + z2 * cp);
  };
}

function bound(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
