import { readFileSync } from 'node:fs';
import fontverter from 'fontverter';
import { Face, Font, Blob as FontBlob, Buffer as GlyphBuffer, shape, Variation } from 'harfbuzzjs';

/** The site's own fonts; a weight where the font has more than one. */
const FONTS = {
  display: { file: 'display', weight: undefined },
  text: { file: 'serif', weight: 400 },
  ui: { file: 'sans', weight: 500 },
} as const;
export type FontName = keyof typeof FONTS;

const opened = new Map<FontName, Promise<Font>>();

async function open(name: FontName): Promise<Font> {
  const { file, weight } = FONTS[name];
  const sfnt = await fontverter.convert(readFileSync(`src/assets/fonts/${file}.woff2`), 'sfnt');
  const font = new Font(new Face(new FontBlob(new Uint8Array(sfnt))));
  if (weight) font.setVariations([new Variation('wght', weight)]);
  return font;
}

function fontOf(name: FontName): Promise<Font> {
  const font = opened.get(name) ?? open(name);
  opened.set(name, font);
  return font;
}

interface Line {
  /** Width in pixels. */
  width: number;
  /** Outlines as SVG path data, the baseline at y = 0, in pixels. */
  paths: { d: string; x: number }[];
  scale: number;
}

function setLine(font: Font, text: string, size: number): Line {
  const buffer = new GlyphBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const scale = size / font.face.upem;
  const positions = buffer.getGlyphPositions();
  let x = 0;
  const paths = buffer.getGlyphInfos().map(({ codepoint }, i) => {
    const { xAdvance, xOffset } = positions[i]!;
    const glyph = { d: font.glyphToPath(codepoint), x: x + xOffset };
    x += xAdvance;
    return glyph;
  });
  return { width: x * scale, paths, scale };
}

export interface Block {
  svg: string;
  /** In pixels, from the first line's top to the last one's bottom. */
  height: number;
}

/**
 * Sets text in one of the site's fonts as outlines, so that it looks the same on any machine: no font is installed
 * or asked for.
 *
 * @param at left edge and top, in pixels
 * @param options size and leading in pixels, the width at which lines break, the colour
 */
export async function outlineText(
  text: string,
  at: { x: number; y: number },
  options: { font: FontName; size: number; leading: number; width: number; fill: string },
): Promise<Block> {
  const font = await fontOf(options.font);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && setLine(font, longer, options.size).width <= options.width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const svg = lines.map((line, i) => {
    const { paths, scale } = setLine(font, line, options.size);
    const baseline = at.y + i * options.leading + options.leading / 2 + options.size * 0.34;
    const glyphs = paths.map(({ d, x }) => (d ? `<path transform="translate(${x} 0)" d="${d}"/>` : ''));
    return `<g fill="${options.fill}" transform="translate(${at.x} ${baseline}) scale(${scale} ${-scale})">${glyphs.join('')}</g>`;
  });
  return { svg: svg.join(''), height: lines.length * options.leading };
}
