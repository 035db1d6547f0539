import { sampleIdentity } from '../face/identity.ts';
import { FACE_SIZE, renderFace } from '../face/render.ts';
import type { Region } from '../scene/render.ts';
import { ANIMALS } from './animals.ts';
import { PORTRAITS } from './portraits.ts';
import { renderComposition } from './render.ts';
import { THINGS } from './things.ts';

const SCENES = { ...ANIMALS, ...THINGS };

/** Pictures that are there to be painted: people, animals, things on a table, a house. */
export const CONTENTS = [
  'portrait-afro',
  'portrait-beard',
  'portrait-long-hair',
  'cat',
  'dog',
  'guitar-and-mug',
  'teapot-and-flower',
  'house',
] as const;
export type ContentName = (typeof CONTENTS)[number];

export interface StillPicture {
  width: number;
  height: number;
  /** sRGB, row-major, height × width × 3. */
  pixels: Uint8ClampedArray;
}

export interface StillOptions {
  /** Pixels, 1 to 512 each. */
  width: number;
  height: number;
  /** Samples along each side of a pixel; 1 samples pixel corners and refines where they differ. */
  samples?: number;
}

const WORDS: Record<ContentName, { title: string; alt: string }> = {
  'portrait-afro': {
    title: 'Portrait with an afro',
    alt: 'Portrait of a person with brown skin and a black afro, half turned, lit from the left before a light blue wall.',
  },
  'portrait-beard': {
    title: 'Portrait with a white beard',
    alt: 'Portrait of an old person with dark brown skin, white curls and a full white beard, lit from the right before a dark wall.',
  },
  'portrait-long-hair': {
    title: 'Portrait with glasses',
    alt: 'Portrait of a person with light skin, long black hair and round glasses, lit from the left before a pale wall.',
  },
  cat: {
    title: 'Cat',
    alt: 'A toy cat with ginger stripes sits on a striped cloth before a dark green wall; its shadow falls to the right.',
  },
  dog: {
    title: 'Dog',
    alt: 'A white toy dog with brown patches and a red collar sits on a table before a green wall, lit from the right.',
  },
  'guitar-and-mug': {
    title: 'Guitar and mug',
    alt: 'Still life: an orange guitar, a blue and white striped mug and a small cactus on a wooden table, before a blue wall.',
  },
  'teapot-and-flower': {
    title: 'Teapot and flower',
    alt: 'Still life: a white teapot with red dots, a pink flower in a pot and a green mug on a striped cloth, before a dark wall.',
  },
  house: {
    title: 'House',
    alt: 'A small cream house with a red roof between two trees on a meadow, hills and a cloudy sky behind it.',
  },
};

/** 'Guitar and mug'. */
export function contentTitle(name: ContentName): string {
  return WORDS[name].title;
}

/** Alternative text: what the picture shows, in a sentence. */
export function describeContent(name: ContentName): string {
  return WORDS[name].alt;
}

/**
 * Renders a picture to be painted. A picture that is not square shows more of the room at its longer sides.
 *
 * @throws RangeError for an unknown name, or a size that is not a whole number from 1 to 512
 */
export function renderContent(name: ContentName, { width, height, samples = 1 }: StillOptions): StillPicture {
  if (!CONTENTS.includes(name)) throw new RangeError(`There is no picture '${name}'.`);
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 1 || side > 512) {
      throw new RangeError(`Width and height must be whole numbers from 1 to 512, not ${side}.`);
    }
  }
  if (isPortrait(name)) {
    const { identitySeed, conditions } = PORTRAITS[name];
    const region = view(FACE_SIZE, width, height, 0, HEADROOM);
    const picture = renderFace(sampleIdentity(identitySeed), conditions, { size: width, region, samples });
    return { ...picture, height };
  }
  const region = view(1, width, height, 0.4, 0);
  return { width, height, pixels: renderComposition(SCENES[name], region, width, height, samples) };
}

function isPortrait(name: string): name is keyof typeof PORTRAITS {
  return name in PORTRAITS;
}

/** Room above a head and at its sides, as a part of the frame. */
const HEADROOM = 0.1;

/**
 * The frame, widened along the picture's longer side.
 *
 * @param below share of a tall picture's further room that lies under the frame; more: room added above
 *   and at both sides before that, as a part of the frame
 */
function view(frame: number, width: number, height: number, below: number, more: number): Region {
  const shorter = Math.min(width, height);
  const side = frame * (1 + more);
  const wide = (side * width) / shorter;
  const tall = (side * height) / shorter;
  return { x: (frame - wide) / 2, y: frame - side - (tall - side) * (1 - below), width: wide, height: tall };
}
