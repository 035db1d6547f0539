import { CONTENTS, type ContentName, contentTitle, describeContent } from '#world/still/contents';
import { describeStyle, STYLES, type StyleName, styleTitle } from '#world/style/styles';
import { withBase } from './base-path.ts';

/** Folder of the shipped sheets, below public/: each a row of square tiles, in the order of CONTENTS and of STYLES. */
export const PAINTINGS_FOLDER = 'data/paintings';
export const PAINTING_SHEETS = { contents: 'contents.webp', styles: 'styles.webp' } as const;
/** Side of a tile in pixels. */
export const TILE_SIDE = 192;

/** A picture of the site: one to be painted, or one whose style is taken. */
export type PaintingName = ContentName | StyleName;

export function isContentName(name: string): name is ContentName {
  return (CONTENTS as readonly string[]).includes(name);
}

/** 'Woven cloth'. */
export function paintingTitle(name: PaintingName): string {
  return isContentName(name) ? contentTitle(name) : styleTitle(name);
}

/** Alternative text: what the picture shows, in a sentence. */
export function describePainting(name: PaintingName): string {
  return isContentName(name) ? describeContent(name) : describeStyle(name);
}

/** Where a picture lies in its sheet, as SheetTile takes it. */
export function paintingTile(name: PaintingName): {
  src: string;
  columns: number;
  rows: number;
  column: number;
  row: number;
} {
  const content = isContentName(name);
  const names: readonly string[] = content ? CONTENTS : STYLES;
  const file = content ? PAINTING_SHEETS.contents : PAINTING_SHEETS.styles;
  const src = withBase(`${PAINTINGS_FOLDER}/${file}`);
  return { src, columns: names.length, rows: 1, column: names.indexOf(name), row: 0 };
}
