import { describe, expect, it } from 'vitest';
import { type ErrorGrowthResult, run } from '#experiments/error-growth';
import { encodingAt } from '#math/encoding-set';
import { squaredDistance } from '#math/triplet';
import { finish } from '../../../scripts/file-context.ts';
import { setsContext, syntheticSet } from './synthetic-encodings.ts';

const gallery = syntheticSet(20, 3, { seed: 5, first: 100 });
const test = syntheticSet(9, 4, { seed: 6, first: 200 });

describe('error-growth', () => {
  it('measures every probe against every enrolment picture', async () => {
    const result: ErrorGrowthResult = await finish(run, {}, setsContext({ gallery, test }));
    expect(result.gallery).toBe(20);
    expect(result.strangers).toMatchObject({ people: 9, probesEach: 3 });
    expect(result.strangers.sorted.length).toBe(27 * 20);
    // Picture 2 of stranger 4 is the second probe of that person.
    const wanted = Array.from({ length: 20 }, (_, i) =>
      squaredDistance(encodingAt(test, 4, 2), encodingAt(gallery, i, 0)),
    );
    wanted.sort((a, b) => a - b);
    const row = result.strangers.sorted.subarray((4 * 3 + 1) * 20, (4 * 3 + 2) * 20);
    for (const [i, distance] of wanted.entries()) expect(row[i]).toBeCloseTo(distance, 5);
  });

  it('keeps a known probe’s own person apart from the others', async () => {
    const { known } = await finish(run, {}, setsContext({ gallery, test }));
    expect(known.own.length).toBe(20 * 2);
    expect(known.own[7 * 2]).toBeCloseTo(
      squaredDistance(encodingAt(gallery, 7, 1), encodingAt(gallery, 7, 0)),
      5,
    );
    const others = Array.from({ length: 20 }, (_, i) =>
      squaredDistance(encodingAt(gallery, 7, 1), encodingAt(gallery, i, 0)),
    );
    others.splice(7, 1);
    const row = known.sorted.subarray(7 * 2 * 19, (7 * 2 + 1) * 19);
    expect(row[0]).toBeCloseTo(Math.min(...others), 5);
    expect(row[18]).toBeCloseTo(Math.max(...others), 5);
  });

  it('names a damaged file', async () => {
    const context = setsContext({ gallery: new ArrayBuffer(3), test });
    await expect(finish(run, {}, context)).rejects.toMatchObject({
      code: 'corrupt-asset',
      message: /encodings-gallery\.bin/,
    });
  });
});
