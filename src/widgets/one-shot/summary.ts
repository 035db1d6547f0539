import type { FaceView } from '#worker/protocol';
import {
  type Answer,
  likeliest,
  meanOf,
  nearest,
  type Outcome,
  outcomeOf,
  type Score,
  scoreOf,
} from './outcomes.ts';
import { type Roster, rowsOf, viewOf } from './roster.ts';

/** A view as a key: who, and which picture. */
export const keyOf = ({ identity, conditions }: FaceView): string => `${identity}:${conditions}`;

export type Encodings = ReadonlyMap<string, Float32Array>;

/** What a method answered to the pictures of one person whom it had not met. */
export interface Unmet {
  score: Score;
  /** The names that it gave, the most frequent first. */
  names: { name: string; count: number }[];
  /** Mean of the greatest probability of each answer; null where there are none. */
  confidence: number | null;
}

/** One method's column: milliseconds and scores; null where it was not tried. */
export interface Column {
  /** Time to know everybody. */
  time: number | null;
  known: Score | null;
  strangers: Unmet | null;
  /** The newcomer before being introduced, and after. */
  before: Unmet | null;
  after: Score | null;
  /** Time that the introduction took. */
  timeAfter: number | null;
  /** The known people once the newcomer is one of them. */
  knownAfter: Score | null;
}

type Answering = (view: FaceView) => Answer | null;

function outcomes(answer: Answering, views: readonly FaceView[], truth: number | null): Outcome[] {
  return views.flatMap((view) => {
    const said = answer(view);
    return said ? [outcomeOf(said, truth)] : [];
  });
}

/** Scores over people whom the method knows; null unless every picture was answered. */
function knownScore(answer: Answering, roster: Roster): Score | null {
  const rows = rowsOf(roster, false).filter(({ kind }) => kind === 'known');
  const all = rows.flatMap(({ asked }, i) => outcomes(answer, asked, i));
  return all.length === rows.reduce((sum, { asked }) => sum + asked.length, 0) ? scoreOf(all) : null;
}

function unmet(
  answer: Answering,
  views: readonly FaceView[],
  roster: Roster,
  hasProbabilities: boolean,
): Unmet | null {
  const answers = views.map(answer);
  if (answers.some((one) => one === null)) return null;
  const counts = new Map<string, number>();
  for (const one of answers) {
    const who = one!.who;
    if (who === null) continue;
    const name = (roster.known[who] ?? roster.newcomer).name;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
  return {
    score: scoreOf(answers.map((one) => outcomeOf(one!, null))),
    names,
    confidence: hasProbabilities ? meanOf(answers.map((one) => one!.value)) : null,
  };
}

function askedOf(roster: Roster): { newcomer: FaceView[]; strangers: FaceView[] } {
  const rows = rowsOf(roster, true);
  return { newcomer: rows.at(-2)!.asked, strangers: rows.at(-1)!.asked };
}

/**
 * One-shot's column: the nearest of one encoding a person, within τ.
 *
 * @param enrolment milliseconds that one person takes, null while that is not known
 */
export function oneShotColumn(
  roster: Roster,
  encodings: Encodings,
  threshold: number,
  enrolment: number | null,
): Column {
  const { newcomer, strangers } = askedOf(roster);
  const enrolled = [...roster.known, roster.newcomer].map((person) =>
    encodings.get(keyOf(viewOf(person, 0))),
  );
  const answering = (people: number): Answering => {
    const known = enrolled.slice(0, people);
    return (view) => {
      const encoding = encodings.get(keyOf(view));
      if (!encoding || known.some((one) => one === undefined)) return null;
      return nearest(encoding, known as Float32Array[], threshold);
    };
  };
  const people = roster.known.length;
  const before = answering(people);
  const after = answering(people + 1);
  const introduced = outcomes(after, newcomer, people);
  return {
    time: enrolment === null ? null : enrolment * people,
    known: knownScore(before, roster),
    strangers: unmet(before, strangers, roster, false),
    before: unmet(before, newcomer, roster, false),
    after: introduced.length === newcomer.length ? scoreOf(introduced) : null,
    timeAfter: enrolment,
    knownAfter: knownScore(after, roster),
  };
}

/** What a classifier said: probabilities of `outputs` people for each view in `places`. */
export interface Said {
  outputs: number;
  places: ReadonlyMap<string, number>;
  probabilities: Float32Array;
  milliseconds: number;
}

export function probabilitiesFor(
  { outputs, places, probabilities }: Said,
  view: FaceView,
): Float32Array | null {
  const place = places.get(keyOf(view));
  return place === undefined ? null : probabilities.subarray(place * outputs, (place + 1) * outputs);
}

/** A classifier's column: trained on the known people, and trained again with the newcomer. */
export function softmaxColumn(roster: Roster, without: Said | null, including: Said | null): Column {
  const { newcomer, strangers } = askedOf(roster);
  const answering = (said: Said): Answering => {
    return (view) => {
      const row = probabilitiesFor(said, view);
      return row ? likeliest(row) : null;
    };
  };
  const before = without && answering(without);
  const after = including && answering(including);
  return {
    time: without?.milliseconds ?? null,
    known: before && knownScore(before, roster),
    strangers: before && unmet(before, strangers, roster, true),
    before: before && unmet(before, newcomer, roster, true),
    after: after && scoreOf(outcomes(after, newcomer, roster.known.length)),
    timeAfter: including?.milliseconds ?? null,
    knownAfter: after && knownScore(after, roster),
  };
}
