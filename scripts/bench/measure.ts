import { median } from '#math/quantile';

/** A figure with the greatest or the least value that is allowed, if there is one. */
export interface Line {
  name: string;
  value: number;
  unit?: string;
  /** At most. */
  bound?: number;
  /** At least. */
  least?: number;
}

/**
 * Milliseconds of the processor for one call: what else the machine does meanwhile does not count. (All that is
 * measured here runs in one thread.)
 */
export async function milliseconds(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Times several tasks by turns, so that a busy spell of the machine meets all of them.
 *
 * @returns for each task its time in each round, after one round that does not count
 */
export async function byTurns(rounds: number, tasks: readonly (() => unknown)[]): Promise<number[][]> {
  const times = tasks.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, task] of tasks.entries()) {
      const time = await milliseconds(task);
      if (round >= 0) times[i]!.push(time);
    }
  }
  return times;
}

/** Median over the rounds of the ratio within a round. */
export function medianRatio(above: number[], below: number[]): number {
  return median(above.map((time, round) => time / below[round]!));
}
