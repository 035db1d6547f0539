import sharp from 'sharp';
import { outlineText } from './outline-text.ts';
import { COLOURS, STAGE, stageOf } from './pictures.ts';

/** As the networks that show cards ask for it, in pixels. */
export const CARD = { width: 1200, height: 630, type: 'image/jpeg' };

/** A card is fetched by people who have not decided to come: it stays small. */
const MOST_BYTES = 100_000;

export interface CardWords {
  /** Above the title. */
  above: string;
  title: string;
  /** Below the title. */
  below: string;
}

const LEFT = 56;
const WIDTH = STAGE.left - LEFT - 40;

/**
 * A card: words on the left, pictures of the course on the right.
 *
 * @param lesson the lesson's folder; without it the card is the course's
 * @returns a JPEG
 */
export async function drawCard(words: CardWords, lesson?: string): Promise<Buffer> {
  const { layers, svg } = await stageOf(lesson);
  const above = await outlineText(
    words.above,
    { x: LEFT, y: 60 },
    { font: 'ui', size: 25, leading: 34, width: WIDTH, fill: COLOURS.accent },
  );
  const size = words.title.length > 34 ? 58 : 70;
  const title = await outlineText(
    words.title,
    { x: LEFT, y: 120 },
    { font: 'display', size, leading: size * 1.08, width: WIDTH, fill: COLOURS.ink },
  );
  const below = await outlineText(
    words.below,
    { x: LEFT, y: 120 + title.height + 26 },
    { font: 'text', size: 29, leading: 39, width: WIDTH, fill: COLOURS.soft },
  );
  const site = await outlineText(
    'What ConvNets Learn',
    { x: LEFT, y: 540 },
    { font: 'display', size: 28, leading: 36, width: WIDTH, fill: COLOURS.ink },
  );
  const drawing = (parts: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">${parts}</svg>`,
    );
  const behind = svg.includes('<line') ? svg : '';
  const text = [above, title, below, ...(lesson ? [site] : [])].map((block) => block.svg).join('');
  const pixels = await sharp({
    create: { width: CARD.width, height: CARD.height, channels: 3, background: COLOURS.paper },
  })
    .composite([
      ...(behind ? [{ input: drawing(behind), left: 0, top: 0 }] : []),
      ...layers,
      { input: drawing(`${svg.replace(/<line[^>]*>/g, '')}${text}`), left: 0, top: 0 },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
  const raw = { width: CARD.width, height: CARD.height, channels: 3 as const };
  let picture = Buffer.alloc(0);
  for (const quality of [80, 62, 46]) {
    picture = await sharp(pixels, { raw }).jpeg({ quality, mozjpeg: true }).toBuffer();
    if (picture.length <= MOST_BYTES) break;
  }
  return picture;
}
