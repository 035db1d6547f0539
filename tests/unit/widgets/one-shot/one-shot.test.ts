import { describe, expect, it } from 'vitest';
import { likeliest, nearest, outcomeOf, scoreOf } from '#widgets/one-shot/outcomes';
import { lessonsOf, rosterOf, rowsOf, viewOf } from '#widgets/one-shot/roster';
import { keyOf, oneShotColumn, probabilitiesFor, softmaxColumn } from '#widgets/one-shot/summary';
import { namesWords, scoreWords, timeWords } from '#widgets/one-shot/words';
import { FACE_SETS } from '#world/face/sets';

describe('roster', () => {
  it.each([0, 1, 77])('nobody is twice in it, and no two share a name (seed %i)', (seed) => {
    const { known, newcomer, strangers } = rosterOf({ people: 12, seed });
    const all = [...known, newcomer, ...strangers];
    expect(all.length).toBe(23);
    expect(new Set(all.map(({ place }) => place)).size).toBe(23);
    expect(new Set(all.map(({ name }) => name)).size).toBe(23);
    for (const { place } of all) expect(place).toBeLessThan(FACE_SETS.gallery.people);
  });

  it('the newcomer and the strangers stay when more people are known', () => {
    const [few, many] = [5, 12].map((people) => rosterOf({ people, seed: 3 }));
    expect(many!.known.slice(0, 5)).toEqual(few!.known);
    expect(many!.newcomer).toEqual(few!.newcomer);
    expect(many!.strangers).toEqual(few!.strangers);
  });

  it('no picture that is asked about is one that was learnt from', () => {
    const roster = rosterOf({ people: 5, seed: 0 });
    const learnt = new Set(roster.known.flatMap((person) => lessonsOf(person, 10)).map(keyOf));
    const asked = rowsOf(roster, true).flatMap((row) => row.asked.map(keyOf));
    expect(asked.length).toBe(70);
    expect(new Set(asked).size).toBe(70);
    expect(asked.filter((key) => learnt.has(key))).toEqual([]);
  });
});

describe('answers', () => {
  it('the nearest within τ, else nobody; the likeliest, whatever', () => {
    const enrolled = [Float32Array.of(0, 0), Float32Array.of(1, 0)];
    expect(nearest([0.9, 0], enrolled, 0.5).who).toBe(1);
    expect(nearest([0, 2], enrolled, 0.5)).toEqual({ who: null, value: 4 });
    expect(nearest([0, 2], enrolled, 4).who).toBe(0);
    expect(nearest([0, 0], [], 1).who).toBeNull();
    expect(likeliest([0.2, 0.5, 0.3])).toEqual({ who: 1, value: 0.5 });
  });

  it('of somebody unknown, only nobody is right', () => {
    expect(outcomeOf({ who: 1, value: 0 }, 1)).toBe('right');
    expect(outcomeOf({ who: 0, value: 0 }, 1)).toBe('wrong');
    expect(outcomeOf({ who: null, value: 0 }, 1)).toBe('nobody');
    expect(outcomeOf({ who: null, value: 0 }, null)).toBe('right');
    expect(outcomeOf({ who: 0, value: 0 }, null)).toBe('wrong');
    expect(scoreOf(['right', 'wrong', 'nobody', 'right'])).toMatchObject({
      right: 2,
      wrong: 1,
      nobody: 1,
      of: 4,
    });
    expect(scoreOf([]).interval).toBeNull();
  });
});

describe('columns', () => {
  const roster = rosterOf({ people: 5, seed: 0 });
  const people = [...roster.known, roster.newcomer];
  const views = [
    ...people.map((person) => viewOf(person, 0)),
    ...rowsOf(roster, true).flatMap(({ asked }) => asked),
  ];
  /** Everybody's pictures lie where the person's place in the gallery is. */
  const encodings = new Map(
    views.map((view) => [keyOf(view), Float32Array.of(Number(view.identity) - FACE_SETS.gallery.first)]),
  );

  it('one-shot recognises the known, refuses strangers, and takes the newcomer in', () => {
    const column = oneShotColumn(roster, encodings, 0.5, 2);
    expect(column).toMatchObject({ time: 10, timeAfter: 2 });
    expect(column.known).toMatchObject({ right: 50, of: 50 });
    expect(column.strangers!.score).toMatchObject({ right: 10, of: 10 });
    expect(column.before!.score.right).toBe(10);
    expect(column.before!.confidence).toBeNull();
    expect(column.after).toMatchObject({ right: 10, of: 10 });
    expect(column.knownAfter).toMatchObject({ right: 50 });
  });

  it('says nothing before the encodings are there', () => {
    const column = oneShotColumn(roster, new Map(), 0.5, null);
    expect(column).toMatchObject({ time: null, known: null, strangers: null, before: null, after: null });
  });

  it('a softmax gives strangers and the newcomer a name, until it has an output for the newcomer', () => {
    const asked = rowsOf(roster, true).flatMap((row) => row.asked);
    const said = (outputs: number) => {
      const probabilities = new Float32Array(asked.length * outputs).fill(0.1 / (outputs - 1));
      for (const [i, { identity }] of asked.entries()) {
        const at = people.findIndex(({ place }) => place === Number(identity) - FACE_SETS.gallery.first);
        probabilities[i * outputs + (at >= 0 && at < outputs ? at : 2)] = 0.9;
      }
      const places = new Map(asked.map((view, i) => [keyOf(view), i]));
      return { outputs, places, probabilities, milliseconds: 7_000 };
    };
    const column = softmaxColumn(roster, said(5), said(6));
    expect(column).toMatchObject({ time: 7_000, timeAfter: 7_000 });
    expect(column.known).toMatchObject({ right: 50, of: 50 });
    expect(column.strangers!.score.right).toBe(0);
    expect(column.before!.names).toEqual([{ name: roster.known[2]!.name, count: 10 }]);
    expect(column.before!.confidence).toBeCloseTo(0.9, 5);
    expect(column.after).toMatchObject({ right: 10 });
    expect(namesWords(column.before!)).toBe(`${roster.known[2]!.name} 10`);
    expect(probabilitiesFor(said(5), viewOf(roster.newcomer, 3))).toBeNull();
    expect(softmaxColumn(roster, null, null)).toMatchObject({ time: null, known: null, after: null });
  });
});

describe('words', () => {
  it('tells shares with their interval, and times', () => {
    expect(scoreWords(scoreOf([...Array(8).fill('right'), 'wrong', 'wrong']))).toBe('80 % (49 to 94)');
    expect([2.34, 40.2, 7_812].map(timeWords)).toEqual(['2.3 ms', '40 ms', '7.8 s']);
    const names = [1, 2, 3, 4].map((count) => ({ name: `P${count}`, count }));
    expect(namesWords({ score: scoreOf([]), confidence: null, names }, 2)).toBe('P1 1, P2 2, others 7');
  });
});
