import type { Composition } from './composition.ts';
import { ANIMAL_CAMERA, SIDE_LIGHT, TABLE } from './studio.ts';

/** Animals that sit for a portrait. */
export const ANIMALS = {
  cat: {
    items: [
      {
        className: 'cat',
        look: {
          bodyHue: 62,
          bodyChroma: 0.13,
          bodyLightness: 0.72,
          secondHue: 48,
          secondChroma: 0.13,
          secondLightness: 0.5,
          accentHue: 25,
          accentChroma: 0.08,
          accentLightness: 0.75,
          trimHue: 80,
          trimChroma: 0.03,
          trimLightness: 0.94,
          texture: 'stripes-h',
          textureScale: 0.8,
          featureSize: 0.2,
        },
        at: [-0.05, 0],
        turn: -24,
        size: 1.42,
      },
    ],
    camera: ANIMAL_CAMERA,
    light: SIDE_LIGHT,
    room: { ...TABLE, kind: 'cloth', wall: [0.42, 0.06, 200], floor: [0.72, 0.05, 80] },
  },
  dog: {
    items: [
      {
        className: 'dog',
        look: {
          bodyHue: 75,
          bodyChroma: 0.05,
          bodyLightness: 0.9,
          secondHue: 52,
          secondChroma: 0.09,
          secondLightness: 0.42,
          trimHue: 25,
          trimChroma: 0.17,
          trimLightness: 0.55,
          accentHue: 50,
          accentChroma: 0.08,
          accentLightness: 0.38,
          texture: 'patches',
          textureScale: 1.3,
          texturePhase: 0.62,
        },
        at: [0, 0],
        turn: 32,
        size: 1.42,
      },
    ],
    camera: ANIMAL_CAMERA,
    light: { ...SIDE_LIGHT, lightAzimuth: 56 },
    room: { ...TABLE, wall: [0.45, 0.07, 150], floor: [0.6, 0.07, 45] },
  },
} satisfies Record<string, Composition>;
