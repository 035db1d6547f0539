import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { run as readScan } from '#experiments/read-scan';
import { run as renderScan } from '#experiments/render-scan';
import { receptiveField } from '#math/receptive-field';
import { SCAN_CONVOLUTIONS, scanWindows } from '#models/scan-networks';
import type { ScanCard } from '#site/model-card';
import { MOST_DEPTH, probeCurves } from '#widgets/scan-3d/probe-figures';
import { LEAST_RADIUS } from '#world/volume/nodules';
import { probe } from '#world/volume/probe';
import { fileContext, finish } from '../../scripts/file-context.ts';
import { startTensorflow } from '../../scripts/tfjs-node.ts';
import { measuredFigure } from '../../src/lesson-components/card-figure.ts';

interface SizeRow {
  radius: number;
  pairs: number;
  ball2d: number;
  tube2d: number;
  ball3d: number;
  tube3d: number;
}

const read = (path: string) => JSON.parse(readFileSync(`public/${path}`, 'utf8'));
const text = readFileSync('content/lessons/09-one-two-three-dimensions/index.mdx', 'utf8');
const section = text.slice(text.indexOf('## Three dimensions'), text.indexOf('## Where it breaks'));
const flat: ScanCard = read('models/scans-2d/card.json');
const deep: ScanCard = read('models/scans-3d/card.json');
const measured: {
  probe: Record<`${'ball' | 'tube'}${'2d' | '3d'}` | 'threshold2d' | 'threshold3d', number>;
  pairs: Record<string, number>;
  sizes: SizeRow[];
  trained: { nodules: number; largest: number };
  filters: { addedDepthShare: number };
} = read('data/scan-3d/measured.json');
const alarms = (card: ScanCard, kind: string) => card.froc.alarms.find(({ name }) => name === kind)!.count;
const sized = (radius: number) => measured.sizes.find((row) => row.radius === radius)!;

describe('lesson 9 compares two networks that', () => {
  it('have four layers of convolutions, windows of 11 voxels, and about as many weights', () => {
    for (const dimensions of [2, 3] as const) {
      expect(SCAN_CONVOLUTIONS[dimensions]).toHaveLength(4);
      expect(receptiveField(scanWindows(dimensions)).at(-1)!.size).toBe(11);
    }
    expect(Math.abs(flat.parameters / deep.parameters - 1)).toBeLessThan(0.02);
  });

  it('do as many multiply-adds for a voxel: one a weight, since nothing is strided', () => {
    for (const dimensions of [2, 3] as const)
      for (const { stride } of scanWindows(dimensions)) expect(stride).toBe(1);
  });

  it('were trained on the same', () => expect(flat.training).toEqual(deep.training));
});

describe('lesson 9 says of the held-out scans', () => {
  it('figures at the rates that it names', () => {
    for (const { froc } of [flat, deep])
      for (const [place, rate] of [
        [3, 1],
        [6, 8],
        [0, 0.125],
      ] as const)
        expect(froc.points[place]!.falseAlarms).toBe(rate);
    for (const { points } of flat.variants!) expect(points[3]!.falseAlarms).toBe(1);
    for (const { froc } of [flat, deep]) expect(froc.byRadius[0]!.name).toBe('below 1.1');
  });

  it('figures that there are', () => {
    const quoted = [...section.matchAll(/<Measured (network|data)="([^"]+)" figure="([^"]+)"/g)];
    expect(quoted.length).toBeGreaterThan(30);
    for (const [, kind, source, figure] of quoted)
      expect(measuredFigure(kind === 'network' ? { network: source! } : { data: source! }, figure!)).toMatch(
        /^\d/,
      );
  });

  it('that the flat network finds far fewer at one false alarm, and as many at 64 times the cost', () => {
    expect(flat.froc.points[3]!.high).toBeLessThan(deep.froc.points[3]!.low);
    expect(deep.froc.points[0]!.sensitivity).toBeGreaterThanOrEqual(flat.froc.points[6]!.sensitivity);
    expect(deep.froc.points[0]!.low).toBeLessThan(flat.froc.points[6]!.high);
  });

  it('that one alarm a scan is 200, and where they lie', () => {
    for (const { froc } of [flat, deep]) {
      expect(froc.scans).toBe(200);
      expect(froc.alarms.reduce((sum, { count }) => sum + count, 0)).toBe(froc.scans);
    }
    const across = 'vessel across the slice';
    expect(alarms(flat, across)).toBeGreaterThan(flat.froc.scans / 2);
    expect(
      flat.froc.alarms
        .toSorted((a, b) => b.count - a.count)
        .map(({ name }) => name)
        .slice(0, 2),
    ).toEqual([across, 'end of a vessel']);
    expect(alarms(deep, across)).toBeLessThan(deep.froc.scans / 3);
    expect(
      deep.froc.alarms
        .toSorted((a, b) => b.count - a.count)
        .slice(0, 3)
        .map(({ name }) => name),
    ).toEqual(['vessel along the slice', across, 'other organs']);
  });

  it('that averaging makes the flat network worse, and the rule by hand leaves it about where it was', () => {
    const [plain, smoothed, less] = [flat.froc, ...flat.variants!].map(({ points }) => points[3]!);
    expect(smoothed!.high).toBeLessThan(plain!.low);
    expect(less!.sensitivity).toBeGreaterThan(plain!.low);
    expect(less!.sensitivity).toBeLessThan(plain!.high);
  });

  it('that nodules on the surface of the lung are harder', () => {
    const [amid, surface] = deep.froc.byPlace;
    expect(surface!.high).toBeLessThan(amid!.low);
  });
});

