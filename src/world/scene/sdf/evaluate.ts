import {
  boxDistance,
  capsuleDistance,
  coneDistance,
  ellipsoidDistance,
  prismDistance,
  smoothMax,
  smoothMin,
  torusDistance,
} from './primitives.ts';
import { FLOATS, INTS, type Program } from './program.ts';

const CUT_BLEND = 0.03;

/**
 * Evaluates the distance field of the selected primitives at the point in `program.state[0..2]`: writes the signed distance to
 * `state[3]` and part and material of the nearest primitive to `label`. A primitive whose bounding
 * sphere is farther than the distance so far cannot change the result and is skipped.
 */
export function evaluate(program: Program): void {
  const { ints, floats, state, label, selected } = program;
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const ax = x < 0 ? -x : x;
  let distance = 1e9;
  let nearest = 1e9;
  let part = 0;
  let material = 0;
  const count = selected[0]!;
  for (let k = 1; k <= count; k++) {
    const i = selected[k]!;
    const n = i * INTS;
    const f = i * FLOATS;
    const flags = ints[n + 1]!;
    let lx = ((flags & 1) !== 0 ? ax : x) - floats[f]!;
    let ly = y - floats[f + 1]!;
    let lz = z - floats[f + 2]!;
    const blend = floats[f + 4]!;
    const reach = ((flags & 16) !== 0 && distance < 0 ? -distance : distance) + floats[f + 3]! + blend;
    if (reach < 0 || lx * lx + ly * ly + lz * lz > reach * reach) continue;
    if ((flags & 2) !== 0) {
      const tx = lx;
      const ty = ly;
      const tz = lz;
      lx = floats[f + 5]! * tx + floats[f + 6]! * ty + floats[f + 7]! * tz;
      ly = floats[f + 8]! * tx + floats[f + 9]! * ty + floats[f + 10]! * tz;
      lz = floats[f + 11]! * tx + floats[f + 12]! * ty + floats[f + 13]! * tz;
    }
    const p0 = floats[f + 14]!;
    const p1 = floats[f + 15]!;
    const p2 = floats[f + 16]!;
    const p3 = floats[f + 17]!;
    let d: number;
    switch (ints[n]!) {
      case 1:
        d = Math.sqrt(lx * lx + ly * ly + lz * lz) - p0;
        break;
      case 2:
        d = ellipsoidDistance(lx, ly, lz, p0, p1, p2);
        break;
      case 3:
        d = boxDistance(lx, ly, lz, p0, p1, p2, p3);
        break;
      case 4: {
        // The bounding sphere sits at the middle; the capsule starts half an axis before it.
        const o = 0.5;
        d = capsuleDistance(lx + p0 * o, ly + p1 * o, lz + p2 * o, p0, p1, p2, p3, floats[f + 18]!);
        break;
      }
      case 5:
        d = coneDistance(lx, ly, lz, p0, p1, p2, p3);
        break;
      case 6:
        d = torusDistance(lx, ly, lz, p0, p1, p2, p3);
        break;
      default:
        d = prismDistance(lx, ly, lz, p0, p1, p2, p3, floats[f + 18]!);
    }
    if ((flags & 12) !== 0) {
      if ((flags & 8) !== 0) d = Math.abs(d + floats[f + 22]!) - floats[f + 22]!;
      if ((flags & 4) !== 0) d = smoothMax(d, floats[f + 21]! - ly, CUT_BLEND);
    }
    if ((flags & 16) !== 0) {
      distance = blend > 0 ? smoothMax(distance, -d, blend) : Math.max(distance, -d);
      nearest = Math.max(nearest, -d);
      continue;
    }
    if (d < nearest) {
      nearest = d;
      part = ints[n + 2]!;
      material = ints[n + 3]!;
    }
    distance = blend > 0 ? smoothMin(distance, d, blend) : Math.min(distance, d);
  }
  state[3] = distance;
  label[0] = part;
  label[1] = material;
}
