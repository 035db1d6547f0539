import { type RocCurve, ratesAt } from '#math/roc';
import type { Judged } from './judge.ts';

/** Distances in the table of error rates: from 0 to 4 in steps of 0.02. */
const STEPS = 200;

/** Squared distances from the probe to everybody, the nearest first. Names are quoted, and can be no formula of a sheet. */
export function distancesCsv(ranked: readonly Judged[]): string {
  const lines = ranked.map(({ person, distance }) => `${quoted(person.name)},${distance.toFixed(6)}`);
  return `${['name,squared distance', ...lines].join('\n')}\n`;
}

/** Both error rates over thresholds. */
export function ratesCsv(curve: RocCurve): string {
  const lines = Array.from({ length: STEPS + 1 }, (_, i) => {
    const threshold = i / 50;
    const { falseAccept, falseReject } = ratesAt(curve, threshold);
    return [threshold.toFixed(2), falseAccept.toFixed(6), falseReject.toFixed(6)].join();
  });
  return `${['threshold,false accept,false reject', ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
