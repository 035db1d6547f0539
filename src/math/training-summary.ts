import type { TrainingRecord } from './training-record.ts';

/** Below this mean squared distance between pictures of different people, an encoder has folded up. */
export const FOLDED = 0.01;

/** Steps over which the loss at the end is averaged. */
const LAST_STEPS = 50;

/** One run in a few numbers. */
export interface RunSummary {
  /** Of the last measured state, on unseen people. */
  accuracy: number;
  area: number;
  same: number;
  different: number;
  /** The smallest mean squared distance between pictures of different people in any measured state. */
  least: number;
  /** Mean loss of the last 50 steps. */
  loss: number;
  /** Share of the fed triplets of the last 50 steps with a loss above 0; 0 when none were fed. */
  active: number;
}

/** Several runs that differ in nothing but their seed. */
export interface SeedsSummary {
  runs: number;
  accuracy: { mean: number; least: number; most: number };
  /** Runs folded up at their end, and at any time. */
  folded: number;
  everFolded: number;
}

/** @throws RangeError when the run has no measured state */
export function summariseRun({ steps, states }: TrainingRecord): RunSummary {
  const last = states.at(-1);
  if (!last) throw new RangeError('A run without a measured state has no summary.');
  const end = steps.slice(-LAST_STEPS);
  const fed = end.reduce((sum, step) => sum + step.fed, 0);
  const { accuracy, area, same, different } = last;
  return {
    accuracy,
    area,
    same,
    different,
    least: Math.min(...states.map((state) => state.different)),
    loss: end.length === 0 ? 0 : end.reduce((sum, { loss }) => sum + loss, 0) / end.length,
    active: fed === 0 ? 0 : end.reduce((sum, { active }) => sum + active, 0) / fed,
  };
}

/** @throws RangeError when there are no runs */
export function summariseSeeds(runs: readonly RunSummary[]): SeedsSummary {
  if (runs.length === 0) throw new RangeError('No runs to summarise.');
  const accuracies = runs.map(({ accuracy }) => accuracy);
  return {
    runs: runs.length,
    accuracy: {
      mean: accuracies.reduce((sum, value) => sum + value, 0) / runs.length,
      least: Math.min(...accuracies),
      most: Math.max(...accuracies),
    },
    folded: runs.filter(({ different }) => different < FOLDED).length,
    everFolded: runs.filter(({ least }) => least < FOLDED).length,
  };
}
