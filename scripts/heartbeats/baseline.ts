import { ecg } from '#world/signal/ecg';
import { RHYTHMS } from '#world/signal/rhythms';
import { heartOfSeed, type SignalSet } from '#world/signal/sets';

/** What can be told from the moments of the beats alone, which are taken from the truth. */
export interface BeatTimes {
  /** [signals, 2]: logarithm of the mean time between beats, and the spread of it as a share of the mean. */
  features: Float64Array;
  labels: Int32Array;
}

/** Mean and spread of the time between the beats of each signal of a set. */
export function beatTimes({ first, count }: SignalSet): BeatTimes {
  const features = new Float64Array(2 * count);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const heart = heartOfSeed(first + i);
    const times = ecg(heart, first + i).beats.map(({ time }) => time);
    const gaps = times.slice(1).map((time, k) => time - times[k]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean;
    features.set([Math.log(mean), spread], 2 * i);
    labels[i] = RHYTHMS.indexOf(heart.rhythm);
  }
  return { features, labels };
}

/**
 * How many signals are named rightly by the commonest rhythm among their nearest neighbours in training.
 *
 * @param used how many of the two features count
 */
export function nearestNeighbours(train: BeatTimes, test: BeatTimes, used: 1 | 2, neighbours = 25): number {
  let correct = 0;
  const order = Uint32Array.from(train.labels, (_, i) => i);
  for (let i = 0; i < test.labels.length; i++) {
    const distances = Float64Array.from(order, (k) => {
      let sum = 0;
      for (let f = 0; f < used; f++) sum += (train.features[2 * k + f]! - test.features[2 * i + f]!) ** 2;
      return sum;
    });
    const votes = new Array<number>(RHYTHMS.length).fill(0);
    const bound = distances.slice().sort()[neighbours - 1]!;
    for (const [k, distance] of distances.entries()) if (distance <= bound) votes[train.labels[k]!]!++;
    if (votes.indexOf(Math.max(...votes)) === test.labels[i]) correct++;
  }
  return correct;
}