describe('lesson 9 says of ball and tube', () => {
  const curves = {} as Record<'2d' | '3d', ReturnType<typeof probeCurves>>;
  beforeAll(async () => {
    await startTensorflow('wasm');
    const context = fileContext('public');
    const wanted = { kind: 'probe', radius: 1.5, tilt: 0, noise: 0.03, seed: 60 } as const;
    const { volumes } = await finish(renderScan, wanted, context);
    for (const dimension of ['2d', '3d'] as const) {
      const { answers } = await finish(readScan, { network: `scans-${dimension}`, volumes }, context);
      curves[dimension] = probeCurves(answers, volumes[0]!.size);
    }
  });

  it('that the flat network answers the same to the last digit, and the deep one tells them apart', () => {
    const { pairs, same2d, told3d } = measured.pairs;
    expect([same2d, told3d]).toEqual([pairs, pairs]);
    expect(measured.probe.ball2d).toBe(measured.probe.tube2d);
  });

  it('that as the figure opens the flat network finds the cap of the ball, and not its middle', () => {
    const { ball } = curves['2d'];
    expect(ball[MOST_DEPTH]).toBeLessThan(measured.probe.threshold2d);
    expect(ball[MOST_DEPTH - 1]).toBeGreaterThan(measured.probe.threshold2d);
    expect(ball[MOST_DEPTH + 1]).toBeGreaterThan(measured.probe.threshold2d);
    expect(ball[MOST_DEPTH]).toBeCloseTo(measured.probe.ball2d, 3);
  });

  it('that thin tubes are all taken for nodules, the thickest are not, and none by the deep network', () => {
    expect(measured.sizes.map(({ radius }) => radius).indexOf(1)).toBe(0);
    expect(sized(1).tube2d).toBe(sized(1).pairs);
    expect(measured.sizes[3]).toMatchObject({ radius: 1.6, ball2d: sized(1.6).pairs, tube2d: 0 });
    for (const { tube3d } of measured.sizes) expect(tube3d).toBe(0);
  });

  it('that the deep network knows no ball that is much larger than those of its training', () => {
    expect(measured.trained.largest.toFixed(1)).toBe('1.6');
    for (const { radius, pairs, ball3d } of measured.sizes) {
      if (radius >= LEAST_RADIUS && radius <= measured.trained.largest + 0.01) expect(ball3d).toBe(pairs);
      if (radius >= 2.2) expect(ball3d).toBe(0);
    }
    expect(measured.sizes[7]).toMatchObject({ radius: 2.4, ball2d: sized(2.4).pairs });
    expect(measured.sizes[8]).toMatchObject({ radius: 2.6, ball2d: 0 });
  });

  it('that a cube of 11 voxels in the middle of a large ball, and of a tube, holds the same numbers', () => {
    const { ball, tube } = probe({ size: [11, 11, 11], radius: 20 });
    expect(ball).toEqual(tube);
    expect(new Set(ball).size).toBe(1);
    expect((5 * Math.sqrt(3)).toFixed(1)).toBe('8.7');
    const small = probe({ size: [11, 11, 11], radius: 1.6 });
    expect(small.ball).not.toEqual(small.tube);
  });

  it('that most of what training added to deep filters is not the same at every depth', () => {
    expect(measured.filters.addedDepthShare).toBeGreaterThan(0.5);
  });
});
