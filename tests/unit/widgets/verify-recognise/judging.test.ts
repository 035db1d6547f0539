import { describe, expect, it } from 'vitest';
import type { EncodingSet } from '#math/encoding-set';
import { encodingAt } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';
import { ratesAt, rocCurve } from '#math/roc';
import { squaredDistance } from '#math/triplet';
import { BIN_WIDTH, bars, logPlace, mistakesAround, outline } from '#widgets/verify-recognise/chart';
import { distancesCsv, ratesCsv } from '#widgets/verify-recognise/csv';
import { ownPixels } from '#widgets/verify-recognise/face-input';
import { judge, ranking, recognised } from '#widgets/verify-recognise/judge';
import { measure, thresholdForReject } from '#widgets/verify-recognise/measured';
import { shipped } from '#widgets/verify-recognise/shipped';
import {
  answerWords,
  importWords,
  oneIn,
  ruleWords,
  shareWords,
  verdictWords,
} from '#widgets/verify-recognise/words';
import { randomStream } from '#world/random';
import { encoding, face, person } from '../../site/gallery/people.ts';

/** People on the unit sphere, each with pictures about a middle of their own. */
function cloud(people: number, pictures: number, spread: number): EncodingSet {
  const random = randomStream(3);
  const size = 32;
  const values = new Float32Array(people * pictures * size);
  for (let i = 0; i < people; i++) {
    const middle = encoding(1000 + i);
    for (let j = 0; j < pictures; j++) {
      const at = (i * pictures + j) * size;
      for (let k = 0; k < size; k++) values[at + k] = middle[k]! + spread * (random() - 0.5);
      const length = Math.hypot(...values.subarray(at, at + size));
      for (let k = 0; k < size; k++) values[at + k]! /= length;
    }
  }
  return { version: '0123456789ab', first: 500, people, pictures, size, values };
}
const set = cloud(80, 5, 0.6);

describe('judging', () => {
  it('takes the nearest picture of a person, and the nearest person', () => {
    const [one, other] = [person('One', face(1), face(2)), person('Other', face(3))];
    one.pictures[1]!.encoding = encoding(9);
    const probe = encoding(9);
    expect(judge(one, probe)).toMatchObject({ person: one, picture: one.pictures[1], distance: 0 });
    other.pictures[0]!.encoding = encoding(10);
    expect(ranking([other, one], probe).map((judged) => judged.person.name)).toEqual(['One', 'Other']);
    expect(ranking([], probe)).toEqual([]);
  });

  it('answers none of them beyond τ, and at τ the nearest', () => {
    const ranked = ranking([person('One', face(1))], encoding(5));
    const { distance } = ranked[0]!;
    expect(recognised(ranked, distance)?.person.name).toBe('One');
    expect(recognised(ranked, distance - 1e-9)).toBeNull();
    expect(recognised([], 4)).toBeNull();
  });
});

describe('what is measured', () => {
  const curve = rocCurve(samePairs(set), differentPairs(set));

  it('has rules that hold what they promise', async () => {
    const { summary } = await measure(set);
    const { equal, safe, easy } = summary.rules;
    expect(safe.falseAccept).toBeLessThanOrEqual(0.001);
    expect(easy.falseReject).toBeLessThanOrEqual(0.01);
    expect(Math.abs(equal.falseAccept - equal.falseReject)).toBeLessThan(0.01);
    expect(safe.threshold).toBeLessThan(equal.threshold);
    expect(equal.threshold).toBeLessThan(easy.threshold);
    for (const { threshold, ...rates } of [equal, safe, easy])
      expect(ratesAt(curve, threshold)).toEqual(rates);
  });

  it('counts every pair once', async () => {
    const { summary, worst } = await measure(set);
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    expect(sum(summary.same)).toBe((80 * 5 * 4) / 2);
    expect(sum(summary.different)).toBe((80 * 79) / 2);
    expect(worst.same[0]!.distance).toBe(Math.max(...samePairs(set)));
    expect(worst.different[0]!.distance).toBe(Math.min(...differentPairs(set)));
  });

  it('finds the least threshold for a share of rejects', () => {
    for (const share of [0, 0.01, 0.3, 1]) {
      const threshold = thresholdForReject(curve, share);
      expect(ratesAt(curve, threshold).falseReject).toBeLessThanOrEqual(share);
      if (Number.isFinite(threshold)) {
        expect(ratesAt(curve, threshold - 1e-6).falseReject).toBeGreaterThan(share);
      }
    }
  });

  it('travels in the page with the first view', async () => {
    const { summary } = await measure(set);
    const story = shipped(set, summary, { probe: 503, picture: 4 });
    expect(JSON.stringify(story).length).toBeLessThan(12_000);
    expect(story.people).toHaveLength(12);
    const exact = squaredDistance(encodingAt(set, 3, 4), encodingAt(set, 3, 0));
    expect(squaredDistance(story.probe!, story.people[3]!)).toBeCloseTo(exact, 4);
    for (const probe of [
      { probe: 499, picture: 0 },
      { probe: 580, picture: 0 },
      { probe: 500, picture: 5 },
    ]) {
      expect(shipped(set, summary, probe).probe).toBeNull();
    }
  });
});

