import { areaUnderRoc, equalErrorRate, rocCurve } from '#math/roc';
import { pairDistances } from '#math/triplet-selection';

/** How well encodings tell same from different, over all pairs of pictures. */
export interface VerificationFigures {
  /** Share of right answers at the threshold where both kinds of error are equally frequent: 1 − EER. */
  accuracy: number;
  /** Area under the ROC: the chance that a same pair is nearer than a different one. */
  area: number;
  /** Mean squared distance of two pictures of the same person, and of different people. */
  same: number;
  different: number;
}

/**
 * Compares all pairs of pictures.
 *
 * @param encodings [people · pictures, size], person after person
 * @returns NaN everywhere when an encoding is not finite
 */
export function verificationFigures(
  encodings: Float32Array,
  size: number,
  pictures: number,
): VerificationFigures {
  const n = encodings.length / size;
  const distances = pairDistances(encodings, size);
  const same: number[] = [];
  const different: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const group = Math.floor(i / pictures) === Math.floor(j / pictures) ? same : different;
      group.push(distances[i * n + j]!);
    }
  }
  const figures = { same: mean(same), different: mean(different) };
  if (!Number.isFinite(figures.same + figures.different)) {
    return { accuracy: Number.NaN, area: Number.NaN, ...figures };
  }
  const curve = rocCurve(same, different);
  return { accuracy: 1 - equalErrorRate(curve).rate, area: areaUnderRoc(curve), ...figures };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
