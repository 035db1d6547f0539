import { type Conditions, NEUTRAL, sampleConditions } from './conditions.ts';

/** People who belong together: identity seeds `first`, `first` + 1, … */
export interface FaceSet {
  first: number;
  people: number;
}

/**
 * The identity seeds of the face networks' data. The sets share nobody. Every `first` is a multiple of 6, so
 * each holds the six skin tone groups in equal parts.
 */
export const FACE_SETS = {
  train: { first: 600_000, people: 2_000 },
  validation: { first: 1_200_000, people: 200 },
  test: { first: 1_800_000, people: 400 },
  /** The people of verification, recognition and one-shot learning. */
  gallery: { first: 2_400_000, people: 300 },
  /** The people whose pairs train the heads of verification as classification. */
  heads: { first: 3_000_000, people: 300 },
  /** Training live in the page, and people whom that training never sees. */
  play: { first: 3_600_000, people: 240 },
  playUnseen: { first: 4_200_000, people: 60 },
} as const satisfies Record<string, FaceSet>;

export type FaceSetName = keyof typeof FACE_SETS;

/**
 * The conditions of a person's picture. Picture 0 is the enrolment picture: from the front, calm, in plain
 * light, before a background of its own; the others are drawn from the whole range.
 *
 * @param picture 0, 1, 2, …
 */
export function pictureConditions(identitySeed: number, picture: number): Conditions {
  const mixed =
    Math.imul(Math.imul(identitySeed | 0, 0x27d4eb2f) ^ (picture | 0), 0x165667b1) ^ (identitySeed | 0);
  const drawn = sampleConditions(mixed);
  if (picture !== 0) return drawn;
  const { accessoryHue, clothing, clothingLight, background, backgroundLight, noiseSeed } = drawn;
  return { ...NEUTRAL, accessoryHue, clothing, clothingLight, background, backgroundLight, noiseSeed };
}
