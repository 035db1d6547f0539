import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance, tripletLoss } from '#math/triplet';
import { defaultOptions, readOptions } from '#site/view-options';
import {
  canStretch,
  descend,
  followedSlopes,
  isFlat,
  slopes,
  stretched,
} from '#widgets/triplet-geometry/descent';
import { SPECS, WIDGET } from '#widgets/triplet-geometry/options';
import {
  formatPoint,
  onCircle,
  type Point,
  parsePoint,
  type Triplet,
  unit,
} from '#widgets/triplet-geometry/points';
import { PRESETS, presetOf, presetPoints } from '#widgets/triplet-geometry/presets';
import {
  decimals,
  placeWords,
  setting,
  stretchSentence,
  zoneSentence,
} from '#widgets/triplet-geometry/words';

const lossOf = ({ anchor, positive, negative }: Triplet, margin: number) =>
  tripletLoss(squaredDistance(anchor, positive), squaredDistance(anchor, negative), margin);
const angle = fc.double({ min: -180, max: 180, noNaN: true }).map(onCircle);
const onTheCircle = fc.record({ anchor: angle, positive: angle, negative: angle });

describe('descend', () => {
  it('is x − η ∂loss/∂x in the plane, worked by hand', () => {
    const points: Triplet = { anchor: [0, 0], positive: [1, 0], negative: [0, 1] };
    expect(slopes(points, 0.5)).toEqual({ anchor: [-2, 2], positive: [2, 0], negative: [0, -2] });
    expect(descend(points, 0.5, 0.1, 'plane')).toEqual({
      anchor: [0.2, -0.2],
      positive: [0.8, 0],
      negative: [0, 1.2],
    });
  });

  it('on the circle follows the slope along it, keeps length 1, and lowers the loss', () => {
    fc.assert(
      fc.property(onTheCircle, fc.double({ min: 0, max: 2, noNaN: true }), (points, margin) => {
        const slope = followedSlopes(points, margin, 'circle');
        const next = descend(points, margin, 0.005, 'circle');
        for (const role of ['anchor', 'positive', 'negative'] as const) {
          const [x, y] = points[role];
          expect(slope[role][0] * x + slope[role][1] * y).toBeCloseTo(0, 5);
          expect(Math.hypot(...next[role])).toBeCloseTo(1, 12);
        }
        expect(lossOf(next, margin)).toBeLessThanOrEqual(lossOf(points, margin) + 1e-6);
      }),
    );
  });

  it('moves nothing where the loss is 0, and nothing out of a collapse', () => {
    const easy = presetPoints('easy', 'plane');
    expect(descend(easy, 0.5, 0.25, 'plane')).toEqual(easy);
    const collapsed = presetPoints('collapsed', 'plane');
    expect(isFlat(slopes(collapsed, 1))).toBe(true);
    expect(lossOf(collapsed, 1)).toBe(1);
    expect(lossOf(collapsed, 0)).toBe(0);
  });

  it('knows the places of the circle where no step helps', () => {
    const stuck: Triplet = { anchor: onCircle(0), positive: onCircle(180), negative: onCircle(0) };
    expect(lossOf(stuck, 0.5)).toBeCloseTo(4.5, 12);
    expect(isFlat(followedSlopes(stuck, 0.5, 'circle'))).toBe(true);
    expect(isFlat(followedSlopes(stuck, 0.5, 'plane'))).toBe(false);
  });

  it('reaches loss 0 from every preset of the plane', () => {
    for (const preset of PRESETS) {
      if (preset === 'collapsed') continue;
      let points = presetPoints(preset, 'plane');
      for (let i = 0; i < 60; i++) points = descend(points, 0.5, 0.02, 'plane');
      expect(lossOf(points, 0.5), preset).toBe(0);
    }
  });
});

describe('stretching', () => {
  it('makes squared distances four times as large, and so meets a margin that was missed', () => {
    const before = presetPoints('semi-hard', 'plane');
    const after = stretched(before);
    expect(squaredDistance(after.anchor, after.positive)).toBeCloseTo(1.44, 12);
    expect(squaredDistance(after.anchor, after.negative)).toBeCloseTo(2.44, 12);
    expect(lossOf(before, 0.5)).toBeCloseTo(0.25, 12);
    expect(lossOf(after, 0.5)).toBe(0);
  });

  it('ends at the edge of what a link can hold', () => {
    let points = presetPoints('hard', 'plane');
    let times = 0;
    while (canStretch(points)) {
      points = stretched(points);
      times += 1;
    }
    expect(times).toBe(6);
  });
});

