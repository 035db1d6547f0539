/** Pictures that belong together: scene seeds `first`, `first` + 1, … */
export interface SceneSet {
  first: number;
  count: number;
}

/**
 * The scene seeds of the picture network's data. The sets share no seed: no picture of the test set or of the
 * atlas was seen in training.
 */
export const SCENE_SETS = {
  train: { first: 1_000_000, count: 12_000 },
  validation: { first: 2_000_000, count: 1_000 },
  test: { first: 3_000_000, count: 2_000 },
  atlas: { first: 4_000_000, count: 2_048 },
} as const satisfies Record<string, SceneSet>;

export type SceneSetName = keyof typeof SCENE_SETS;

/** Scene seed of the first picture of the atlas. */
export const ATLAS_SEED: number = SCENE_SETS.atlas.first;
/** Pictures in the atlas, and in one of its sheets. */
export const ATLAS_PICTURES: number = SCENE_SETS.atlas.count;
export const SHEET_PICTURES = 256;
/** Pictures in a row of a sheet. */
export const SHEET_COLUMNS = 16;

/** First scene seed of the pictures that nobody has seen, rendered when a reader keeps looking. */
export const KEEP_LOOKING_SEED = 5_000_000;

/**
 * Where a list of scene seeds holds a reader's own pictures, too: they are numbered from here, beyond every seed that
 * the site renders, and fit in 32 bits.
 */
export const OWN_PICTURES = 4_000_000_000;
