import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHeartbeatUnits, HEARTBEAT_UNITS } from '#site/heartbeat-units';
import { clearest } from '#widgets/ecg-filters/clearest';
import { overlayPaths } from '#widgets/ecg-filters/overlay';
import { seenFrom } from '#widgets/ecg-filters/segments.svelte.ts';
import { answersTo, decimal } from '#widgets/ecg-filters/words';
import { SAMPLE_RATE } from '#world/signal/ecg';
import { signalOfSeed } from '#world/signal/sets';

/** The clearest filter of a layer, as it stands on the page without scripts. */
export interface EcgPosterLayer {
  layer: string;
  filter: number;
  /** What it answers to; null when nothing is clear. */
  words: string | null;
  /** How long a stretch it sees, in seconds. */
  seconds: string;
  /** The signal under its strongest places, in a box of `POSTER_BOX`. */
  paths: string[];
}

export const POSTER_BOX = { width: 150, height: 60 };
/** Points of a line: more are not seen in so small a box. */
const POINTS = 64;

/** One filter a layer, from the index; nothing while that has not been made. At build time only. */
export function ecgPoster(): EcgPosterLayer[] {
  const path = join(process.cwd(), 'public', HEARTBEAT_UNITS);
  if (!existsSync(path)) return [];
  return decodeHeartbeatUnits(readFileSync(path, 'utf8')).layers.map((layer) => {
    const { size } = layer.field;
    const filter = clearest(layer.filters, size);
    const unit = layer.filters[filter]!;
    const every = Math.max(1, Math.round(size / POINTS));
    const segments = unit.top.map((top) => {
      const seen = seenFrom(layer, top.position);
      const whole = signalOfSeed(top.seed).samples.slice(seen.from, seen.to);
      const samples = whole.filter((_, i) => i % every === 0);
      return { ...top, samples, from: 0, seen: { from: 0, to: samples.length } };
    });
    return {
      layer: layer.layer,
      filter,
      words: answersTo(unit, size)?.words ?? null,
      seconds: decimal(size / SAMPLE_RATE, size < SAMPLE_RATE ? 2 : 1),
      paths: overlayPaths(segments, POSTER_BOX.width, POSTER_BOX.height),
    };
  });
}
