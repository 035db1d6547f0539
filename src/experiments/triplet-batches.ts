import { pairDistances } from '#math/triplet-selection';
import { randomStream } from '#world/random';
import { type FacePlace, PICTURES_EACH, TRAINING_PEOPLE } from './training-faces.ts';

const PURPOSES = ['batch', 'triplets'] as const;

/** Chances of one step. They depend on seed and step alone, so that a run can be taken up in the middle. */
export function stepChances(seed: number, step: number, purpose: (typeof PURPOSES)[number]): () => number {
  const place = step * PURPOSES.length + PURPOSES.indexOf(purpose);
  return randomStream(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(place + 1, 0xc2b2ae35));
}

/** Faces of one step: different people, and different pictures of each; `labels` says whose each is. */
export function drawBatch(
  { seed, people, pictures }: { seed: number; people: number; pictures: number },
  step: number,
): { places: FacePlace[]; labels: number[] } {
  const random = stepChances(seed, step, 'batch');
  const places = drawSome(TRAINING_PEOPLE, people, random).flatMap((person) =>
    drawSome(PICTURES_EACH, pictures, random).map((picture) => ({ person, picture })),
  );
  return { places, labels: places.map(({ person }) => person) };
}

/**
 * Share of all triplets of a batch, fed or not, whose loss is above 0.
 *
 * @param encodings [n, size]
 * @param labels whose picture each is
 */
export function openShare(
  encodings: Float32Array,
  size: number,
  labels: readonly number[],
  margin: number,
): number {
  const distances = pairDistances(encodings, size);
  const n = labels.length;
  let open = 0;
  let all = 0;
  for (let anchor = 0; anchor < n; anchor++) {
    const row = distances.subarray(anchor * n, (anchor + 1) * n);
    for (let positive = 0; positive < n; positive++) {
      if (positive === anchor || labels[positive] !== labels[anchor]) continue;
      const reach = row[positive]! + margin;
      for (let negative = 0; negative < n; negative++) {
        if (labels[negative] === labels[anchor]) continue;
        all++;
        if (row[negative]! < reach) open++;
      }
    }
  }
  return all === 0 ? 0 : open / all;
}

/** `count` different whole numbers below `total`. */
function drawSome(total: number, count: number, random: () => number): number[] {
  const all = Array.from({ length: total }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (total - i));
    [all[i], all[other]] = [all[other]!, all[i]!];
  }
  return all.slice(0, count);
}
