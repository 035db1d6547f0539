import { type Point, SIDE } from './grid.ts';
import type { Part } from './paint.ts';
import { ellipsoidDistance, type SignedDistance } from './shapes.ts';
import { tubeOf } from './tube.ts';

const MARROW = 0.74;
const RIB = 0.84;
const DISC = 0.56;
const CANAL = 0.46;
/** Height of a vertebra and its disc, in voxels. */
const VERTEBRA = 5;

type Place = (z: number, y: number, x: number) => Point;

/** Spine, ribs and breastbone. */
export function bonesOf(place: Place): Part[] {
  return [...spine(place), ...ribs(place), breastbone(place)];
}

function spine(place: Place): Part[] {
  const [, y0, x0] = place(0, 8.4, 0);
  const body =
    (narrower: number): SignedDistance =>
    (_z, y, x) =>
      (Math.hypot((y - y0) / 3, (x - x0) / 3.4) - 1) * 3 + narrower;
  /** Vertebrae wherever z is not in a disc. */
  const vertebrae: SignedDistance = (z, y, x) => {
    const phase = (((z % VERTEBRA) + VERTEBRA) % VERTEBRA) - VERTEBRA / 2;
    return Math.max(body(0)(z, y, x), Math.abs(phase) - 1.9);
  };
  const processes: SignedDistance = (z, y, x) => {
    const phase = (((z % VERTEBRA) + VERTEBRA) % VERTEBRA) - VERTEBRA / 2;
    const spinous = Math.max(Math.abs(x - x0) - 0.7, Math.abs(y - (y0 + 5.4)) - 1.3, Math.abs(phase) - 1.4);
    const across = Math.max(Math.abs(y - (y0 + 3.4)) - 0.7, Math.abs(x - x0) - 4.4, Math.abs(phase) - 1.2);
    return Math.min(spinous, across);
  };
  const canal: SignedDistance = (_z, y, x) => Math.hypot(y - (y0 + 3.7), x - x0) - 1.05;
  const box = {
    from: [0, y0 - 4, x0 - 6] as Point,
    to: [SIDE - 1, y0 + 9, x0 + 6] as Point,
  };
  return [
    { tissue: 'muscle', grey: DISC, distance: body(0.3), ...box },
    { tissue: 'bone', grey: RIB, distance: processes, ...box },
    { tissue: 'bone', grey: MARROW, distance: vertebrae, ...box },
    { tissue: 'muscle', grey: CANAL, distance: canal, ...box },
  ];
}

/** Pairs of ribs go round the lungs and down to the front. */
function ribs(place: Place): Part[] {
  const parts: Part[] = [];
  for (let pair = 0; pair < 10; pair++) {
    const back = 3 + pair * 4.1;
    for (const side of [-1, 1]) {
      const path: Point[] = [];
      const last = pair < 7 ? 0.93 : 0.93 - (pair - 6) * 0.12;
      for (let step = 0; step <= 12; step++) {
        const angle = Math.PI * last * (step / 12);
        const z = back + 7.5 * (1 - Math.cos(angle)) * 0.5 + 0.6 * pair * (step / 12);
        const reach = cage(z);
        path.push(
          place(z, 0.4 + 14.1 * reach * Math.cos(angle), side * (1.6 + 18.1 * reach * Math.sin(angle))),
        );
      }
      for (const piece of tubeOf(path, new Array(path.length).fill(0.72))) {
        parts.push({ tissue: 'bone', grey: RIB, ...piece });
      }
    }
  }
  return parts;
}

/** Width of the rib cage at a height, against its greatest. */
function cage(z: number): number {
  const from = (z - 29) / 33;
  return Math.sqrt(Math.max(0.1, 1 - from * from));
}

function breastbone(place: Place): Part {
  const centre = place(19, -14.2, 0);
  return { tissue: 'bone', grey: MARROW, distance: ellipsoidDistance({ centre, radii: [11, 0.95, 2.2] }) };
}
