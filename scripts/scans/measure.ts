import type { LayersModel } from '@tensorflow/tfjs-layers';
import { findCandidates, matchCandidates } from '#math/candidates';
import {
  ALARM_RATES,
  frocCurve,
  frocPointAt,
  readingOf,
  type ScanReading,
  sensitivityDifferences,
  sensitivityIntervals,
} from '#math/froc';
import { wilsonInterval } from '#math/interval';
import type { ScanDimensions } from '#models/scan-networks';
import type { NoduleSplit, ScanCard, ScanReadings } from '#site/model-card';
import { randomStream } from '#world/random';
import { SIDE } from '#world/volume/grid';
import { scan } from '#world/volume/phantom';
import { SCAN_SETS } from '#world/volume/sets';
import { ALARM_KINDS, type AlarmKind, alarmKind } from './alarm-kind.ts';
import { round } from './card.ts';
import { lessThoseAway, readScan, smoothOverSlices } from './read.ts';
import { rolesOf } from './scan-set.ts';
import { binAnswers, type VoxelAnswers, voxelArea } from './voxel-area.ts';

/** What may be made of a network's answers before candidates are sought. */
export const RULES = { smoothed: smoothOverSlices, lessAway: lessThoseAway } as const;

/** All that one reader said of some scans. */
export interface Reader {
  readings: ScanReading[];
  voxels: VoxelAnswers[];
  /** For each scan what its false alarms are, and how sure the reader was. */
  alarms: { kind: AlarmKind; value: number }[][];
  /** Every nodule with the highest candidate that found it, −∞ if none did. */
  nodules: { radius: number; adherent: boolean; value: number }[];
}

/**
 * Has networks read the first test scans.
 *
 * @returns for each network itself, and it with each rule
 */
export function readTestScans(
  networks: readonly { model: LayersModel; dimensions: ScanDimensions; rules: (keyof typeof RULES)[] }[],
  count: number,
  onScan?: (done: number) => void,
): { network: Reader; ruled: Partial<Record<keyof typeof RULES, Reader>> }[] {
  const blank = (): Reader => ({ readings: [], voxels: [], alarms: [], nodules: [] });
  const readers = networks.map(({ rules }) => ({
    network: blank(),
    ruled: Object.fromEntries(rules.map((rule) => [rule, blank()])) as Partial<
      Record<keyof typeof RULES, Reader>
    >,
  }));
  for (let i = 0; i < count; i++) {
    const truth = scan(SCAN_SETS.test.first + i);
    const roles = rolesOf(truth.labels);
    for (const [n, { model, dimensions, rules }] of networks.entries()) {
      const answers = readScan(model, dimensions, truth.voxels);
      note(readers[n]!.network, answers, truth, roles);
      for (const rule of rules) note(readers[n]!.ruled[rule]!, RULES[rule](answers), truth, roles);
    }
    onScan?.(i + 1);
  }
  return readers;
}

function note(
  reader: Reader,
  answers: Float32Array,
  truth: ReturnType<typeof scan>,
  roles: Uint8Array,
): void {
  const candidates = findCandidates(answers, [SIDE, SIDE, SIDE]);
  const matches = matchCandidates(candidates, truth.nodules);
  reader.readings.push(readingOf(candidates, matches, truth.nodules.length));
  reader.voxels.push(binAnswers(answers, roles));
  reader.alarms.push(
    candidates
      .filter((_, i) => matches[i] === null)
      .map(({ place, value }) => ({ kind: alarmKind(truth, place), value })),
  );
  truth.nodules.forEach(({ radius, adherent }, nodule) => {
    // Candidates come in descending order.
    const first = matches.indexOf(nodule);
    const value = first < 0 ? Number.NEGATIVE_INFINITY : candidates[first]!.value;
    reader.nodules.push({ radius, adherent, value });
  });
}

/** The free-response ROC of a reader, with intervals. */
export function readingsOf({ readings, voxels }: Reader): ScanReadings {
  const curve = frocCurve(readings);
  const intervals = sensitivityIntervals(readings, ALARM_RATES, randomStream(1));
  const area = voxelArea(voxels, randomStream(2));
  return {
    points: ALARM_RATES.map((rate, i) => {
      const { threshold, sensitivity } = frocPointAt(curve, rate);
      const { low, high } = intervals[i]!;
      return {
        falseAlarms: rate,
        threshold,
        sensitivity: round(sensitivity),
        low: round(low),
        high: round(high),
      };
    }),
    curve: thinned(curve),
    area: { value: round(area.value), low: round(area.low), high: round(area.high) },
  };
}

/** About 80 points evenly along the logarithm of the false alarms, from 1 in 20 scans to 10 a scan. */
function thinned(curve: ReturnType<typeof frocCurve>): ScanReadings['curve'] {
  const steps = 80;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const { falseAlarms, sensitivity } = frocPointAt(curve, 0.05 * 200 ** (i / steps));
    return { falseAlarms: round(falseAlarms), sensitivity: round(sensitivity) };
  });
  return points.filter(({ falseAlarms }, i) => i === 0 || falseAlarms > points[i - 1]!.falseAlarms);
}

/** Where radii are parted, in voxels. */
const RADII = [1.1, 1.3, 1.5] as const;

/** The part of a card that tells of the test scans. */
export function frocOf(reader: Reader): ScanCard['froc'] {
  const readings = readingsOf(reader);
  const { threshold } = readings.points.find(({ falseAlarms }) => falseAlarms === 1)!;
  const alarms = reader.alarms.flat().filter(({ value }) => value >= threshold);
  const limits = [0, ...RADII, Number.POSITIVE_INFINITY];
  const split = (name: string, own: Reader['nodules']): NoduleSplit[] => {
    if (own.length === 0) return [];
    const found = own.filter(({ value }) => value >= threshold).length;
    const { low, high } = wilsonInterval(found, own.length);
    const share = round(found / own.length);
    return [{ name, nodules: own.length, found, share, low: round(low), high: round(high) }];
  };
  return {
    scans: reader.readings.length,
    nodules: reader.nodules.length,
    ...readings,
    alarms: ALARM_KINDS.map((name) => ({ name, count: alarms.filter(({ kind }) => kind === name).length })),
    byRadius: limits.slice(1).flatMap((to, i) => {
      const from = limits[i]!;
      const own = reader.nodules.filter(({ radius }) => radius >= from && radius < to);
      if (from === 0) return split(`below ${to}`, own);
      return split(Number.isFinite(to) ? `${from} to ${to}` : `${from} or more`, own);
    }),
    byPlace: [
      ...split(
        'amid the lung',
        reader.nodules.filter(({ adherent }) => !adherent),
      ),
      ...split(
        'on its surface',
        reader.nodules.filter(({ adherent }) => adherent),
      ),
    ],
  };
}

/** How much more of the nodules one reader finds than another in the same scans. */
export function moreFound(first: Reader, second: Reader): NonNullable<ScanCard['more']>[number]['points'] {
  const differences = sensitivityDifferences(first.readings, second.readings, ALARM_RATES, randomStream(3));
  return differences.map(({ value, low, high }, i) => ({
    falseAlarms: ALARM_RATES[i]!,
    value: round(value),
    low: round(low),
    high: round(high),
  }));
}
