import type { ScanOverrides } from '#world/volume/factors';
import { MIXED_RADIUS, type ScanOptions } from './options.ts';
import { AXIS_OPTIONS, type Place, type Size } from './planes.ts';

export const SIZE: Size = [48, 48, 48];

/** What of the scan the reader sets; all else follows from its seed. */
export function scanOverrides({ nodules, radius, noise }: ScanOptions): ScanOverrides {
  return { nodules, noise, noduleRadius: radius > MIXED_RADIUS ? radius : null };
}

/** Where the crosshair stands: where the options say, else in the largest nodule. */
export function usualPlace(
  options: ScanOptions,
  nodules: readonly { centre: Place; radius: number }[],
): Place {
  const [largest] = [...nodules].sort((a, b) => b.radius - a.radius);
  const usual = largest?.centre ?? SIZE.map((side) => side / 2);
  return AXIS_OPTIONS.map((name, axis) =>
    options[name] >= 0 ? options[name] : Math.round(usual[axis]!),
  ) as unknown as Place;
}
