import type { Box } from '#math/receptive-field';
import { TILE } from '#site/unit-index';

export type { Box } from '#math/receptive-field';

/** The box of the whole picture. */
export const WHOLE: Box = { x: 0, y: 0, width: TILE, height: TILE };

/** What of a box (in pixels of the 64-pixel picture, which it may leave) lies inside the picture. */
export function clipBox({ x, y, width, height }: Box): Box {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return {
    x: left,
    y: top,
    width: Math.max(0, Math.min(TILE, x + width) - left),
    height: Math.max(0, Math.min(TILE, y + height) - top),
  };
}

/** How many pixels of a box lie outside the picture, as a share of the box. */
export function shareOutside(box: Box): number {
  const inside = clipBox(box);
  return 1 - (inside.width * inside.height) / (box.width * box.height);
}
