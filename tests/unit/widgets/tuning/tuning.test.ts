import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultOptions } from '../../../../src/site/view-options.ts';
import {
  coarseToFine,
  curveCsv,
  FILM_STEP,
  knownPoints,
  onStep,
  peakOf,
  SAMPLES,
  sampleValues,
} from '../../../../src/widgets/tuning/curve.ts';
import { SPECS, VARIED } from '../../../../src/widgets/tuning/options.ts';
import { FACTOR_WORDS, sameBut, sceneOf, sceneWords, turned } from '../../../../src/widgets/tuning/scene.ts';
import { FACTOR_RANGES } from '../../../../src/world/scene/factors.ts';

const options = defaultOptions(SPECS);

describe('the values of a curve', () => {
  test('go from one end of the range to the other, evenly, with the pictures among them', () => {
    const values = sampleValues('yaw');
    expect([values[0], values[16], values.at(-1), values.length]).toEqual([-180, 0, 180, SAMPLES]);
    expect((SAMPLES - 1) % FILM_STEP).toBe(0);
    expect(sampleValues('x', 3)).toEqual([-0.4, 0, 0.4]);
  });

  test('come coarse before fine, each once', () => {
    expect(coarseToFine(9)).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
        expect(coarseToFine(count).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  test('a value goes to its nearest step within the range', () => {
    expect(onStep('yaw', 33.4)).toBe(33);
    expect(onStep('scale', 0.333)).toBe(0.33);
    expect(onStep('scale', 9)).toBe(1.3);
    for (const vary of VARIED) {
      fc.assert(
        fc.property(fc.double({ noNaN: true, min: -1e4, max: 1e4 }), (value) => {
          const stepped = onStep(vary, value);
          expect(SPECS[vary].nearest(stepped)).toBeCloseTo(stepped, 8);
        }),
      );
    }
  });
});

describe('points', () => {
  const points = [
    { value: 0, response: 1 },
    { value: 1, response: null },
    { value: 2, response: 3 },
    { value: 3, response: 3 },
  ];

  test('that are known, the highest of them, and the table', () => {
    expect(knownPoints(points).length).toBe(3);
    expect(peakOf(points)).toEqual({ value: 2, response: 3 });
    expect(peakOf([{ value: 0, response: null }])).toBeNull();
    expect(curveCsv('yaw', points)).toBe('yaw,response\n0,1.00000\n2,3.00000\n3,3.00000\n');
  });
});

describe('the scene', () => {
  test('has the options’ factors and is the same for the same options', () => {
    const scene = sceneOf({ ...options, object: 'mug', texture: 'dots', yaw: -30, bodyHue: 200 });
    expect(scene).toMatchObject({ className: 'mug', texture: 'dots', yaw: -30, bodyHue: 200, roll: 0 });
    expect(sceneOf(options)).toEqual(sceneOf({ ...options }));
  });

  test('differs in one factor only, or in more', () => {
    const scene = sceneOf(options);
    expect(sameBut(scene, sceneOf({ ...options, yaw: 90 }), 'yaw')).toBe(true);
    expect(sameBut(scene, sceneOf({ ...options, yaw: 90 }), 'pitch')).toBe(false);
    expect(sameBut(scene, sceneOf({ ...options, yaw: 90, pitch: 30 }), 'yaw')).toBe(false);
  });

  test('turns past its back', () => {
    expect([turned(10.4), turned(180), turned(190), turned(-181), turned(540)]).toEqual([
      10, 180, -170, 179, -180,
    ]);
  });

  test('is said in words', () => {
    expect(sceneWords({ ...options, yaw: -30 })).toBe('cat, turned 30° to the left, seen from 13° above');
    expect(sceneWords({ ...options, yaw: 0 })).toContain('as it stands');
    expect(FACTOR_WORDS.yaw.format(-30)).toBe('−30°');
    expect(FACTOR_WORDS.x.format(0.1)).toBe('+10 %');
    expect(FACTOR_WORDS.scale.format(0.95)).toBe('95 %');
  });

  test('every default lies in its factor’s range', () => {
    for (const vary of VARIED) {
      expect(options[vary]).toBeGreaterThanOrEqual(FACTOR_RANGES[vary].min);
      expect(options[vary]).toBeLessThanOrEqual(FACTOR_RANGES[vary].max);
    }
  });
});
