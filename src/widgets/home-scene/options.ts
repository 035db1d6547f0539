import { choice, integer, type OptionsFrom } from '#site/view-options';
import { CLASS_NAMES } from '#world/scene/vocabulary';

export const WIDGET = 'home-scene';

export const LAST_PAINT = 9999;
export const PITCH = { min: 4, max: 42 };

export const SPECS = {
  toy: choice('cat', CLASS_NAMES),
  /** The seed of its colours, its texture and its room. */
  paint: integer(8, { min: 1, max: LAST_PAINT }),
  /** Degrees; positive turns to the right. */
  yaw: integer(24, { min: -180, max: 180 }),
  /** Degrees above the horizontal. */
  pitch: integer(13, PITCH),
};

export type HomeSceneOptions = OptionsFrom<typeof SPECS>;
