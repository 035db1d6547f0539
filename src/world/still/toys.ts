import { type SceneFactors, sampleFactors } from '../scene/factors.ts';

const ROOM: Partial<SceneFactors> = {
  pitch: 10,
  roll: 0,
  x: 0,
  y: 0,
  scale: 0.98,
  lightAzimuth: -52,
  lightElevation: 38,
  lightStrength: 1.25,
  lightWarmth: 0.5,
  fillLight: 0.5,
  exposure: 0,
  background: 'wall-and-floor',
  wallHue: 230,
  wallChroma: 0.05,
  wallLightness: 0.5,
  floorHue: 60,
  floorChroma: 0.05,
  floorLightness: 0.72,
};

export const TOYS = {
  cat: { ...sampleFactors(11, 'cat'), ...ROOM, yaw: -28 },
  dog: { ...sampleFactors(12, 'dog'), ...ROOM, yaw: 30 },
  'guitar-and-mug': { ...sampleFactors(13, 'guitar'), ...ROOM, yaw: -20 },
  'teapot-and-flower': { ...sampleFactors(14, 'teapot'), ...ROOM, yaw: 15 },
  house: { ...sampleFactors(15, 'house'), ...ROOM, yaw: -30 },
} satisfies Record<string, SceneFactors>;
