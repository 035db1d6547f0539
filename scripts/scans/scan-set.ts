import { SIDE } from '#world/volume/grid';
import type { Nodule } from '#world/volume/nodules';
import { scan } from '#world/volume/phantom';
import { SCAN_SETS } from '#world/volume/sets';
import { LABEL } from '#world/volume/tissues';

export const VOXELS = SIDE ** 3;

/** What a voxel counts as in training. */
export const ROLE = { left: 0, other: 1, vessel: 2, nodule: 3 } as const;

/** Scans with their truth, one after the other. */
export interface ScanSet {
  count: number;
  /** [scans, z, y, x], greys from 0 to 1. */
  voxels: Float32Array;
  /** [scans, z, y, x], tissues. */
  labels: Uint8Array;
  /** [scans, z, y, x]: `ROLE`. */
  roles: Uint8Array;
  nodules: Nodule[][];
}

/** Draws the first scans of a set. */
export function scanSet(name: keyof typeof SCAN_SETS, count: number): ScanSet {
  const { first, scans } = SCAN_SETS[name];
  if (count > scans) throw new RangeError(`There are ${scans} scans for ${name}, not ${count}.`);
  const set: ScanSet = {
    count,
    voxels: new Float32Array(count * VOXELS),
    labels: new Uint8Array(count * VOXELS),
    roles: new Uint8Array(count * VOXELS),
    nodules: [],
  };
  for (let i = 0; i < count; i++) {
    const { voxels, labels, nodules } = scan(first + i);
    set.voxels.set(voxels, i * VOXELS);
    set.labels.set(labels, i * VOXELS);
    set.roles.set(rolesOf(labels), i * VOXELS);
    set.nodules.push(nodules);
  }
  return set;
}

/** Voxels around a nodule that hold a part of it, though less than half, are left out: they count neither way. */
export function rolesOf(labels: Uint8Array): Uint8Array {
  const roles = new Uint8Array(labels.length).fill(ROLE.other);
  const nodules: number[] = [];
  for (const [at, label] of labels.entries()) {
    if (label === LABEL.vessel) roles[at] = ROLE.vessel;
    if (label === LABEL.nodule) nodules.push(at);
  }
  for (const at of nodules) {
    const [z, y, x] = [Math.floor(at / SIDE ** 2), Math.floor(at / SIDE) % SIDE, at % SIDE];
    for (let k = Math.max(0, z - 1); k <= Math.min(SIDE - 1, z + 1); k++) {
      for (let j = Math.max(0, y - 1); j <= Math.min(SIDE - 1, y + 1); j++) {
        for (let i = Math.max(0, x - 1); i <= Math.min(SIDE - 1, x + 1); i++) {
          roles[(k * SIDE + j) * SIDE + i] = ROLE.left;
        }
      }
    }
  }
  for (const at of nodules) roles[at] = ROLE.nodule;
  return roles;
}
