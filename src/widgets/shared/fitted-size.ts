import type { OwnPainting } from './own-painting.ts';

/** The size of a picture to work on: square for the site's own, else the shape of the reader's, in steps of 8 pixels. */
export function fittedSize(own: OwnPainting | null, longer: number): { width: number; height: number } {
  if (!own) return { width: longer, height: longer };
  const scale = longer / Math.max(own.width, own.height);
  const side = (pixels: number) => Math.max(32, Math.round((pixels * scale) / 8) * 8);
  return { width: side(own.width), height: side(own.height) };
}
