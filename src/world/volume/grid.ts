/** Voxels along each side of a scan. */
export const SIDE = 48;

/** The middle of a side, in voxels. */
export const MIDDLE = (SIDE - 1) / 2;

/**
 * A place in a scan in voxels, [z, y, x]: z from head to feet, y from chest to back, x from the patient's right to
 * the left (so an axial slice shows the patient's right at the left, as radiologists do). Whole numbers are middles
 * of voxels.
 */
export type Point = readonly [z: number, y: number, x: number];

/** Lengths of the sides of a volume in voxels. */
export type VolumeSize = readonly [depth: number, height: number, width: number];

/** Where voxel (z, y, x) lies in row-major data. */
export function voxelAt([, height, width]: VolumeSize, z: number, y: number, x: number): number {
  return (z * height + y) * width + x;
}
