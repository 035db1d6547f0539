import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODER_CONVOLUTIONS, ENCODER_SIDE, ENCODING_SIZE } from '#models/face-encoder';
import { readOptions } from '#site/view-options';
import { readLook, writeLook } from '#widgets/siamese-twin/look';
import { lookAlikes, strangersToThemselves } from '#widgets/siamese-twin/look-alikes';
import { SPECS, viewOf, WIDGET } from '#widgets/siamese-twin/options';
import { distanceOf, fourWays, LAYERS, termsOf, towersOf } from '#widgets/siamese-twin/towers';
import { csvOf, distanceWords, signed } from '#widgets/siamese-twin/words';
import type { SiameseForwardResult } from '#worker/protocol';
import { CONDITION_RANGES } from '#world/face/conditions';
import { FACE_SETS } from '#world/face/sets';

/** Two numbers an encoding: by the trained weights (1, 0) and (0, 1), by the changed ones (0, 1) and (0, 1). */
const RESULT = { encodings: Float32Array.of(1, 0, 0, 1, 0, 1, 0, 1) } as SiameseForwardResult;

describe('towers', () => {
  it('have the layers of the encoder', () => {
    let side = ENCODER_SIDE;
    let channels = 3;
    const expected = ENCODER_CONVOLUTIONS.map(({ name, kernel, filters, pool }) => {
      const layer = { layer: name, filters, side, kernel: [kernel, kernel, channels].join(' × ') };
      channels = filters;
      if (pool) side /= 2;
      return layer;
    });
    const last = {
      layer: 'encoding',
      filters: ENCODING_SIZE,
      side: 1,
      kernel: [side, side, channels].join(' × '),
    };
    expect(LAYERS).toEqual([...expected, last]);
  });

  it('share the change while they are tied, and only then', () => {
    expect(towersOf({ tied: true, swapped: false })).toEqual({ weights: [1, 1], pictures: [0, 1] });
    expect(towersOf({ tied: false, swapped: true })).toEqual({ weights: [1, 0], pictures: [1, 0] });
  });

  it('a picture is at distance 0 from itself, and order makes no difference, with shared weights alone', () => {
    expect(fourWays(RESULT, [0, 0])).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expect(fourWays(RESULT, [1, 0])).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });

  it('the terms add up to the squared distance', () => {
    const towers = towersOf({ tied: false, swapped: true });
    const terms = termsOf(RESULT, towers);
    expect(terms.reduce((sum, { square }) => sum + square, 0)).toBe(distanceOf(RESULT, towers));
    expect(csvOf(terms).split('\n')[1]).toBe('1,0,1,1');
  });
});

describe('look', () => {
  it('keeps what is legal, in one order, and takes numbers to their range and step', () => {
    expect(writeLook(readLook('hat_cap~yaw_20'))).toBe('yaw_20~hat_cap');
    expect(writeLook(readLook('yaw_999~nose_long~glasses_gold~blur_0.26~eyesClosed_yes'))).toBe(
      `yaw_${CONDITION_RANGES.yaw.max}~blur_0.25~eyesClosed_yes`,
    );
  });

  it('is legal whatever stands in the link, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = writeLook(readLook(text));
        expect(writeLook(readLook(written))).toBe(written);
      }),
    );
    for (const text of ['__proto___1', 'constructor_x', 'yaw_', 'yaw_NaN', '~~~', '_']) {
      expect(readLook(text)).toEqual({});
    }
  });

  it('a view is a numbered picture, or its conditions with the changes', () => {
    const options = readOptions(WIDGET, SPECS, '?siamese-twin.person1=4&siamese-twin.look2=yaw_-300');
    expect(viewOf(options, 1)).toEqual({
      identity: FACE_SETS.gallery.first + 4,
      conditions: options.picture1,
    });
    expect(viewOf(options, 2).conditions).toMatchObject({ yaw: CONDITION_RANGES.yaw.min });
  });
});

describe('pairs found among encodings', () => {
  const set = {
    ...{ version: '0'.repeat(12), first: 0, people: 4, pictures: 2, size: 2 },
    values: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 3, 0, 0.5, 0, 0.5, 5, 5, 5, 7),
  };

  it('look-alikes are nearest first, and nobody is in two pairs', () => {
    const pairs = lookAlikes(set, 5);
    expect(pairs.map(({ people }) => people)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(pairs[0]!.distance).toBe(0.25);
  });

  it('those hard to know again come farthest first', () => {
    const [first] = strangersToThemselves(set, 2);
    expect(first).toEqual({ people: [1, 1], pictures: [0, 1], distance: 9 });
  });
});

describe('words', () => {
  it('has true minus signs, and calls a trace of rounding nothing', () => {
    expect([signed(-0.1234), signed(-0.0001), signed(0.5)]).toEqual(['−0.123', '0.000', '0.500']);
    expect([0, 1e-9, 0.0004, 0.5].map(distanceWords)).toEqual(['0', '0', '0.00040', '0.500']);
  });
});
