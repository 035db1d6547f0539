import { areaUnderRoc, equalErrorRate, type RocCurve, rocCurve, thresholdFor } from '#math/roc';
import {
  type BinnedPairs,
  errorShare,
  intervalOverPeople,
  type PairCounts,
  rocIntervals,
  shareOfErrors,
} from '#math/verification-interval';
import type { ErrorsAt, FaceCard, MeasuredFigure, PairSplit, PeopleSplit } from '#site/model-card';
import { randomStream } from '#world/random';
import type { PairTable } from './pair-table.ts';
import { ageGroups, CONDITION_RULES, type PeopleGroup, skinToneGroups, splitPictures } from './splits.ts';

/** Squared distances of unit vectors lie from 0 to 4. */
const BINS = 4000;
const LARGEST = 4;
/** Of the draws behind the intervals. */
const SEED = 1;
const ROC_POINTS = 90;

/** Thresholds, chosen on the validation people. */
export interface Thresholds {
  /** Where both errors are equal. */
  equalError: number;
  /** At one false accept in 100, and in 1,000. */
  onePercent: number;
  onePerMille: number;
}

export function chooseThresholds(validation: PairTable): Thresholds {
  const curve = curveOf(validation);
  return {
    equalError: equalErrorRate(curve).threshold,
    onePercent: thresholdFor(curve, 0.01),
    onePerMille: thresholdFor(curve, 0.001),
  };
}

/**
 * The card's figures of the test people. Intervals are over people, and come out the same each time.
 *
 * @param first identity seed of the first person of the table
 */
export function testFigures(table: PairTable, first: number, thresholds: Thresholds): FaceCard['test'] {
  const { people, pictures, same } = table;
  const curve = curveOf(table);
  const { area, equalError } = rocIntervals(
    binned(table, 0, same),
    binned(table, same, table.distances.length),
    BINS,
    people,
    randomStream(SEED),
  );
  const threshold = thresholds.equalError;
  const views = splitPictures(first, people, pictures);
  return {
    people,
    pictures,
    samePairs: same,
    differentPairs: table.distances.length - same,
    area: figure({ value: areaUnderRoc(curve), ...area }),
    equalError: figure({ value: equalErrorRate(curve).rate, ...equalError }),
    errors: errorsAt(table, threshold),
    accuracy: accuracyAt(table, threshold),
    onePercent: errorsAt(table, thresholds.onePercent),
    onePerMille: errorsAt(table, thresholds.onePerMille),
    roc: thinned(curve),
    conditions: CONDITION_RULES.map(({ condition, rules }) => ({
      condition,
      splits: rules.flatMap(({ name, holds }) =>
        pairSplit(table, threshold, name, (i, j) => holds(views[i]!, views[j]!)),
      ),
    })),
    skinTones: skinToneGroups(first, people).flatMap((group) => peopleSplit(table, threshold, group)),
    ages: ageGroups(first, people).flatMap((group) => peopleSplit(table, threshold, group)),
  };
}

/** Errors of the pairs that a rule picks: nothing, where it picks none of one person or none of two. */
function pairSplit(
  table: PairTable,
  threshold: number,
  name: string,
  holds: (first: number, second: number) => boolean,
): PairSplit[] {
  const near = countErrors(table, threshold, 'same', holds);
  const far = countErrors(table, threshold, 'different', holds);
  const [samePairs, differentPairs] = [sum(near.trials), sum(far.trials)];
  if (samePairs === 0 || differentPairs === 0) return [];
  const [falseReject, falseAccept] = [measured(near, table.people), measured(far, table.people)];
  return [{ name, samePairs, differentPairs, falseReject, falseAccept }];
}

function peopleSplit(table: PairTable, threshold: number, { name, members }: PeopleGroup): PeopleSplit[] {
  const { people, pictures } = table;
  const inGroup = (face: number) => members[Math.floor(face / pictures)]!;
  const anybody = countErrors(table, threshold, 'different', (i, j) => inGroup(i) + inGroup(j) > 0);
  return pairSplit(table, threshold, name, (i, j) => inGroup(i) + inGroup(j) === 2).map((split) => ({
    ...split,
    people: sum(members),
    falseAcceptAnybody: measured(anybody, people),
  }));
}

