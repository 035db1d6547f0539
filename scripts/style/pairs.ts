import type { ContentName } from '#world/still/contents';
import type { StyleName } from '#world/style/styles';

/** The pictures of the contact sheet, on which style transfer is tuned and measured: every content with every style. */
export const SHEET_CONTENTS = [
  'portrait-afro',
  'portrait-long-hair',
  'cat',
  'guitar-and-mug',
  'teapot-and-flower',
  'house',
] as const satisfies readonly ContentName[];

export const SHEET_STYLES = [
  'swirls',
  'mosaic',
  'dots',
  'hatching',
  'waves',
  'blocks',
  'ink-wash',
  'woven',
] as const satisfies readonly StyleName[];

/** Seed of the paintings that styles are taken from, and of the noise. */
export const SEED = 1;

/** Pixels a side at which pairs are painted. */
export const SIDE = 128;
