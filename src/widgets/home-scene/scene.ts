import { type SceneFactors, sampleFactors } from '#world/scene/factors';
import type { HomeSceneOptions } from './options.ts';

/** The scene of a view: the toy stands upright in the middle, painted by its seed. */
export function homeFactors({ toy, paint, yaw, pitch }: HomeSceneOptions): SceneFactors {
  const painted = sampleFactors(paint, toy);
  return { ...painted, yaw, pitch, roll: 0, scale: 1, x: 0, y: 0, exposure: 0 };
}

/** Turns by whole degrees; past the back it goes on from the other side. */
export function turned(yaw: number, by: number): number {
  const angle = Math.round(yaw + by);
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}

/** The view in words, for screen readers. */
export function viewWords({ toy, yaw, pitch }: HomeSceneOptions): string {
  const side = yaw === 0 ? 'as it stands' : `turned ${Math.abs(yaw)}° to the ${yaw > 0 ? 'right' : 'left'}`;
  return `${toy}, ${side}, seen from ${pitch}° above`;
}
