import { renderContent } from '#world/still/contents';
import { paintStyle } from '#world/style/styles';
import { layOut, writeLossy } from '../triplets/sheet.ts';
import { SEED, SHEET_CONTENTS, SHEET_STYLES, SIDE } from './pairs.ts';

/**
 * Writes the contact sheet: styles along the top, contents along the left side, paintings between.
 *
 * @param paintings RGB, content by content
 */
export async function writeContactSheet(
  paintings: readonly Uint8Array[],
  file: string,
  quality = 80,
): Promise<void> {
  const size = { width: SIDE, height: SIDE };
  const tiles: ArrayLike<number>[] = [new Uint8Array(SIDE * SIDE * 3).fill(255)];
  for (const style of SHEET_STYLES) tiles.push(paintStyle(style, { ...size, seed: SEED }).pixels);
  for (const [row, content] of SHEET_CONTENTS.entries()) {
    tiles.push(renderContent(content, { ...size, samples: 2 }).pixels);
    tiles.push(...paintings.slice(row * SHEET_STYLES.length, (row + 1) * SHEET_STYLES.length));
  }
  await writeLossy(layOut(tiles, SIDE, SHEET_STYLES.length + 1), file, quality);
}
