import { describeIdentity } from '#world/face/describe';
import { type Identity, sampleIdentity } from '#world/face/identity';
import { FACE_SIZE } from '#world/face/render';
import type { PaintSizes } from './painter.ts';

const COARSE = 80;
/** More than this costs seconds and shows little more. */
const FINEST = 480;

/** A face in words for who can't see it, after the label when there is one. */
export function faceWords(identity: number | Identity, label?: string): string {
  const words = describeIdentity(typeof identity === 'number' ? sampleIdentity(identity) : identity);
  return label ? `${label}: ${words}` : words;
}

/**
 * How finely a face is drawn.
 *
 * @param size its side on the page, in CSS pixels
 * @param density device pixels in a CSS pixel
 * @param network whether it is drawn as the network sees it: 48 pixels a side
 */
export function faceSizes(size: number, density: number, network: boolean): PaintSizes {
  const side = FACE_SIZE;
  if (network) return { side, coarse: FACE_SIZE, fine: 0, bands: 1 };
  const wanted = Math.min(FINEST, size * Math.min(2, density));
  const bands = wanted <= 160 ? 4 : wanted <= 320 ? 12 : 24;
  // Every band is a whole number of pixels high.
  return { side, coarse: COARSE, fine: Math.max(COARSE, Math.ceil(wanted / bands) * bands), bands };
}
