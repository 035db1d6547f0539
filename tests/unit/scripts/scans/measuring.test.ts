import { describe, expect, it } from 'vitest';
import { randomStream } from '#world/random';
import { SIDE } from '#world/volume/grid';
import { LABEL } from '#world/volume/tissues';
import type { Vessel } from '#world/volume/vessel-tree';
import { alarmKind } from '../../../../scripts/scans/alarm-kind.ts';
import { frocOf, moreFound, type Reader } from '../../../../scripts/scans/measure.ts';
import { lessThoseAway, smoothOverSlices } from '../../../../scripts/scans/read.ts';
import { ROLE, VOXELS } from '../../../../scripts/scans/scan-set.ts';
import { binAnswers, voxelArea } from '../../../../scripts/scans/voxel-area.ts';

const AREA = SIDE * SIDE;

describe('rules across slices', () => {
  it('smooth with weights 1, 2, 1, and with what there is at the ends', () => {
    const answers = new Float32Array(VOXELS);
    answers[10 * AREA + 7] = 4;
    answers[0] = 3;
    const smooth = smoothOverSlices(answers);
    expect([9, 10, 11, 12].map((z) => smooth[z * AREA + 7])).toEqual([1, 2, 1, 0]);
    expect([smooth[0], smooth[AREA], smooth[1]]).toEqual([2, 0.75, 0]);
  });

  it('cancel what goes on for many slices, and keep what is short', () => {
    const answers = new Float32Array(VOXELS);
    for (let z = 0; z < SIDE; z++) answers[z * AREA + 5] = 8;
    answers[20 * AREA + 9] = 8;
    const rest = lessThoseAway(answers);
    for (let z = 0; z < SIDE; z++) expect(rest[z * AREA + 5]).toBeCloseTo(0, 5);
    expect(rest[20 * AREA + 9]).toBe(4);
    expect(rest[24 * AREA + 9]).toBe(-2);
  });
});

describe('the kind of a false alarm', () => {
  const line = (step: [number, number, number]): Vessel => ({
    path: Array.from({ length: 15 }, (_, i) => [17 + i * step[0], 17 + i * step[1], 17 + i * step[2]]),
    radii: new Array(15).fill(1.2),
  });
  const labels = new Uint8Array(VOXELS).fill(LABEL.lung);

  it('is a vessel by the way it runs, or its end', () => {
    const kind = (vessels: Vessel[], place: [number, number, number]) =>
      alarmKind({ vessels, labels }, place);
    expect(kind([line([1, 0, 0])], [24, 18, 17])).toBe('vessel across the slice');
    expect(kind([line([0, 1, 0])], [17, 24, 18])).toBe('vessel along the slice');
    expect(kind([line([0.7, 0, 0.5])], [24, 17, 22])).toBe('vessel across the slice');
    expect(kind([line([1, 0, 0])], [31, 17, 17])).toBe('end of a vessel');
    const child: Vessel = {
      path: [
        [31, 17, 17],
        [31, 18, 18],
      ],
      radii: [1, 1],
    };
    expect(kind([line([1, 0, 0]), child], [30.5, 17, 17])).toBe('vessel across the slice');
    expect(kind([line([1, 0, 0])], [24, 24, 17])).toBe('clear lung');
  });

  it('is what else is there', () => {
    const mixed = labels.slice();
    mixed[(5 * SIDE + 5) * SIDE + 5] = LABEL.heart;
    mixed[(30 * SIDE + 30) * SIDE + 30] = LABEL.vessel;
    const kind = (place: [number, number, number]) => alarmKind({ vessels: [], labels: mixed }, place);
    expect(kind([5, 5, 5])).toBe('other organs');
    expect(kind([5, 6, 5])).toBe('edge of the lung');
    expect(kind([30, 30, 31])).toBe('lung beside a vessel');
    expect(kind([40, 10, 10])).toBe('clear lung');
  });
});

describe('the area over voxels', () => {
  it('is the share of pairs of a nodule and a vessel voxel in the right order', () => {
    const roles = Uint8Array.from([
      ROLE.nodule,
      ROLE.nodule,
      ROLE.vessel,
      ROLE.vessel,
      ROLE.other,
      ROLE.left,
    ]);
    const answers = Float32Array.from([3, -1, 0, -2, 9, 9]);
    const one = binAnswers(answers, roles);
    expect(voxelArea([one], randomStream(1), 10).value).toBeCloseTo(0.75, 9);
    const sure = binAnswers(Float32Array.from([99, 99, -99, -99, 0, 0]), roles);
    const both = voxelArea([one, sure], randomStream(1), 200);
    expect(both.value).toBeGreaterThan(0.75);
    expect([both.low, both.high]).toEqual([0.75, 1]);
  });
});

describe('the figures of a reader', () => {
  const empty = binAnswers(new Float32Array(2), Uint8Array.from([ROLE.nodule, ROLE.vessel]));
  const reader = (hit: number): Reader => ({
    readings: [
      { nodules: 2, hits: [hit], alarms: [5, 1] },
      { nodules: 1, hits: [4], alarms: [] },
    ],
    voxels: [empty, empty],
    alarms: [
      [
        { kind: 'clear lung', value: 5 },
        { kind: 'end of a vessel', value: 1 },
      ],
      [],
    ],
    nodules: [
      { radius: 1, adherent: false, value: hit },
      { radius: 1.6, adherent: true, value: Number.NEGATIVE_INFINITY },
      { radius: 1.2, adherent: false, value: 4 },
    ],
  });

  it('tell the nodules found at each rate, what the false alarms are, and the nodules by size', () => {
    const froc = frocOf(reader(6));
    expect([froc.scans, froc.nodules]).toEqual([2, 3]);
    const at = (rate: number) => froc.points.find(({ falseAlarms }) => falseAlarms === rate)!;
    expect([at(0.25), at(0.5), at(1)].map(({ sensitivity }) => sensitivity)).toEqual([
      0.33333, 0.66667, 0.66667,
    ]);
    expect([at(0.25), at(0.5), at(1)].map(({ threshold }) => threshold)).toEqual([6, 4, 1]);
    expect(froc.alarms.filter(({ count }) => count > 0)).toEqual([
      { name: 'end of a vessel', count: 1 },
      { name: 'clear lung', count: 1 },
    ]);
    expect(froc.byRadius.map(({ nodules, found }) => [nodules, found])).toEqual([
      [1, 1],
      [1, 1],
      [1, 0],
    ]);
    expect(froc.byPlace.map(({ name, nodules, found }) => [name, nodules, found])).toEqual([
      ['amid the lung', 2, 2],
      ['on its surface', 1, 0],
    ]);
  });

  it('compare two readers of the same scans', () => {
    const points = moreFound(reader(6), reader(-3));
    expect(points.map(({ value }) => value)).toEqual([0.33333, 0.33333, 0.33333, 0, 0, 0, 0]);
  });
});
