import type { HeartbeatUnit } from '#site/heartbeat-units';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import { seesBeats } from './words.ts';

/** A filter is worth a look when its strongest answer is at least this share of the strongest one of its layer. */
const LOUD = 0.25;

/**
 * The filter that answers most clearly to one thing and seldom to others; the first one when none does.
 *
 * @param field how many samples a filter of the layer sees
 * @param rhythm what it should answer to where a filter sees whole beats; any when left out
 */
export function clearest(filters: readonly HeartbeatUnit[], field: number, rhythm?: Rhythm): number {
  let best = 0;
  let most = 0;
  const strongest = ({ quantiles }: HeartbeatUnit) => quantiles.at(-1)!;
  const ofRhythm = ({ rhythms }: HeartbeatUnit) =>
    rhythm === undefined ? Math.max(...rhythms) : rhythms[RHYTHMS.indexOf(rhythm)]!;
  const loudest = Math.max(...filters.map(strongest));
  for (const [i, unit] of filters.entries()) {
    const share = seesBeats(field) ? ofRhythm(unit) : unit.share;
    const clearness = strongest(unit) < LOUD * loudest ? 0 : share * (1 - unit.active);
    if (clearness <= most) continue;
    best = i;
    most = clearness;
  }
  return best;
}
