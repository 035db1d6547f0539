import type { Wave } from '#world/signal/ecg';
import { WAVE_LABELS, type WaveLabel, waveAt } from '#world/signal/truth';

/** A stretch of the signal and what it truly is. */
export interface Mark {
  name: WaveLabel;
  /** Seconds. */
  start: number;
  end: number;
}

/**
 * The waves of a signal as stretches: Q, R and S of a beat are one, and so is what trembles or saws without a gap. Beats of
 * the ventricles come last, to be drawn over the rest.
 */
export function marksOf(waves: readonly Wave[]): Mark[] {
  const marks: Mark[] = [];
  const last = new Map<string, Mark>();
  for (const wave of [...waves].sort((one, other) => one.start - other.start)) {
    const name = waveAt([wave], wave.peak);
    const before = last.get(name);
    if (before && wave.start <= before.end) {
      before.end = Math.max(before.end, wave.end);
      continue;
    }
    const mark = { name, start: wave.start, end: wave.end };
    last.set(name, mark);
    marks.push(mark);
  }
  const isAbove = ({ name }: Mark) => Number(name.endsWith('QRS'));
  return marks.sort((one, other) => isAbove(one) - isAbove(other));
}

/** What of the truth lies between two moments, in seconds, in the order of the truth's list. */
export function namesIn(marks: readonly Mark[], from: number, to: number): WaveLabel[] {
  return WAVE_LABELS.filter((name) => marksBetween(marks, from, to).some((mark) => mark.name === name));
}

export function marksBetween(marks: readonly Mark[], from: number, to: number): Mark[] {
  return marks.filter(({ start, end }) => end > from && start < to);
}
