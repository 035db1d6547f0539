import { SIDE } from '#world/volume/grid';
import { LABEL } from '#world/volume/tissues';
import { ROLE, type ScanSet, VOXELS } from './scan-set.ts';

/** Side of a crop, in voxels. */
export const CROP = 28;
/** Next to a cut the network sees zeros where the scan goes on: so many voxels there don't count. */
const MARGIN = 4;
/** A nodule lies up to so far from the middle of a crop that is taken around it. */
const ASIDE = 7;
/** How much an error at a voxel counts. Nodules are few, and vessels are what they are mistaken for. */
export const WEIGHTS = { [ROLE.left]: 0, [ROLE.other]: 1, [ROLE.vessel]: 3, [ROLE.nodule]: 20 } as const;

/** Cubes cut out of scans: [crops, z, y, x] each. */
export interface Crops {
  voxels: Float32Array;
  /** 1 in a nodule, 0 elsewhere. */
  truth: Float32Array;
  weights: Float32Array;
}

type Corner = [z: number, y: number, x: number];

/** Draws crops at random: by turns around a nodule and around any place of a lung, each mirrored at random. */
export function drawCrops(set: ScanSet, count: number, random: () => number): Crops {
  const size = CROP ** 3;
  const crops: Crops = {
    voxels: new Float32Array(count * size),
    truth: new Float32Array(count * size),
    weights: new Float32Array(count * size),
  };
  for (let i = 0; i < count; i++) {
    const scan = Math.floor(random() * set.count);
    const middle = i % 2 === 0 ? nearNodule(set, scan, random) : inLung(set, scan, random);
    const corner = middle.map((at) => {
      return Math.min(SIDE - CROP, Math.max(0, Math.round(at - CROP / 2)));
    }) as Corner;
    const mirrored = [random() < 0.5, random() < 0.5, random() < 0.5] as const;
    cutInto(crops, i * size, set, scan, corner, mirrored);
  }
  return crops;
}

function nearNodule(set: ScanSet, scan: number, random: () => number): Corner {
  const nodules = set.nodules[scan]!;
  const nodule = nodules[Math.floor(random() * nodules.length)];
  if (!nodule) return inLung(set, scan, random);
  return nodule.centre.map((at) => at + ASIDE * (2 * random() - 1)) as Corner;
}

function inLung({ labels }: ScanSet, scan: number, random: () => number): Corner {
  for (;;) {
    const at = Math.floor(random() * VOXELS);
    const label = labels[scan * VOXELS + at];
    if (label !== LABEL.lung && label !== LABEL.vessel) continue;
    return [Math.floor(at / SIDE ** 2), Math.floor(at / SIDE) % SIDE, at % SIDE];
  }
}

function cutInto(
  crops: Crops,
  offset: number,
  { voxels, roles }: ScanSet,
  scan: number,
  corner: Corner,
  mirrored: readonly [boolean, boolean, boolean],
): void {
  // For each axis where the crop's cells come from, and whether they count.
  const [zs, ys, xs] = corner.map((from, axis) => {
    const places = Array.from({ length: CROP }, (_, i) => from + (mirrored[axis] ? CROP - 1 - i : i));
    const least = from === 0 ? 0 : from + MARGIN;
    const most = from + CROP === SIDE ? SIDE - 1 : from + CROP - 1 - MARGIN;
    return places.map((place) => ({ place, counts: place >= least && place <= most }));
  }) as [Line, Line, Line];
  let to = offset;
  for (const z of zs) {
    for (const y of ys) {
      const row = ((scan * SIDE + z.place) * SIDE + y.place) * SIDE;
      for (const x of xs) {
        const role = roles[row + x.place] as keyof typeof WEIGHTS;
        crops.voxels[to] = voxels[row + x.place]!;
        crops.truth[to] = role === ROLE.nodule ? 1 : 0;
        crops.weights[to] = z.counts && y.counts && x.counts ? WEIGHTS[role] : 0;
        to++;
      }
    }
  }
}

type Line = { place: number; counts: boolean }[];
