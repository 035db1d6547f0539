import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { defaultOptions, nearestOptions } from '#site/view-options';
import { BLACK, WHITE } from '#widgets/scan-3d/greys';
import {
  type CardPoint,
  DIMENSIONS,
  NETWORKS,
  type OperatingPoints,
  operatingPointsOf,
} from '#widgets/scan-3d/networks';
import { type ScanOptions, SPECS } from '#widgets/scan-3d/options';
import { paintGreys } from '#widgets/scan-3d/paint';
import { PLANE_NAMES, PLANES, sliceOf } from '#widgets/scan-3d/planes';
import type { PosterAnswers, ScanPoster } from '#widgets/scan-3d/poster';
import { PROJECTION_SIDE, paintProjection, projectable } from '#widgets/scan-3d/projection';
import { scanOverrides, usualPlace } from '#widgets/scan-3d/scan-options';
import { scan } from '#world/volume/phantom';

/** The width that a shipped slice is drawn at, in pixels. */
const POSTER_SIDE = 288;

/** What was measured of both networks on held-out scans; nothing of one that has not been trained. At build time only. */
export function operatingPoints(): OperatingPoints {
  const of = (network: string) => {
    const path = `public/models/${network}/card.json`;
    if (!existsSync(path)) return [];
    const { froc } = JSON.parse(readFileSync(path, 'utf8')) as { froc?: { points: CardPoint[] } };
    return operatingPointsOf(froc?.points ?? []);
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
    answers: measuredAnswers(wanted),
  };
}

/** What the networks were found to answer, when the view is the usual one. */
function measuredAnswers(wanted: Partial<ScanOptions>): PosterAnswers | null {
  const file = 'public/data/scan-3d/measured.json';
  const unusual = Object.keys(wanted).some((name) => name !== 'view');
  if (unusual || !existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { shown: PosterAnswers }).shown;
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
