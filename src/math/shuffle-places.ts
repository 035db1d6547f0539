import { shuffle } from './class-share.ts';

/**
 * An order of places for `sourcesOf`: every order is equally likely.
 *
 * @param random the next number, uniform on [0, 1)
 */
export function randomOrder(places: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: places }, (_, place) => place);
  shuffle(order, random);
  return order;
}

/**
 * Where each place gets its new content from, when the first `moved` places of an order hand theirs on in a ring: none
 * of these keeps its own, all others do. Of a random order that is a random ring, and one more place changes only where
 * the ring is closed.
 *
 * @param moved 1 and 0 move nothing
 * @returns [places]: the place that the content comes from
 */
export function sourcesOf(order: Uint32Array, moved: number): Uint32Array {
  const sources = Uint32Array.from(order, (_, place) => place);
  for (let i = 0; i < moved; i++) sources[order[i]!] = order[(i + 1) % moved]!;
  return sources;
}

/**
 * Blocks of numbers brought to other places.
 *
 * @param values [places, size]
 * @param size numbers that stay together
 */
export function rearranged(values: Float32Array, size: number, sources: Uint32Array): Float32Array {
  const moved = new Float32Array(values.length);
  for (const [place, from] of sources.entries()) {
    moved.set(values.subarray(from * size, (from + 1) * size), place * size);
  }
  return moved;
}

/**
 * A picture cut into square tiles that are brought to other places.
 *
 * @param pixels [height, width, channels]; both sides are multiples of `tile`
 * @param sources [tiles], row by row
 */
export function rearrangedTiles<T extends Float32Array | Uint8ClampedArray>(
  pixels: T,
  width: number,
  channels: number,
  tile: number,
  sources: Uint32Array,
): T {
  const moved = pixels.slice() as T;
  const columns = width / tile;
  const length = tile * channels;
  const corner = (place: number) =>
    (Math.floor(place / columns) * tile * width + (place % columns) * tile) * channels;
  for (const [place, from] of sources.entries()) {
    if (place === from) continue;
    for (let row = 0; row < tile; row++) {
      const start = corner(from) + row * width * channels;
      const to = corner(place) + row * width * channels;
      for (let i = 0; i < length; i++) moved[to + i] = pixels[start + i]!;
    }
  }
  return moved;
}
