import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEncodingSet, type EncodingSet } from '#math/encoding-set';
import type { FaceCard } from '#site/model-card';
import { modelCard } from './card-figure.ts';

/** What stands in for τ while the encoder has no card. */
const UNMEASURED = 0.6;

/** τ: where the encoder errs equally often both ways, by its card. At build time only. */
export function faceThreshold(): number {
  const card = modelCard('faces') as FaceCard | undefined;
  return card ? Number(card.test.errors.threshold.toFixed(3)) : UNMEASURED;
}

/** The shipped encodings of a set of people; null while there are none. At build time only. */
export function shippedEncodings(set: 'gallery' | 'test' | 'heads'): EncodingSet | null {
  const path = join(process.cwd(), `public/data/faces/encodings-${set}.bin`);
  return existsSync(path) ? decodeEncodingSet(new Uint8Array(readFileSync(path)).buffer) : null;
}
