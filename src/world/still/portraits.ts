import { type Conditions, NEUTRAL } from '../face/conditions.ts';

/** A person and the conditions of a portrait: everything that `renderFace` needs. */
export interface Portrait {
  /** For `sampleIdentity`. Nobody of these is in any of the `FACE_SETS`. */
  identitySeed: number;
  conditions: Conditions;
}

/** Half turned, lit from the side: one half of the face light, the other dark, before a calm wall. */
const STUDIO: Conditions = {
  ...NEUTRAL,
  pitch: 1,
  lightHeight: 34,
  warmth: 0.5,
  expression: 0.25,
  backgroundLight: 0.3,
};

export const PORTRAITS = {
  'portrait-afro': {
    identitySeed: 4_800_055,
    conditions: {
      ...STUDIO,
      yaw: -20,
      lightAngle: -62,
      clothing: 0.14,
      clothingLight: 0.6,
      background: 0.57,
      backgroundLight: 0.75,
    },
  },
  'portrait-beard': {
    identitySeed: 4_800_053,
    conditions: {
      ...STUDIO,
      yaw: 20,
      lightAngle: 60,
      clothing: 0.02,
      clothingLight: 0.4,
      background: 0.62,
      backgroundLight: 0,
    },
  },
  'portrait-long-hair': {
    identitySeed: 4_800_012,
    conditions: {
      ...STUDIO,
      yaw: -16,
      lightAngle: -62,
      glasses: 'round',
      accessoryHue: 0.05,
      clothing: 0.42,
      clothingLight: 0.35,
      background: 0.12,
      backgroundLight: 0.85,
    },
  },
} satisfies Record<string, Portrait>;
