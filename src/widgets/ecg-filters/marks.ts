import { SAMPLE_RATE, type Wave } from '#world/signal/ecg';
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
  const isAbove = ({ name }: Mark) => Number(WAVE_LABELS.indexOf(name) < 2);
  return marks.sort((one, other) => isAbove(one) - isAbove(other));
}

/** The marks that a window shows, cut to it, in samples from its beginning. */
export function marksIn(
  marks: readonly Mark[],
  from: number,
  samples: number,
): { name: WaveLabel; start: number; end: number }[] {
  return marks
    .map(({ name, start, end }) => ({
      name,
      start: Math.max(0, start * SAMPLE_RATE - from),
      end: Math.min(samples, end * SAMPLE_RATE - from),
    }))
    .filter(({ start, end }) => end > start);
}