function errorsAt(table: PairTable, threshold: number): ErrorsAt {
  return {
    threshold: round(threshold),
    falseAccept: measured(countErrors(table, threshold, 'different'), table.people),
    falseReject: measured(countErrors(table, threshold, 'same'), table.people),
  };
}

/** Mean of the shares of same pairs accepted and of different pairs rejected. */
function accuracyAt(table: PairTable, threshold: number): MeasuredFigure {
  const near = countErrors(table, threshold, 'same');
  const far = countErrors(table, threshold, 'different');
  const accuracy = (times?: Uint16Array) => 1 - (shareOfErrors(near, times) + shareOfErrors(far, times)) / 2;
  return figure({
    value: accuracy(),
    ...intervalOverPeople(table.people, randomStream(SEED), accuracy),
  });
}

/** Pairs judged wrongly at a threshold, gathered by who is on them; of all pairs, or of those that a rule picks. */
function countErrors(
  { people, pictures, same, first, second, distances }: PairTable,
  threshold: number,
  kind: 'same' | 'different',
  holds: (first: number, second: number) => boolean = () => true,
): PairCounts & { trials: number[] } {
  const trials = new Uint32Array(people * people);
  const errors = new Uint32Array(people * people);
  const [from, to] = kind === 'same' ? [0, same] : [same, distances.length];
  for (let pair = from; pair < to; pair++) {
    const [i, j] = [first[pair]!, second[pair]!];
    if (!holds(i, j)) continue;
    const place = Math.floor(i / pictures) * people + Math.floor(j / pictures);
    trials[place]!++;
    if (distances[pair]! <= threshold !== (kind === 'same')) errors[place]!++;
  }
  const places = Array.from(trials.keys()).filter((place) => trials[place]! > 0);
  return {
    first: places.map((place) => Math.floor(place / people)),
    second: places.map((place) => place % people),
    trials: places.map((place) => trials[place]!),
    errors: places.map((place) => errors[place]!),
  };
}

function binned({ pictures, first, second, distances }: PairTable, from: number, to: number): BinnedPairs {
  const person = (faces: Uint16Array) =>
    Uint16Array.from(faces.subarray(from, to), (face) => Math.floor(face / pictures));
  const bin = Uint16Array.from(distances.subarray(from, to), (distance) =>
    Math.min(BINS - 1, Math.floor((distance / LARGEST) * BINS)),
  );
  return { first: person(first), second: person(second), bin };
}

/** Points of the curve for a drawing: as evenly as they come along both error rates. */
function thinned({ thresholds, falseAccept, falseReject }: RocCurve): FaceCard['test']['roc'] {
  const points: FaceCard['test']['roc'] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, threshold] of thresholds.entries()) {
    if (!Number.isFinite(threshold) || (falseAccept[i] === 0 && falseAccept[i + 1] === 0)) continue;
    // Steps of the logarithm of false accepts and of the false rejects themselves.
    const way = Math.log10(Math.max(falseAccept[i]!, 1e-7)) / 7 - falseReject[i]!;
    const end = i === thresholds.length - 1;
    if (!end && way - last < 2 / ROC_POINTS) continue;
    last = way;
    const point = { threshold, falseAccept: falseAccept[i]!, falseReject: falseReject[i]! };
    points.push({ ...point, threshold: round(point.threshold) });
  }
  return points.map((point) => ({
    threshold: point.threshold,
    falseAccept: Number(point.falseAccept.toPrecision(4)),
    falseReject: round(point.falseReject),
  }));
}

function curveOf({ distances, same }: PairTable): RocCurve {
  return rocCurve(distances.subarray(0, same), distances.subarray(same));
}

function measured(counts: PairCounts, people: number): MeasuredFigure {
  return figure(errorShare(counts, people, randomStream(SEED)));
}

function figure({ value, low, high }: MeasuredFigure): MeasuredFigure {
  return { value: round(value), low: round(low), high: round(high) };
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** Five decimals. */
export function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
