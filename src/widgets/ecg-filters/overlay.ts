import { linePath } from './paths.ts';
import type { Segment } from './segments.svelte.ts';

/** Millivolt from the lowest to the highest sample that the filter saw in any of the segments; at least 0.2 apart. */
export function segmentRange(segments: readonly Segment[], whole = false): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { samples, from, seen } of segments) {
    if (!samples) continue;
    const first = whole ? 0 : Math.max(0, seen.from - from);
    const end = whole ? samples.length : Math.min(samples.length, seen.to - from);
    for (let i = first; i < end; i++) {
      low = Math.min(low, samples[i]!);
      high = Math.max(high, samples[i]!);
    }
  }
  if (low > high) return [-0.5, 1.5];
  const missing = Math.max(0, 0.2 - (high - low)) / 2;
  return [low - missing, high + missing];
}

const drawn = new WeakMap<readonly Segment[], string[]>();

/** What the filter saw in its strongest segments, one line each, laid over one another; drawn once for a box. */
export function overlayPaths(segments: readonly Segment[], width: number, height: number): string[] {
  const known = drawn.get(segments);
  if (known) return known;
  const paths = overlaid(segments, width, height);
  drawn.set(segments, paths);
  return paths;
}

function overlaid(segments: readonly Segment[], width: number, height: number): string[] {
  const [low, high] = segmentRange(segments);
  const y = (value: number) => height - 1 - ((value - low) / (high - low)) * (height - 2);
  return segments.flatMap(({ samples, from, seen }) => {
    if (!samples) return [];
    const span = seen.to - seen.from;
    const x = (index: number) => ((index + from - seen.from) / Math.max(1, span - 1)) * width;
    return [linePath(samples, x, y, seen.from - from, seen.to - from)];
  });
}
