import { describe, expect, it } from 'vitest';
import type { UnitConcept } from '#math/unit-index';
import { comparison, rankingCsv, shippedSentence } from '#widgets/dissection/words';
import type { Measured, MeasuredConcept } from '#worker/protocol';

const ATLAS = 2048;
const concept = (name: string, iou: number, more: Partial<MeasuredConcept> = {}): MeasuredConcept => ({
  kind: 'part',
  name,
  on: 10,
  mask: 10,
  intersection: 1,
  union: 19,
  iou,
  ...more,
});
const measured = (concepts: MeasuredConcept[], pictures = 256): Measured => ({
  pictures,
  activations: pictures * 64,
  threshold: 1.5,
  concepts,
});
const wheel: UnitConcept = { kind: 'part', name: 'wheel', iou: 0.13 };
const none: UnitConcept = { kind: 'none', name: '', iou: 0.03 };
const say = (shipped: UnitConcept, found: Measured) => comparison(shipped, found, ATLAS).join(' ');

describe('comparison', () => {
  it('says that the same concept comes first, and that a sample may differ', () => {
    const text = say(wheel, measured([concept('wheel', 0.12, { low: 0.1, high: 0.14 })]));
    expect(text).toMatch(/‘wheel’ comes first, too, with an IoU of 0\.120\./);
    expect(text).toMatch(/256 pictures are a sample of the 2,048/);
    expect(text).toMatch(/between 0\.100 and 0\.140: the index’s 0\.130 lies inside/);
  });

  it('says that another comes first, and where the shipped one comes', () => {
    const text = say(
      wheel,
      measured([
        concept('eye', 0.2),
        concept('nose', 0.1),
        concept('wheel', 0.08, { low: 0.05, high: 0.11 }),
      ]),
    );
    expect(text).toMatch(
      /‘eye’ comes first, with an IoU of 0\.200; the part ‘wheel’ comes third, with 0\.080/,
    );
    expect(text).toMatch(/0\.130 lies outside/);
  });

  it.each([
    [0.02, 0.01, 0.03, /below the 0\.04.*all below what a label needs/],
    [0.05, 0.045, 0.06, /above the 0\.04.*all above what a label needs/],
    [0.038, 0.03, 0.05, /below the 0\.04.*can’t tell whether it earns a label/],
  ])('weighs an unlabelled unit against the bound, best %d', (iou, low, high, expected) => {
    expect(say(none, measured([concept('eye', iou, { low, high })]))).toMatch(expected);
  });

  it('expects the same from all pictures, and says when it is not', () => {
    expect(say(wheel, measured([concept('wheel', 0.1302)], ATLAS))).toMatch(/the two agree/);
    expect(say(wheel, measured([concept('wheel', 0.15)], ATLAS))).toMatch(/yet the two differ by 0\.020/);
  });

  it('has a sentence for a unit that overlaps nothing', () => {
    expect(say(none, measured([concept('eye', 0)]))).toBe(
      'On these pictures the unit is on nowhere that a concept is.',
    );
  });
});

it('says what the index says, label or none', () => {
  expect(shippedSentence(wheel, ATLAS)).toBe(
    'The site’s index, from 2,048 pictures, labels it the part ‘wheel’, IoU 0.130.',
  );
  expect(shippedSentence(none, ATLAS)).toMatch(/no label: its best concept reaches an IoU of 0\.030/);
});

it('writes the ranking as a table', () => {
  const [head, first, second] = rankingCsv(
    'conv4',
    42,
    measured([concept('wheel', 1 / 19, { low: 0.01, high: 0.1 }), concept('eye', 0)]),
  ).split('\n');
  expect(head).toBe('layer,unit,pictures,threshold,kind,concept,iou,intersection,union,low_95,high_95');
  expect(first).toBe('conv4,42,256,1.5,part,wheel,0.05263,1,19,0.01000,0.10000');
  expect(second).toBe('conv4,42,256,1.5,part,eye,0.00000,1,19,,');
});
