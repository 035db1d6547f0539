import { type Interval, wilsonInterval } from '#math/interval';
import { squaredDistance } from '#math/triplet';

/** Whether an answer is right; 'nobody' where somebody known was not recognised. */
export type Outcome = 'right' | 'wrong' | 'nobody';

/** An answer to one picture: who it is, by place among those known (null: nobody), and how it was reached. */
export interface Answer {
  who: number | null;
  /** The smallest squared distance, or the greatest probability. */
  value: number;
}

/** The nearest of the enrolled encodings, or nobody when even that is farther than τ. */
export function nearest(
  encoding: ArrayLike<number>,
  enrolled: readonly ArrayLike<number>[],
  threshold: number,
): Answer {
  let who: number | null = null;
  let value = Number.POSITIVE_INFINITY;
  for (const [i, other] of enrolled.entries()) {
    const distance = squaredDistance(encoding, other);
    if (distance < value) [who, value] = [i, distance];
  }
  return { who: value <= threshold ? who : null, value };
}

/** The likeliest of the outputs. A softmax has no other answer. */
export function likeliest(probabilities: ArrayLike<number>): Answer {
  let who = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[who]!) who = i;
  return { who, value: probabilities[who]! };
}

/** @param truth place among those known, or null for somebody unknown: then only 'nobody' is right */
export function outcomeOf({ who }: Answer, truth: number | null): Outcome {
  if (who === truth) return 'right';
  return who === null ? 'nobody' : 'wrong';
}

export interface Score {
  right: number;
  wrong: number;
  nobody: number;
  of: number;
  /** 95 % (Wilson) of the share that is right; null where nothing was asked. */
  interval: Interval | null;
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const count = (kind: Outcome) => outcomes.filter((outcome) => outcome === kind).length;
  const right = count('right');
  const of = outcomes.length;
  const interval = of > 0 ? wilsonInterval(right, of) : null;
  return { right, wrong: count('wrong'), nobody: count('nobody'), of, interval };
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
