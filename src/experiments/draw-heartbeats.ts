import { SAMPLES } from '#world/signal/ecg';
import { signalOfSeed } from '#world/signal/sets';
import { type Experiment, ExperimentError } from './experiment.ts';

/** A stretch of the signal of a seed, in samples: `to` is the first that is not in it. */
export interface HeartbeatItem {
  seed: number;
  from: number;
  to: number;
}

export interface DrawHeartbeatsOptions {
  items: HeartbeatItem[];
}

/** `index`: which of the items. `from`: where the stretch begins once what lies outside the signal is left out. */
export interface DrawnHeartbeat {
  index: number;
  from: number;
  /** Millivolt. */
  samples: Float32Array;
}

export interface DrawHeartbeatsResult {
  count: number;
}

/**
 * Grows stretches of signals again from their seeds, one after the other.
 *
 * @throws ExperimentError 'bad-input' when a seed is no whole number or a stretch holds no sample
 */
export const run: Experiment<DrawHeartbeatsOptions, DrawnHeartbeat, DrawHeartbeatsResult> = async function* (
  { items },
  { signal },
) {
  for (const [index, { seed, from, to }] of items.entries()) {
    signal.throwIfAborted();
    const first = Math.max(0, Math.floor(from));
    const end = Math.min(SAMPLES, Math.ceil(to));
    if (!Number.isInteger(seed) || !(end > first)) {
      throw new ExperimentError('bad-input', `There is no stretch from ${from} to ${to} of signal ${seed}.`);
    }
    const samples = signalOfSeed(seed).samples.slice(first, end);
    yield {
      done: index + 1,
      total: items.length,
      what: 'segments drawn',
      partial: { index, from: first, samples },
    };
  }
  return { count: items.length };
};
