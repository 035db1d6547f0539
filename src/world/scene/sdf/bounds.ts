import { FLAG, FLOATS, INTS, KIND } from './program.ts';

const MARGIN = 1.03;

/**
 * A sphere around all primitives that are drawn (carvings and groups left out), close to the smallest.
 *
 * @returns centre x, y, z and radius
 */
export function boundingSphere(ints: Int32Array, floats: Float64Array): Float64Array {
  const points: number[][] = [];
  for (let i = 0; i * INTS < ints.length; i++) {
    const flags = ints[i * INTS + 1]!;
    if (ints[i * INTS] === KIND.group || (flags & FLAG.carve) !== 0) continue;
    for (const point of extremePoints(
      ints[i * INTS]!,
      flags,
      floats.subarray(i * FLOATS, (i + 1) * FLOATS),
    )) {
      points.push(point);
      if ((flags & FLAG.mirror) !== 0) points.push([-point[0]!, point[1]!, point[2]!]);
    }
  }
  // Badoiu and Clarkson (2003): step towards the farthest point, ever shorter.
  const centre = [0, 0, 0];
  for (const point of points)
    for (let axis = 0; axis < 3; axis++) centre[axis]! += point[axis]! / points.length;
  for (let step = 1; step <= 24; step++) {
    const far = farthest(points, centre);
    for (let axis = 0; axis < 3; axis++) centre[axis]! += (far[axis]! - centre[axis]!) / (step + 1);
  }
  const far = farthest(points, centre);
  return Float64Array.of(centre[0]!, centre[1]!, centre[2]!, MARGIN * distance(far, centre));
}

function distance(a: number[], b: number[]): number {
  return Math.sqrt((a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2 + (a[2]! - b[2]!) ** 2);
}

function farthest(points: number[][], centre: number[]): number[] {
  let best = points[0]!;
  let most = -1;
  for (const point of points) {
    const d = distance(point, centre);
    if (d > most) {
      most = d;
      best = point;
    }
  }
  return best;
}

function extremePoints(kind: number, flags: number, floats: Float64Array): number[][] {
  const p = floats.subarray(14);
  const local: number[][] = [];
  const ring = (radius: number, y: number) => {
    for (let k = 0; k < 8; k++) {
      local.push([radius * Math.cos((k * Math.PI) / 4), y, radius * Math.sin((k * Math.PI) / 4)]);
    }
  };
  if (kind === KIND.sphere || kind === KIND.ellipsoid) {
    const [a, b, c] = kind === KIND.sphere ? [p[0]!, p[0]!, p[0]!] : [1 / p[0]!, 1 / p[1]!, 1 / p[2]!];
    const low = (flags & FLAG.cut) !== 0 ? Math.max(-b, floats[21]!) : -b;
    local.push([0, b, 0]);
    for (const t of [-0.7, -0.35, 0, 0.35, 0.7]) {
      const y = Math.max(t * b, low);
      const w = Math.sqrt(Math.max(0, 1 - (y / b) ** 2));
      for (let k = 0; k < 8; k++) {
        local.push([a * w * Math.cos((k * Math.PI) / 4), y, c * w * Math.sin((k * Math.PI) / 4)]);
      }
    }
    local.push([0, low, 0]);
  } else if (kind === KIND.box) {
    for (const x of [-1, 1])
      for (const y of [-1, 1]) for (const z of [-1, 1]) local.push([x * p[0]!, y * p[1]!, z * p[2]!]);
  } else if (kind === KIND.capsule) {
    for (const end of [-0.5, 0.5]) {
      const radius = end < 0 ? p[3]! : p[4]!;
      for (const x of [-1, 0, 1]) {
        for (const y of [-1, 0, 1]) {
          for (const z of [-1, 0, 1]) {
            const scale = radius / (Math.hypot(x, y, z) || 1);
            local.push([end * p[0]! + x * scale, end * p[1]! + y * scale, end * p[2]! + z * scale]);
          }
        }
      }
    }
  } else if (kind === KIND.cone) {
    ring(p[0]!, -p[2]!);
    ring(p[1]!, p[2]!);
  } else if (kind === KIND.torus) {
    const half = Math.atan2(p[0]!, p[1]!);
    for (let k = -4; k <= 4; k++) {
      const angle = (k / 4) * half;
      const radius = p[2]! + p[3]!;
      local.push([radius * Math.sin(angle), radius * Math.cos(angle), 0]);
      local.push(
        [p[2]! * Math.sin(angle), p[2]! * Math.cos(angle), p[3]!],
        [p[2]! * Math.sin(angle), p[2]! * Math.cos(angle), -p[3]!],
      );
    }
  } else {
    for (const z of [-p[2]!, p[2]!]) local.push([-p[0]!, 0, z], [p[0]!, 0, z], [p[4]!, p[1]!, z]);
  }
  const r = floats.subarray(5);
  return local.map(([x, y, z]) => [
    floats[0]! + r[0]! * x! + r[3]! * y! + r[6]! * z!,
    floats[1]! + r[1]! * x! + r[4]! * y! + r[7]! * z!,
    floats[2]! + r[2]! * x! + r[5]! * y! + r[8]! * z!,
  ]);
}
