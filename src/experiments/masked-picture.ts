import type { ConceptKind } from '#math/unit-index';
import { sampleFactors } from '#world/scene/factors';
import { renderScene, type SceneMasks } from '#world/scene/render';
import { CLASS_NAMES, COLOUR_NAMES, PART_NAMES, TEXTURE_NAMES } from '#world/scene/vocabulary';

/** A thing that the world labels pixels with. */
export interface Concept {
  kind: Exclude<ConceptKind, 'none'>;
  name: string;
  /** Among the labels of all kinds, see `OFFSETS`. */
  label: number;
}

export const KINDS = ['object', 'part', 'texture', 'colour'] as const;
const NAMES = { object: CLASS_NAMES, part: PART_NAMES, texture: TEXTURE_NAMES, colour: COLOUR_NAMES };
/** The plain surface is no texture to detect. */
const NO_CONCEPT = 'plain';

/** Where the labels of each kind begin; the first of them is the kind's background. */
export const OFFSETS: readonly number[] = KINDS.map((_, k) =>
  KINDS.slice(0, k).reduce((sum, kind) => sum + labelsOf(kind), 0),
);
export const LABELS = KINDS.reduce((sum, kind) => sum + labelsOf(kind), 0);

/** All concepts that a unit can be labelled with. */
export const CONCEPTS: readonly Concept[] = KINDS.flatMap((kind, k) =>
  NAMES[kind]
    .map((name, i): Concept => ({ kind, name, label: OFFSETS[k]! + 1 + i }))
    .filter(({ name }) => name !== NO_CONCEPT),
);

export interface MaskedPicture {
  /** RGB, [64, 64, 3]. */
  pixels: Uint8ClampedArray;
  masks: SceneMasks;
  /** Pixels of every label. */
  areas: Uint16Array;
}

const kept = new Map<number, MaskedPicture>();
/** About 30 KB each. */
const MOST_KEPT = 512;

/** A picture of the world with its masks. The first few are kept: they are the same for every unit. */
export function maskedPicture(seed: number): MaskedPicture {
  const known = kept.get(seed);
  if (known) return known;
  const { pixels, masks } = renderScene(sampleFactors(seed), { masks: true });
  const picture = { pixels, masks: masks!, areas: areasOf(masks!) };
  if (kept.size < MOST_KEPT) kept.set(seed, picture);
  return picture;
}

function areasOf(masks: SceneMasks): Uint16Array {
  const areas = new Uint16Array(LABELS);
  for (const [k, kind] of KINDS.entries()) {
    for (const label of masks[kind]) areas[OFFSETS[k]! + label]!++;
  }
  return areas;
}

function labelsOf(kind: Concept['kind']): number {
  return NAMES[kind].length + 1;
}
