import { findCandidates, matchCandidates } from '#math/candidates';
import type { Candidate } from './findings.ts';
import type { Place, Size } from './planes.ts';

/**
 * The peaks of an answer and the nodules that they find, by the rules of the measurement on held-out scans.
 *
 * @param logits [depth, height, width]
 */
export function candidatesOf(
  logits: Float32Array,
  size: Size,
  nodules: readonly { centre: Place; radius: number }[],
): Candidate[] {
  const candidates = findCandidates(logits, size);
  const matches = matchCandidates(candidates, nodules);
  return candidates.map(({ place, value }, index) => ({ place, value, nodule: matches[index] ?? null }));
}
