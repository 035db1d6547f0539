import { describe, expect, it } from 'vitest';
import { bankQuestion, KINDS } from '#math/question-bank/bank';
import {
  type AcceptsGiven,
  falseAcceptsDraft,
  thresholdDraft,
  tripletDraft,
} from '#math/question-bank/faces';
import { type FieldGiven, receptiveFieldDraft } from '#math/question-bank/field-size';
import { gramDraft } from '#math/question-bank/gram-entry';
import { type LayerGiven, parametersDraft, shapeDraft } from '#math/question-bank/layer-shape';
import { randomStream } from '#world/random';

const SEEDS = Array.from({ length: 300 }, (_, i) => i + 1);
const plain = (text: string) => text.replaceAll('\u2009', '').replaceAll('−', '-');

/** Slides the kernel along a padded side and counts where it stands. */
function placesAlong(n: number, { kernel, stride, padding }: LayerGiven): number {
  let places = 0;
  for (let start = -padding; start + kernel - 1 <= n - 1 + padding; start += stride) places += 1;
  return places;
}

describe.each(KINDS)('a question about %s', (kind) => {
  it.each([1, 7, 4_000_000_000])('is the same for the same seed, %i', (seed) => {
    expect(bankQuestion(kind, randomStream(seed))).toEqual(bankQuestion(kind, randomStream(seed)));
  });

  it('has four different choices with reasons, one of them right, in any place', () => {
    const places = new Set<number>();
    for (const seed of SEEDS) {
      const { choices, worked, text } = bankQuestion(kind, randomStream(seed));
      expect(new Set(choices.map((choice) => choice.text)).size, text).toBe(4);
      expect(choices.filter(({ correct }) => correct)).toHaveLength(1);
      for (const choice of choices) {
        expect(choice.why).toMatch(/\S[.]$/);
        expect(choice.text, text).not.toMatch(/NaN|Infinity|undefined/);
      }
      const right = choices.find(({ correct }) => correct)!;
      const last = right.text
        .split(/[,:] /)
        .at(-1)!
        .replace(/ pixels$/, '')
        .split(' × ')
        .at(-1)!;
      expect(worked.join('\n'), text).toContain(last);
      places.add(choices.indexOf(right));
    }
    expect(places.size).toBe(4);
  });
});

it('draws every kind when any will do', () => {
  expect(new Set(SEEDS.map((seed) => bankQuestion('any', randomStream(seed)).kind))).toEqual(new Set(KINDS));
});

describe('answers agree with brute force:', () => {
  it.each([1, 2, 3] as const)('the shape in %iD, by sliding the kernel', (dimensions) => {
    for (const seed of SEEDS) {
      const { given, answer } = shapeDraft(dimensions, randomStream(seed));
      const sides = given.size.map((n) => placesAlong(n, given));
      expect(plain(answer.text)).toBe([...sides, given.filters].join(' × '));
    }
  });

  it('parameters, one counted after the other', () => {
    for (const seed of SEEDS) {
      const { given, answer } = parametersDraft(randomStream(seed));
      let count = 0;
      for (let filter = 0; filter < given.filters; filter++) {
        let cells = [0];
        for (let side = 0; side < given.dimensions; side++)
          cells = cells.flatMap(() => Array<number>(given.kernel).fill(0));
        for (let channel = 0; channel < given.channels; channel++) for (const _ of cells) count += 1;
        count += 1;
      }
      expect(plain(answer.text)).toBe(String(count));
    }
  });

  it('the receptive field, by following one unit back to the picture', () => {
    const seen = ({ layers }: FieldGiven) => {
      let cells = new Set([0]);
      for (const { kernel, stride } of layers.toReversed()) {
        const before = new Set<number>();
        for (const cell of cells) for (let tap = 0; tap < kernel; tap++) before.add(cell * stride + tap);
        cells = before;
      }
      return Math.max(...cells) - Math.min(...cells) + 1;
    };
    for (const seed of SEEDS) {
      const { given, answer } = receptiveFieldDraft(randomStream(seed));
      expect(answer.text).toBe(`${seen(given)} × ${seen(given)} pixels`);
    }
  });

  it('triplet losses and zones, from the coordinates', () => {
    const zones = new Set<string>();
    for (const seed of SEEDS) {
      const { given, answer } = tripletDraft(randomStream(seed));
      const [ax, ay] = given.anchor as [number, number];
      const d = ([x, y]: number[]) => (ax - x!) ** 2 + (ay - y!) ** 2;
      const [dp, dn] = [d(given.positive), d(given.negative)];
      const lacking = dp + given.margin - dn;
      const zone = lacking <= 0 ? 'easy' : dn <= dp ? 'hard' : 'semi-hard';
      expect(answer.text).toBe(`${(Math.max(lacking, 0) / 100).toFixed(2)}, ${zone}`);
      zones.add(zone);
    }
    expect(zones.size).toBe(3);
  });

  it('distances against a threshold', () => {
    const answers = new Set<string>();
    for (const seed of SEEDS) {
      const { given, answer } = thresholdDraft(randomStream(seed));
      let d = 0;
      for (const [i, value] of given.first.entries()) d += (value - given.second[i]!) ** 2;
      const said = d <= given.threshold ? 'the same person' : 'two people';
      expect(answer.text).toBe(`d = ${(d / 100).toFixed(2)}: ${said}`);
      answers.add(said);
    }
    expect(answers.size).toBe(2);
  });

  it('Gram entries, by explicit loops', () => {
    for (const seed of SEEDS) {
      const { given, answer } = gramDraft(randomStream(seed));
      const { maps, k, k2 } = given;
      let sum = 0;
      for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) sum += maps[k]![i]![j]! * maps[k2]![i]![j]!;
      expect(answer.text).toBe(String(sum));
    }
  });

  it('false accepts, by comparing one stranger after another', () => {
    const exact = ({ p, people }: AcceptsGiven) => {
      let clean = 1;
      for (let i = 0; i < people; i++) clean *= 1 - p;
      return 100 * (1 - clean);
    };
    for (const seed of SEEDS) {
      const { given, answer } = falseAcceptsDraft(randomStream(seed));
      expect(Math.abs(Number.parseFloat(answer.text) - exact(given))).toBeLessThan(0.0501);
    }
    const { given, answer } = falseAcceptsDraft(randomStream(1));
    const random = randomStream(99);
    let hits = 0;
    const doors = 20_000;
    for (let door = 0; door < doors; door++) {
      let taken = false;
      for (let i = 0; i < given.people; i++) taken = random() < given.p || taken;
      if (taken) hits += 1;
    }
    expect(Math.abs((100 * hits) / doors - Number.parseFloat(answer.text))).toBeLessThan(1.5);
  });
});

describe('slips', () => {
  it('are what they are said to be', () => {
    for (const seed of SEEDS) {
      const { given, slips } = shapeDraft(2, randomStream(seed));
      const forgotten = slips.find(({ why }) => why.startsWith('The padding is forgotten'))!;
      const sides = given.size.map((n) => placesAlong(n, { ...given, padding: 0 }));
      expect(plain(forgotten.text)).toBe([...sides, given.filters].join(' × '));
    }
  });
});
