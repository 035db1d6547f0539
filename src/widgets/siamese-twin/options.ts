import { choice, flag, integer, number, type OptionsFrom } from '#site/view-options';
import type { FaceView } from '#worker/protocol';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { look, readLook } from './look.ts';
import { LAYERS } from './towers.ts';

export const WIDGET = 'siamese-twin';

/** Pictures of a person that can be chosen by number. */
export const PICTURES = 10;

const { people } = FACE_SETS.gallery;
const person = (fallback: number) => integer(fallback, { min: 0, max: people - 1 });
const picture = (fallback: number) => integer(fallback, { min: 0, max: PICTURES - 1 });

export const SPECS = {
  /** Place in the gallery of the person of picture 1; 2 likewise. */
  person1: person(1),
  person2: person(1),
  /** Which of the person's pictures; 0 is the plain portrait. */
  picture1: picture(0),
  picture2: picture(2),
  /** What differs from that picture: 'yaw_20~hat_cap'. */
  look1: look(),
  look2: look(),
  /** Whether picture 1 is in tower 2 and picture 2 in tower 1. */
  swapped: flag(false),
  /** The filter whose weights can be changed, in which layer. */
  layer: choice(
    'conv1',
    LAYERS.map(({ layer }) => layer),
  ),
  filter: integer(8, { min: 0, max: 95 }),
  gain: number(1, { min: -1, max: 2, step: 0.05 }),
  noise: number(0, { min: 0, max: 2, step: 0.1 }),
  /** Whether both towers use the same weights; else the change is in tower 1 alone. */
  tied: flag(true),
};

export type SiameseTwinOptions = OptionsFrom<typeof SPECS>;

/** Who is on a picture, under which conditions. */
export function viewOf(options: SiameseTwinOptions, side: 1 | 2): FaceView {
  const identity = FACE_SETS.gallery.first + options[`person${side}`];
  const picture = options[`picture${side}`];
  const text = options[`look${side}`];
  if (text === '') return { identity, conditions: picture };
  return { identity, conditions: { ...pictureConditions(identity, picture), ...readLook(text) } };
}