describe('presets', () => {
  it.each([
    ['plane', 'easy', 0.36, 1.17, 0],
    ['plane', 'semi-hard', 0.36, 0.61, 0.25],
    ['plane', 'hard', 0.36, 0.25, 0.61],
    ['plane', 'between', 1.69, 0.4225, 1.7675],
    ['circle', 'easy', 1, 3, 0],
    ['circle', 'semi-hard', 1, 1.31596, 0.18404],
    ['circle', 'hard', 1, 0.585786, 0.914214],
    ['circle', 'between', 3, 1, 2.5],
  ] as const)('%s, %s: ‖A−P‖² %f, ‖A−N‖² %f, loss %f', (space, preset, dPositive, dNegative, loss) => {
    const points = presetPoints(preset, space);
    expect(squaredDistance(points.anchor, points.positive)).toBeCloseTo(dPositive, 5);
    expect(squaredDistance(points.anchor, points.negative)).toBeCloseTo(dNegative, 5);
    expect(lossOf(points, 0.5)).toBeCloseTo(loss, 5);
    expect(presetOf(points, space)).toBe(preset);
  });

  it('are left by the smallest move', () => {
    const points = presetPoints('hard', 'plane');
    expect(presetOf({ ...points, negative: [0.301, -0.4] }, 'plane')).toBe('own');
  });
});

describe('points and options in a link', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => {
        const point: Point = [x, -x / 2];
        const read = parsePoint(formatPoint(point))!;
        expect(read[0]).toBeCloseTo(x, 2);
        expect(formatPoint(read)).toBe(formatPoint(point));
      }),
    );
  });

  it.each(['', 'x', '1', '1,', ',1', '1,2,3', 'NaN,1', 'Infinity,0', '<b>,1'])('refuses %o', (text) => {
    expect(parsePoint(text)).toBeNull();
  });

  it('brings far places near, and everything to something legal', () => {
    expect(parsePoint('1e9,-1e9')).toEqual([50, -50]);
    const search = `?${WIDGET}.space=torus&${WIDGET}.preset=nice&${WIDGET}.anchor=here&${WIDGET}.margin=-7&${WIDGET}.rate=99&${WIDGET}.surface=maybe`;
    expect(readOptions(WIDGET, SPECS, search)).toEqual({ ...defaultOptions(SPECS), margin: 0, rate: 0.25 });
    expect(readOptions(WIDGET, SPECS, `?${WIDGET}.margin=9`).margin).toBe(2);
  });

  it('gives a point of no length the fallback’s direction', () => {
    expect(unit([0, 0], [0, 1])).toEqual([0, 1]);
    expect(unit([3, 4], [0, 1])).toEqual([0.6, 0.8]);
  });
});

describe('words', () => {
  const situation = { zone: 'easy', dPositive: 0, dNegative: 0, margin: 0, loss: 0, flat: true } as const;

  it('say what a collapse is', () => {
    expect(zoneSentence(situation)).toContain('would pass');
    expect(zoneSentence({ ...situation, zone: 'hard', margin: 0.5, loss: 0.5 })).toContain('gradient is 0');
  });

  it('say what each zone is', () => {
    expect(zoneSentence({ ...situation, dPositive: 0.36, dNegative: 1.17, margin: 0.5 })).toContain('0.810');
    const semi = {
      ...situation,
      zone: 'semi-hard' as const,
      dPositive: 0.36,
      dNegative: 0.61,
      margin: 0.5,
      loss: 0.25,
    };
    expect(zoneSentence({ ...semi, flat: false })).toBe(
      'N is farther from A than P is, but by 0.250 instead of 0.5.',
    );
    const hard = { ...situation, zone: 'hard' as const, dPositive: 4, dNegative: 0, margin: 0.5, loss: 4.5 };
    expect(zoneSentence(hard)).toContain('no step helps');
    expect(zoneSentence({ ...hard, dNegative: 4 })).toContain('exactly as far');
  });

  it('say what stretching did', () => {
    expect(stretchSentence('circle', { before: 0.2, after: 0.2 }, 0.5)).toContain('back to length 1');
    expect(stretchSentence('plane', { before: 0.25, after: 0 }, 0.5)).toContain('fell to 0');
    expect(stretchSentence('plane', { before: 0.6, after: 0.9 }, 0.5)).toContain('worse');
    expect(stretchSentence('plane', { before: 0.4, after: 0.1 }, 0.5)).toContain('once more');
    expect(stretchSentence('plane', { before: 0.5, after: 0.5 }, 0.5)).toContain('stays');
  });

  it('write numbers with a true minus sign, and no minus zero', () => {
    expect(decimals(-0.0001, 2)).toBe('0.00');
    expect(decimals(-1.5, 2)).toBe('−1.50');
    expect(setting(0.30000000000000004)).toBe('0.3');
    expect(placeWords('negative', [0.5, -0.25], 'plane', 0.3125)).toBe('x 0.50, y −0.25; ‖A−N‖² = 0.31');
    expect(placeWords('anchor', [0, -1], 'circle', 0)).toBe('at −90°');
  });
});
