/** Materials of the clay toys. `body` carries the texture; the last ones keep their own colour. */
export const MATERIAL = {
  body: 0,
  second: 1,
  accent: 2,
  trim: 3,
  ivory: 4,
  charcoal: 5,
  glass: 6,
  lamplight: 7,
  gloss: 8,
} as const;

export const MATERIAL_COUNT = 9;

/** How glossy a material is: the strength of its highlight, 0 to 1. */
export const GLOSS = [0.1, 0.1, 0.1, 0.1, 0.2, 0.12, 0.75, 0.5, 0.9] as const;
