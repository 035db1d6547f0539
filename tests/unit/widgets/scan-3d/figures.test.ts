import { describe, expect, it } from 'vitest';
import { candidatesOf } from '#widgets/scan-3d/candidates';
import { depthShare, filterWeights, largestWeight } from '#widgets/scan-3d/filter-figures';
import { countFound, findingsCsv, tallyOf, tissueAt } from '#widgets/scan-3d/findings';
import { pointAt } from '#widgets/scan-3d/networks';
import { opacityOf, outlineOf, paintAnswer, paintGreys } from '#widgets/scan-3d/paint';
import { cutRadius, moved, PLANES, sliceOf } from '#widgets/scan-3d/planes';
import { alike, strongestBySlice } from '#widgets/scan-3d/probe-figures';
import { everyDigit, placeSaid, rateSaid, signed } from '#widgets/scan-3d/words';
import { LABEL } from '#world/volume/tissues';

const SIZE = [3, 4, 5] as const;
/** Every voxel tells its own place: zyx. */
const PLACES = Float32Array.from({ length: 60 }, (_, at) => {
  const [z, y, x] = [Math.floor(at / 20), Math.floor(at / 5) % 4, at % 5];
  return 100 * z + 10 * y + x;
});

describe('planes', () => {
  it('cut slices along each axis', () => {
    expect([...sliceOf(PLACES, SIZE, PLANES.axial, 2)].slice(0, 6)).toEqual([200, 201, 202, 203, 204, 210]);
    expect([...sliceOf(PLACES, SIZE, PLANES.coronal, 3)].slice(0, 6)).toEqual([30, 31, 32, 33, 34, 130]);
    expect([...sliceOf(PLACES, SIZE, PLANES.sagittal, 4)].slice(0, 5)).toEqual([4, 14, 24, 34, 104]);
  });

  it('keep a place inside', () => {
    expect(moved([1, 1, 1], 0, 9, SIZE)).toEqual([2, 1, 1]);
    expect(moved([1, 1, 1], 2, -3, SIZE)).toEqual([1, 1, 0]);
  });

  it('cut a ball in a circle, or miss it', () => {
    expect(cutRadius([10, 0, 0], 5, 0, 13)).toBe(4);
    expect(cutRadius([10, 0, 0], 5, 0, 16)).toBe(0);
  });
});

