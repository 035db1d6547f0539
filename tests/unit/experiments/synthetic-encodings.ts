import type { ExperimentContext } from '#experiments/experiment';
import { type EncodingSet, encodeEncodingSet } from '#math/encoding-set';
import { randomStream } from '#world/random';

/** Sum of four uniform numbers: near enough to a normal one of mean 0 and variance 1. */
function bell(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** People as random directions, their pictures scattered around them; rows of unit length. */
export function syntheticSet(
  people: number,
  pictures: number,
  { seed = 1, scatter = 0.5, size = 32, first = 0 } = {},
): EncodingSet {
  const random = randomStream(seed);
  const values = new Float32Array(people * pictures * size);
  for (let person = 0; person < people; person++) {
    const centre = Array.from({ length: size }, () => bell(random));
    for (let picture = 0; picture < pictures; picture++) {
      const row = centre.map((value) => value + scatter * bell(random));
      const length = Math.hypot(...row);
      values.set(
        row.map((value) => value / length),
        (person * pictures + picture) * size,
      );
    }
  }
  return { version: '0123456789ab', first, people, pictures, size, values };
}

/** A context whose only files are these sets. */
export function setsContext(
  sets: Readonly<Record<string, EncodingSet | ArrayBuffer>>,
  signal = new AbortController().signal,
): ExperimentContext {
  return {
    signal,
    backend: 'none',
    async asset(path: string) {
      const set = sets[path.match(/^data\/faces\/encodings-(\w+)\.bin$/)?.[1] ?? ''];
      if (!set) throw new Error(`No file ${path}.`);
      return set instanceof ArrayBuffer ? set : encodeEncodingSet(set);
    },
    async pictures() {
      throw new Error('No pictures here.');
    },
    async decode() {
      throw new Error('No pictures here.');
    },
    async sha256() {
      return '0123456789ab'.padEnd(64, '0');
    },
  };
}
