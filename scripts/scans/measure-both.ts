import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ScanCard } from '#site/model-card';
import { SCAN_SETS } from '#world/volume/sets';
import { frocOf, moreFound, RULES, readingsOf, readTestScans } from './measure.ts';

/** What the test scans say, for the cards. */
export type ScanFigures = Pick<ScanCard, 'froc' | 'variants' | 'more'>;

/** Both networks on the test scans, and the flat one's answers after each rule made by hand. */
export async function measureScans(
  { flat, deep }: { flat: LayersModel; deep: LayersModel },
  onScan?: (done: number) => void,
  count: number = SCAN_SETS.test.scans,
): Promise<Record<'scans-2d' | 'scans-3d', ScanFigures>> {
  const rules = Object.keys(RULES) as (keyof typeof RULES)[];
  const [slices, volumes] = readTestScans(
    [
      { model: flat, dimensions: 2, rules },
      { model: deep, dimensions: 3, rules: [] },
    ],
    count,
    onScan,
  ) as [ReturnType<typeof readTestScans>[number], ReturnType<typeof readTestScans>[number]];
  return {
    'scans-2d': {
      froc: frocOf(slices.network),
      variants: rules.map((name) => ({ name, ...readingsOf(slices.ruled[name]!) })),
    },
    'scans-3d': {
      froc: frocOf(volumes.network),
      more: [
        { name: 'flat', points: moreFound(volumes.network, slices.network) },
        ...rules.map((name) => ({ name, points: moreFound(volumes.network, slices.ruled[name]!) })),
      ],
    },
  };
}
