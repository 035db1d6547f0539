import type { ClassName } from './vocabulary.ts';

/** How each class likes to be seen: spread of the yaw in degrees, and whether it may face either way. */
const POSES: Record<ClassName, { spread: number; eitherWay: boolean }> = {
  cat: { spread: 58, eitherWay: false },
  dog: { spread: 62, eitherWay: false },
  rabbit: { spread: 58, eitherWay: false },
  bird: { spread: 70, eitherWay: false },
  fish: { spread: 48, eitherWay: true },
  turtle: { spread: 75, eitherWay: false },
  car: { spread: 62, eitherWay: true },
  bus: { spread: 60, eitherWay: true },
  boat: { spread: 50, eitherWay: true },
  plane: { spread: 60, eitherWay: true },
  house: { spread: 48, eitherWay: false },
  tree: { spread: 180, eitherWay: false },
  flower: { spread: 48, eitherWay: false },
  mushroom: { spread: 180, eitherWay: false },
  cactus: { spread: 48, eitherWay: true },
  mug: { spread: 58, eitherWay: true },
  teapot: { spread: 55, eitherWay: true },
  chair: { spread: 65, eitherWay: false },
  lamp: { spread: 180, eitherWay: false },
  guitar: { spread: 48, eitherWay: false },
};

/**
 * A yaw in degrees for a class.
 *
 * @param position 0 to 1, where in the spread; way: 0 to 1, which way it faces
 */
export function sampleYaw(className: ClassName, position: number, way: number): number {
  const { spread, eitherWay } = POSES[className];
  const yaw = (2 * position - 1) * spread + (eitherWay && way < 0.5 ? 180 : 0);
  return yaw > 180 ? yaw - 360 : yaw;
}