describe('the chart', () => {
  it('draws what is there, and a part of it up to the threshold', async () => {
    const { same, different, end, top } = bars((await measure(set)).summary);
    expect(same.length * BIN_WIDTH).toBeCloseTo(end);
    expect(top).toBe(Math.max(...same, ...different));
    const path = outline(
      [0.5, 1],
      0,
      0.06,
      (d) => d * 100,
      (share) => 10 - 10 * share,
    );
    expect(path).toBe('M0.0,10.0L0.0,5.0L4.0,5.0L4.0,0.0L6.0,0.0L6.0,10.0Z');
    expect(outline([0.5, 1], 1, 2, Number, Number)).toBe('');
  });

  it('looks at the mistakes around a threshold from near, also at the ends', () => {
    const same = Array.from({ length: 50 }, (_, i) => (i < 30 ? 0.03 : 0));
    const different = Array.from({ length: 50 }, (_, i) => (i < 20 ? 0 : 0.01));
    const hills = { same, different, end: 2, top: 0.03 };
    expect(mistakesAround(hills, 1)).toMatchObject({ from: 0.6, to: 1.4, top: 0.03 });
    expect(mistakesAround(hills, 1.2).top).toBe(0.01);
    expect(mistakesAround(hills, 0)).toMatchObject({ from: 0, to: 0.8, top: 0.03 });
    expect(mistakesAround(hills, 2)).toMatchObject({ from: 1.2, to: 2, top: 0.01 });
  });

  it('has its logarithmic axis from 1 in 10,000 to all', () => {
    expect([logPlace(1), logPlace(0.01), logPlace(1e-4), logPlace(0)]).toEqual([1, 0.5, 0, 0]);
  });
});

describe('the tables', () => {
  it('quote names, so that none becomes a formula or a column', () => {
    const judged = { person: person('=A1,"b"', face(1)), distance: 0.5 };
    expect(distancesCsv([{ ...judged, picture: judged.person.pictures[0]! }])).toBe(
      'name,squared distance\n"\'=A1,""b""",0.500000\n',
    );
  });

  it('run from no pair accepted to all', () => {
    const lines = ratesCsv(rocCurve([0.1, 0.2], [0.3, 0.5]))
      .trim()
      .split('\n');
    expect(lines[1]).toBe('0.00,0.000000,1.000000');
    expect(lines.at(-1)).toBe('4.00,1.000000,0.000000');
  });
});

describe('own pixels', () => {
  it('are the mean of what they cover, the whole picture once', () => {
    const width = 256;
    const data = new Uint8ClampedArray(width * width * 4).fill(255);
    for (let i = 0; i < width * width; i++) data[i * 4] = i % width < 128 ? 0 : 200;
    const pixels = ownPixels({ show: { width, height: width, data } });
    expect(pixels).toHaveLength(48 * 48 * 3);
    expect([pixels[0], pixels[1], pixels[23 * 3], pixels[24 * 3], pixels[47 * 3]]).toEqual([
      0, 255, 0, 200, 200,
    ]);
  });
});

describe('words', () => {
  it('say shares with the decimals that they need', () => {
    expect([0, 0.001, 0.0234, 0.5].map(shareWords)).toEqual(['0 %', '0.10 %', '2.3 %', '50.0 %']);
    expect([0, 0.001, 0.04, 0.75, 1].map(oneIn)).toEqual([
      'none',
      '1 in 1,000',
      '1 in 25',
      '75 in 100',
      'all',
    ]);
  });

  it('name the kind of every mistake', () => {
    expect(verdictWords(true, 'Ada', false)).toContain('false accept');
    expect(verdictWords(false, 'Ada', true)).toContain('false reject');
    expect(verdictWords(true, 'Ada', null)).not.toContain('false');
    expect(answerWords(null, 'Ada', true, false)).toContain('false reject');
    expect(answerWords('Noor', 'Ada', false, false)).toContain('false accept');
    expect(answerWords('Noor', 'Ada', true, false)).toContain('wrong');
    expect(ruleWords('safe', { falseAccept: 0.001, falseReject: 0.2 })).toContain('20.0 %');
  });

  it('tell what an import did', () => {
    const none = { added: 0, renamed: 0, extended: 0, known: 0 };
    expect(importWords(none)).toBe('The file holds nobody.');
    expect(importWords({ ...none, known: 12 })).toContain('all 12 people of the file are here');
    expect(importWords({ added: 2, renamed: 1, extended: 1, known: 3 })).toBe(
      '2 people added. 1 of them has a number behind the name, which was taken. 1 person of the same name and picture got the pictures that were new. 3 people left out: already here.',
    );
  });
});
