import { ecg, SAMPLES } from '#world/signal/ecg';
import type { Heart } from '#world/signal/heart';
import { RHYTHMS } from '#world/signal/rhythms';
import { heartOfSeed, type SignalSet } from '#world/signal/sets';

/** Signals one after the other, with the rhythm of each as its place in `RHYTHMS`. */
export interface LabelledSignals {
  count: number;
  /** [count, SAMPLES], millivolt. */
  samples: Float32Array;
  labels: Int32Array;
}

/**
 * The signals of a set.
 *
 * @param change what is different about the hearts
 */
export function labelledSignals(
  set: SignalSet,
  change: (heart: Heart) => Heart = (heart) => heart,
): LabelledSignals {
  const samples = new Float32Array(set.count * SAMPLES);
  const labels = new Int32Array(set.count);
  for (let i = 0; i < set.count; i++) {
    const heart = change(heartOfSeed(set.first + i));
    samples.set(ecg(heart, set.first + i).samples, i * SAMPLES);
    labels[i] = RHYTHMS.indexOf(heart.rhythm);
  }
  return { count: set.count, samples, labels };
}
