import { paintBlocks } from './blocks.ts';
import { Canvas, type Painting } from './canvas.ts';
import { paintDots } from './dots.ts';
import { paintGlass } from './glass.ts';
import { paintHatching } from './hatching.ts';
import { paintInkWash } from './ink-wash.ts';
import { paintMarbled } from './marbled.ts';
import { paintMosaic } from './mosaic.ts';
import { paintSwirls } from './swirls.ts';
import { paintWaves } from './waves.ts';
import { paintWoven } from './woven.ts';

export type { Painting } from './canvas.ts';

/** Painted styles, all by code. */
export const STYLES = [
  'swirls',
  'mosaic',
  'dots',
  'hatching',
  'waves',
  'blocks',
  'ink-wash',
  'woven',
  'glass',
  'marbled',
] as const;
export type StyleName = (typeof STYLES)[number];

export interface PaintOptions {
  /** Pixels, 8 to 1024 each. */
  width: number;
  height: number;
  /** A whole number; another seed is another painting in the same style. */
  seed?: number;
}

interface Style {
  title: string;
  alt: string;
  paint: (canvas: Canvas, seed: number) => void;
}

const STYLE: Record<StyleName, Style> = {
  swirls: {
    title: 'Swirling strokes',
    alt: 'Thick strokes of paint in night blues that swirl round lights of yellow and orange.',
    paint: paintSwirls,
  },
  mosaic: {
    title: 'Mosaic',
    alt: 'A mosaic: small cut stones set in rings of red, ochre, cream, turquoise and blue, dark grout between them.',
    paint: paintMosaic,
  },
  dots: {
    title: 'Dots of colour',
    alt: 'Thick dots of pure colours side by side: blue by orange, green by red, violet by yellow.',
    paint: paintDots,
  },
  hatching: {
    title: 'Pen hatching',
    alt: 'Folds drawn with a pen on cream paper: black and brown strokes that cross where it is dark.',
    paint: paintHatching,
  },
  waves: {
    title: 'Wood-block waves',
    alt: 'A wood-block print: rows of breaking waves in flat blues with dark outlines, foam and spray.',
    paint: paintWaves,
  },
  blocks: {
    title: 'Colour blocks',
    alt: 'Blocks of red, yellow, blue, green and off-white in broad brush strokes between black bars.',
    paint: paintBlocks,
  },
  'ink-wash': {
    title: 'Ink wash',
    alt: 'Bamboo leaves in ink, from pale grey to black, with a few red berries, over grey washes on paper.',
    paint: paintInkWash,
  },
  woven: {
    title: 'Woven cloth',
    alt: 'Cloth seen close by: threads of dark red, cream, gold and teal that pass over and under.',
    paint: paintWoven,
  },
  glass: {
    title: 'Stained glass',
    alt: 'A stained-glass window: red, blue, gold, green and violet panes, some with painted lines, between dark lead.',
    paint: paintGlass,
  },
  marbled: {
    title: 'Marbled paper',
    alt: 'Marbled paper: crimson, green, ochre, navy and cream combed into rows of pointed arches.',
    paint: paintMarbled,
  },
};

/** 'Swirling strokes'. */
export function styleTitle(name: StyleName): string {
  return STYLE[name].title;
}

/** Alternative text: what the painting shows, in a sentence. */
export function describeStyle(name: StyleName): string {
  return STYLE[name].alt;
}

/**
 * Paints a picture in a style. Strokes are measured by the shorter side: the same seed gives the same
 * painting at any size, and a longer picture shows more of it to the right or below.
 *
 * @returns pixels sRGB, row-major, height × width × 3
 * @throws RangeError for an unknown name, a size that is not a whole number from 8 to 1024, or a seed
 *   that is not a whole number
 */
export function paintStyle(name: StyleName, { width, height, seed = 1 }: PaintOptions): Painting {
  if (!STYLES.includes(name)) throw new RangeError(`There is no style '${name}'.`);
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 8 || side > 1024) {
      throw new RangeError(`Width and height must be whole numbers from 8 to 1024, not ${side}.`);
    }
  }
  if (!Number.isInteger(seed)) throw new RangeError(`The seed must be a whole number, not ${seed}.`);
  const canvas = new Canvas(width, height);
  STYLE[name].paint(canvas, Math.imul(seed, 101) & 0xffff);
  return canvas.finish();
}