describe('paint', () => {
  it('greys from black to white, clipped', () => {
    expect([...paintGreys([-1, 0, 0.5, 1, 2], 0, 1)].filter((_, i) => i % 4 === 0)).toEqual([
      0, 0, 128, 255, 255,
    ]);
  });

  it('answers in their colour, stronger above the threshold', () => {
    const pixels = paintAnswer([-9, 0, 9], 0, [1, 2, 3]);
    expect([...pixels.slice(0, 3)]).toEqual([1, 2, 3]);
    expect(pixels[3]).toBeLessThan(2);
    expect(pixels[7]! / 255).toBeCloseTo(opacityOf(0, 0), 2);
    expect(pixels[11]).toBeGreaterThan(pixels[7]!);
  });

  it('outlines what is above the threshold, round the middle of its voxels', () => {
    const one = new Float32Array(25);
    one[2 * 5 + 3] = 1;
    const path = outlineOf(one, 5, 5, 0.5);
    const points = [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(points.length).toBeGreaterThan(3);
    for (const [x, y] of points) expect(Math.hypot(x! - 3.5, y! - 2.5)).toBeLessThan(0.75);
    expect(outlineOf(one, 5, 5, 2)).toBe('');
  });
});

describe('findings', () => {
  const nodules = [
    { centre: [5, 5, 5], radius: 1.5 },
    { centre: [5, 5, 15], radius: 1 },
  ] as const;
  const size = [20, 20, 20] as const;
  const answer = new Float32Array(8000).fill(-5);
  answer[(5 * 20 + 5) * 20 + 6] = 3;
  answer[(15 * 20 + 15) * 20 + 15] = 2;
  answer[(5 * 20 + 5) * 20 + 15] = -1;

  it('are found nodules and false alarms at a threshold', () => {
    const candidates = candidatesOf(answer, size, nodules);
    const strict = tallyOf(candidates, 2, 0);
    expect(strict.found.map((candidate) => candidate?.value ?? null)).toEqual([3, null]);
    expect(strict.alarms.map(({ place }) => place)).toEqual([[15, 15, 15]]);
    expect(countFound(strict)).toBe(1);
    const loose = tallyOf(candidates, 2, -2);
    expect(countFound(loose)).toBe(2);
    expect(countFound(tallyOf(candidates, 2, 4))).toBe(0);
  });

  it('are named by what they lie on, a vessel when one touches', () => {
    const labels = new Uint8Array(27).fill(LABEL.lung);
    expect(tissueAt(labels, [3, 3, 3], [1, 1, 1])).toBe('lung');
    labels[0] = LABEL.vessel;
    expect(tissueAt(labels, [3, 3, 3], [1, 1, 1])).toBe('vessel');
    expect(tissueAt(labels, [3, 3, 3], [2, 2, 2])).toBe('lung');
    labels[26] = LABEL.bone;
    expect(tissueAt(labels, [3, 3, 3], [2, 2, 2])).toBe('rib or spine');
  });

  it('make a table', () => {
    const tallies = { '2d': null, '3d': tallyOf(candidatesOf(answer, size, nodules), 2, 0) };
    expect(findingsCsv(nodules, tallies, () => 'vessel').split('\n')).toEqual([
      'network,what,z,y,x,radius,logit',
      'truth,nodule,5,5,5,1.50,',
      'truth,nodule,5,5,15,1.00,',
      '3d,nodule found,5,5,6,,3.0000',
      '3d,false alarm on vessel,15,15,15,,2.0000',
      '',
    ]);
  });

  it('are judged at a measured point', () => {
    const point = { rate: '1', threshold: 2, sensitivity: 0.5, low: 0.4, high: 0.6 } as const;
    expect(pointAt([point], '1')).toBe(point);
    expect(pointAt([point], '8')).toBeNull();
  });
});

describe('probe', () => {
  it('counts voxels that are alike, signs of zero included', () => {
    const one = PLACES.slice();
    const other = PLACES.slice();
    other[21] = 0.5;
    expect(alike(one, other, SIZE, 0)).toEqual({ same: 20, of: 20 });
    expect(alike(one, other, SIZE, 1)).toEqual({ same: 19, of: 20 });
  });

  it('takes the strongest answer near the middle of each slice', () => {
    const size = [2, 15, 15] as const;
    const answers = new Float32Array(450).fill(-2);
    answers[0] = 9;
    answers[225 + 7 * 15 + 8] = 4;
    expect([...strongestBySlice(answers, size)]).toEqual([-2, 4]);
  });
});

describe('filters', () => {
  it('a stack of equal squares is flat, a difference over depth is not', () => {
    const square = [1, -2, 3, 4];
    expect(depthShare(Float32Array.from([...square, ...square, ...square]), [3, 2, 2])).toBe(0);
    expect(depthShare(Float32Array.from([...square, 0, 0, 0, 0, ...square.map((w) => -w)]), [3, 2, 2])).toBe(
      1,
    );
    expect(depthShare(new Float32Array(8), [2, 2, 2])).toBe(0);
  });

  it('a filter is its part of the weights', () => {
    const bank = {
      network: 'scans-3d',
      layer: 'conv1',
      kernel: [2, 1, 2] as [number, number, number],
      filters: 2,
      weights: Float32Array.from([1, 2, 3, 4, -5, 6, 7, 8]),
      start: Float32Array.from([1, 1, 1, 1, -4, 6, 5, 9]),
      biases: new Float32Array(2),
      parameters: 10,
    } as const;
    expect([...filterWeights(bank, 1)]).toEqual([-5, 6, 7, 8]);
    expect([...filterWeights(bank, 1, 'added')]).toEqual([-1, 0, 2, -1]);
    expect(largestWeight(filterWeights(bank, 1))).toBe(8);
  });
});

describe('words', () => {
  it('say numbers as they are set', () => {
    expect(signed(-1.234, 2)).toBe('−1.23');
    expect(signed(-0.001, 2)).toBe('0.00');
    expect(rateSaid('0.125')).toBe('1/8');
    expect(rateSaid('4')).toBe('4');
    expect(placeSaid([0, 4.6, 9])).toBe('1, 6, 10');
  });

  it('show enough digits to tell any two float32 apart', () => {
    const value = Math.fround(-3.7367775);
    expect(Math.fround(Number(everyDigit(value).replace('−', '-')))).toBe(value);
    expect(everyDigit(value)).not.toBe(everyDigit(Math.fround(value + 2 ** -22)));
  });
});
