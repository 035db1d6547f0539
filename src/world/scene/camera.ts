import type { SceneFactors } from './factors.ts';

/** Distance of the camera, in radii of the object's bounding sphere. */
const DISTANCE = 5.2;

/**
 * A pinhole camera that looks at the middle of the object. Moving and scaling the object slides and
 * scales the picture plane. All vectors are in object axes; the object turns under a fixed room, so
 * the camera carries the inverse turn.
 */
export interface Camera {
  /** Position x, y, z; then forward, right, up (9 numbers). */
  readonly frame: Float64Array;
  /** Cosine and sine of yaw: object axes to the room's. */
  readonly cosYaw: number;
  readonly sinYaw: number;
  /** From frame coordinates (-1 to 1) to the picture plane: offsets, then a 2 × 2 matrix by rows. */
  readonly plane: Float64Array;
}

/** @param bound bounding sphere of the object: centre x, y, z, radius */
export function makeCamera(factors: SceneFactors, bound: Float64Array): Camera {
  const radians = Math.PI / 180;
  const cosYaw = Math.cos(factors.yaw * radians);
  const sinYaw = Math.sin(factors.yaw * radians);
  const cosPitch = Math.cos(factors.pitch * radians);
  const sinPitch = Math.sin(factors.pitch * radians);
  const toObject = (x: number, y: number, z: number) => [x * cosYaw - z * sinYaw, y, x * sinYaw + z * cosYaw];
  const away = toObject(0, sinPitch, cosPitch);
  const right = toObject(1, 0, 0);
  const up = toObject(0, cosPitch, -sinPitch);
  const far = DISTANCE * bound[3]!;
  const frame = Float64Array.from([
    bound[0]! + far * away[0]!,
    bound[1]! + far * away[1]!,
    bound[2]! + far * away[2]!,
    -away[0]!,
    -away[1]!,
    -away[2]!,
    ...right,
    ...up,
  ]);
  const zoom = 1 / Math.sqrt(DISTANCE * DISTANCE - 1) / factors.scale;
  const cosRoll = Math.cos(factors.roll * radians) * zoom;
  const sinRoll = Math.sin(factors.roll * radians) * zoom;
  const plane = Float64Array.of(2 * factors.x, 2 * factors.y, cosRoll, -sinRoll, sinRoll, cosRoll);
  return { frame, cosYaw, sinYaw, plane };
}

/**
 * The unit direction of the ray through a point of the frame.
 *
 * @param u -1 (left edge) to 1; v: -1 (bottom edge) to 1
 * @param ray receives the direction in [0..2], in object axes
 */
export function castRay(camera: Camera, u: number, v: number, ray: Float64Array): void {
  const { frame, plane } = camera;
  const du = u - plane[0]!;
  const dv = v - plane[1]!;
  const a = plane[2]! * du + plane[3]! * dv;
  const b = plane[4]! * du + plane[5]! * dv;
  const x = frame[3]! + a * frame[6]! + b * frame[9]!;
  const y = frame[4]! + a * frame[7]! + b * frame[10]!;
  const z = frame[5]! + a * frame[8]! + b * frame[11]!;
  const scale = 1 / Math.sqrt(x * x + y * y + z * z);
  ray[0] = x * scale;
  ray[1] = y * scale;
  ray[2] = z * scale;
}
