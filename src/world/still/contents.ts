import { sampleIdentity } from '../face/identity.ts';
import { FACE_SIZE, renderFace } from '../face/render.ts';
import type { Region } from '../scene/render.ts';
import { PORTRAITS } from './portraits.ts';
import { renderComposition } from './render.ts';
import { SCENES } from './scenes.ts';

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
    alt: 'Portrait of a person with a black afro, half turned, lit from the left.',
  },
  'portrait-beard': {
    title: 'Portrait with a white beard',
    alt: 'Portrait of an old man with dark brown skin, white hair and a full white beard, lit from the right.',
  },
  'portrait-long-hair': {
    title: 'Portrait with glasses',
    alt: 'Portrait of a person with long, wavy black hair and round glasses, lit from the left.',
  },
  cat: { title: 'Cat', alt: 'A toy cat sits and looks at us; light falls from the left.' },
  dog: { title: 'Dog', alt: 'A toy dog with a collar, seen half from the side.' },
  'guitar-and-mug': { title: 'Guitar and mug', alt: 'Still life: a guitar and a mug.' },
  'teapot-and-flower': { title: 'Teapot and flower', alt: 'Still life: a teapot and a flower in a pot.' },
  house: { title: 'House', alt: 'A small house with a pointed roof, a door and windows.' },
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
    const region = view(FACE_SIZE, width, height, 0);
    const picture = renderFace(sampleIdentity(identitySeed), conditions, { size: width, region, samples });
    return { ...picture, height };
  }
  const region = view(1, width, height, 0.4);
  return { width, height, pixels: renderComposition(SCENES[name], region, width, height, samples) };
}

function isPortrait(name: string): name is keyof typeof PORTRAITS {
  return name in PORTRAITS;
}

/** The frame, widened along the longer side; `below` is the share of a tall picture's further room that lies under it. */
function view(frame: number, width: number, height: number, below: number): Region {
  const shorter = Math.min(width, height);
  const wide = (frame * width) / shorter;
  const tall = (frame * height) / shorter;
  return { x: (frame - wide) / 2, y: (frame - tall) * (1 - below), width: wide, height: tall };
}
