/** One accepted step of a quasi-Newton method. */
export interface CurvaturePair {
  /** How the variables moved. */
  move: Float32Array;
  /** How the slopes changed with it. */
  change: Float32Array;
}

/** The pairs that count after a step: those known and the newest, the oldest forgotten. */
export function keepPairs(
  known: readonly CurvaturePair[],
  newest: readonly CurvaturePair[],
  kept: number,
): CurvaturePair[] {
  const all = [...known, ...newest];
  return all.slice(Math.max(0, all.length - kept));
}
