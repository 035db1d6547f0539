import type { Composition } from './composition.ts';

/** From the left, low and warm: one side of each toy light, the other dark. */
export const SIDE_LIGHT: Composition['light'] = {
  lightAzimuth: -58,
  lightElevation: 36,
  lightStrength: 1.35,
  lightWarmth: 0.55,
  fillLight: 0.48,
};

export const TABLE: Composition['room'] = {
  kind: 'table',
  wall: [0.46, 0.05, 235],
  floor: [0.62, 0.08, 62],
  depth: 2.6,
};

/** A little above an animal that sits. */
export const ANIMAL_CAMERA: Composition['camera'] = { height: 1.25, pitch: 9, distance: 9, half: 1.5 };
