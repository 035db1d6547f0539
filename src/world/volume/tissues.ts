/** What a voxel of a scan is made of; its place in this list is its label. */
export const TISSUES = [
  'air',
  'fat',
  'muscle',
  'lung',
  'heart',
  'bone',
  'liver',
  'spleen',
  'airway',
  'aorta',
  'table',
  'vessel',
  'nodule',
] as const;

export type Tissue = (typeof TISSUES)[number];

/** The label of each tissue in a scan's `labels`. */
export const LABEL = Object.fromEntries(TISSUES.map((tissue, label) => [tissue, label])) as Record<
  Tissue,
  number
>;
