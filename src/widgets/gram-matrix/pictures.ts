import { isContentName } from '#site/paintings';
import type { PaintingInput } from '#worker/protocol';
import type { PictureName } from './options.ts';

/** What the worker draws for a picture of the site. */
export function inputOf(name: PictureName): PaintingInput {
  return isContentName(name) ? { kind: 'content', name } : { kind: 'style', name, seed: 1 };
}
