import { type Ecg, ecg, SAMPLE_RATE, SAMPLES, type Wave } from '#world/signal/ecg';
import { changeHeart, type Heart, type HeartFactor } from '#world/signal/heart';
import type { Rhythm } from '#world/signal/rhythms';
import { heartOfSeed } from '#world/signal/sets';
import { typicalHeart } from '#world/signal/typical';
import { RECORDING_SECONDS, TEXTBOOK, WINDOW_SECONDS } from './options.ts';

/** A signal in time, at `SAMPLE_RATE`. */
export interface Recording {
  /** Millivolt. */
  samples: Float32Array;
  /** What is known of its waves; none of a signal of the reader's own. */
  waves: readonly Wave[];
  /** Tops of the R waves, in seconds; null where they are not known. */
  beats: Ecg['beats'] | null;
  /** 'grown' here from equations, or the reader's 'own'. */
  kind: 'grown' | 'own';
}

/** The seed of the moments of the textbook's heart. */
const TEXTBOOK_MOMENTS = 14;

/** The heart of a rhythm and seed, with what the reader has changed. */
export function heartOf(rhythm: Rhythm, seed: number, changes: Partial<Record<HeartFactor, number>>): Heart {
  return changeHeart(seed === TEXTBOOK ? typicalHeart(rhythm) : heartOfSeed(seed, rhythm), changes);
}

/** @param seconds at least as long as that */
export function record(heart: Heart, seed: number, seconds = WINDOW_SECONDS): Recording {
  const { samples, beats, waves } = ecg(
    heart,
    seed === TEXTBOOK ? TEXTBOOK_MOMENTS : seed,
    Math.min(RECORDING_SECONDS, seconds),
  );
  return { samples, waves, beats, kind: 'grown' };
}

/** Samples over which one recording goes over into the next. */
const FADE = 16;

/**
 * One recording up to a moment and another one from there: a heart that changes while it is recorded.
 *
 * @param at sample from which the second one counts
 */
export function splice(first: Recording, second: Recording, at: number): Recording {
  const samples = second.samples.slice();
  const end = Math.min(at, first.samples.length, samples.length);
  samples.set(first.samples.subarray(0, end));
  for (let i = end; i < Math.min(end + FADE, samples.length, first.samples.length); i++) {
    const share = (i - end + 1) / (FADE + 1);
    samples[i] = (1 - share) * first.samples[i]! + share * second.samples[i]!;
  }
  const seconds = end / SAMPLE_RATE;
  const joined = <T extends { time: number } | { peak: number }>(a: readonly T[], b: readonly T[]): T[] => {
    const timeOf = (one: T) => ('time' in one ? one.time : (one as { peak: number }).peak);
    return [...a.filter((one) => timeOf(one) < seconds), ...b.filter((one) => timeOf(one) >= seconds)];
  };
  return {
    samples,
    waves: joined(first.waves, second.waves),
    beats: joined(first.beats ?? [], second.beats ?? []),
    kind: second.kind,
  };
}

/**
 * Eight seconds of a recording, in full: beyond its end the signal is 0.
 *
 * @param from first sample
 */
export function windowOf({ samples }: Recording, from: number): Float32Array {
  const window = new Float32Array(SAMPLES);
  window.set(samples.subarray(from, from + SAMPLES));
  return window;
}

/** Beats a minute within a window, from the first to the last one in it; null for fewer than two. */
export function rateIn({ beats }: Recording, from: number): number | null {
  const start = from / SAMPLE_RATE;
  const inside = beats?.filter(({ time }) => time >= start && time < start + WINDOW_SECONDS) ?? [];
  if (inside.length < 2) return null;
  return (60 * (inside.length - 1)) / (inside.at(-1)!.time - inside[0]!.time);
}
