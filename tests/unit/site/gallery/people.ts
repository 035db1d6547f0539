import { newId, OWN_BYTES, type Person, type PictureSource } from '#site/gallery/person';
import { randomStream } from '#world/random';

/** An encoding: 32 numbers of unit length. */
export function encoding(seed: number): Float32Array {
  const random = randomStream(seed);
  const values = Float32Array.from({ length: 32 }, () => random() - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

export const face = (identity: number, conditions = 0): PictureSource => ({
  kind: 'face',
  identity,
  conditions,
});

export function own(seed: number): PictureSource {
  const random = randomStream(seed);
  return { kind: 'own', pixels: Uint8ClampedArray.from({ length: OWN_BYTES }, () => 256 * random()) };
}

/** Somebody with a picture of each source. */
export function person(name: string, ...sources: PictureSource[]): Person {
  const pictures = sources.map((source, i) => ({ source, encoding: encoding(i), version: '0123456789ab' }));
  return { id: newId(), name, enrolled: Date.UTC(2026, 0, 1), pictures };
}
