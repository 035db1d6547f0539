import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { defaultOptions, nearestOptions } from '#site/view-options';
import { BLACK, WHITE } from '#widgets/scan-3d/greys';
import { DIMENSIONS, NETWORKS, type OperatingPoints } from '#widgets/scan-3d/networks';
import { RATES, type ScanOptions, SPECS } from '#widgets/scan-3d/options';
import { paintGreys } from '#widgets/scan-3d/paint';
import { PLANE_NAMES, PLANES, sliceOf } from '#widgets/scan-3d/planes';
import type { ScanPoster } from '#widgets/scan-3d/poster';
import { PROJECTION_SIDE, paintProjection, projectable } from '#widgets/scan-3d/projection';
import { scanOverrides, usualPlace } from '#widgets/scan-3d/scan-options';
import { scan } from '#world/volume/phantom';

/** The width that a shipped slice is drawn at, in pixels. */
const POSTER_SIDE = 288;

interface FrocPoint {
  falseAlarms: number;
  threshold: number;
  sensitivity: number;
  low: number;
  high: number;
}

/** What was measured of both networks on held-out scans; nothing of one that has not been trained. At build time only. */
export function operatingPoints(): OperatingPoints {
  const of = (network: string) => {
    const path = `public/models/${network}/card.json`;
    if (!existsSync(path)) return [];
    const { froc } = JSON.parse(readFileSync(path, 'utf8')) as { froc?: { points: FrocPoint[] } };
    return RATES.flatMap((rate) => {
      const point = froc?.points.find(({ falseAlarms }) => falseAlarms === Number(rate));
      if (!point) return [];
      const { threshold, sensitivity, low, high } = point;
      return [{ rate, threshold, sensitivity, low, high }];
    });
  };
  const entries = DIMENSIONS.map((dimension) => [dimension, of(NETWORKS[dimension].network)]);
  return Object.fromEntries(entries) as OperatingPoints;
}

/** The first view of a scan as pictures. At build time only: drawn then, it is what the page itself would draw. */
export async function scanPoster(wanted: Partial<ScanOptions>): Promise<ScanPoster> {
  const options = { ...defaultOptions(SPECS), ...nearestOptions(SPECS, wanted) };
  const { size, voxels, labels, nodules } = scan(options.seed, scanOverrides(options));
  const sides = [...size] as [number, number, number];
  const place = usualPlace(options, nodules);
  const slices = await Promise.all(
    PLANE_NAMES.map(async (name) => {
      const greys = sliceOf(voxels, size, PLANES[name], place[PLANES[name].normal]);
      return [name, await address(paintGreys(greys, BLACK, WHITE), size[1])] as const;
    }),
  );
  const drawing = { volumes: [{ size: sides, voxels }], labels, nodules: [] };
  const projection = paintProjection(projectable(drawing), { yaw: options.yaw, pitch: options.pitch });
  return {
    slices: Object.fromEntries(slices) as ScanPoster['slices'],
    projection: await address(projection, PROJECTION_SIDE),
    place,
    nodules: nodules.map(({ centre, radius }) => ({ centre, radius })),
  };
}

/** A square picture as an address that holds it. */
async function address(pixels: Uint8ClampedArray, side: number): Promise<string> {
  const image = sharp(Buffer.from(pixels), { raw: { width: side, height: side, channels: 4 } });
  const bytes = await image
    .removeAlpha()
    .resize(POSTER_SIDE, POSTER_SIDE, { kernel: 'cubic' })
    .webp({ quality: 70, effort: 6 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
