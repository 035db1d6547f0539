import type { ContentName } from '#world/still/contents';
import type { ConvolutionName } from '#world/style/layers';
import { loadAsset } from './asset.ts';

/** Folder below public/ of the pictures that a script rebuilt. */
export const REBUILDS_FOLDER = 'data/content-layers';

/**
 * How a picture is rebuilt when the reader has set nothing else. The network is the one whose filters lesson 1 shows: its
 * layers can be satisfied from noise, so that what a rebuild lacks is what the layer lacks. Without a margin: the cost is that
 * of the pixels that are shown.
 */
export const REBUILD = {
  network: 'pictures',
  side: 128,
  steps: 120,
  optimiser: 'l-bfgs',
  rate: 1,
  margin: 0,
} as const;

/** A picture rebuilt from one layer, from one noise. */
export interface RebuildRecord {
  /** Of the noise. */
  seed: number;
  /** α times the content cost, and the total, at some of the steps: first and last included. */
  curve: [step: number, content: number, total: number][];
  /** Difference of the pixels to the original, as `pictureDifference` gives it. */
  difference: number;
  /** For each layer: its content cost, as a part of what it was for the noise. 0: this layer can't tell them apart. */
  remaining: number[];
}

export interface RebuiltLayer {
  layer: ConvolutionName;
  /** One for each noise. */
  rebuilds: RebuildRecord[];
  /** Difference of the pixels between the rebuilds from the first two noises. */
  between: number;
}

export interface RebuiltContent {
  content: ContentName;
  /** Name of the sheet: the original and the layers side by side, a row for each noise, then where the two differ. */
  sheet: string;
  layers: RebuiltLayer[];
}

export interface ShippedRebuilds {
  network: string;
  /** Pixels a side. */
  side: number;
  steps: number;
  seeds: number[];
  /** α of each layer, times the pixels of a picture: with it the content cost of an empty layer is 1, on average over these contents. */
  alpha: Record<ConvolutionName, number>;
  /** γ, the weight of the total variation. */
  variation: number;
  /** The difference that has the strongest colour. */
  strongest: number;
  contents: RebuiltContent[];
}

/** Where a tile lies in a sheet of side × side tiles: column 0 is the original. */
export function tileAt(
  side: number,
  column: number,
  row: number,
): { x: number; y: number; width: number; height: number } {
  return { x: column * side, y: row * side, width: side, height: side };
}

/**
 * Fetches what the script measured.
 *
 * @throws AssetError
 */
export async function loadRebuilds(fetching: { signal?: AbortSignal } = {}): Promise<ShippedRebuilds> {
  const bytes = await loadAsset(`${REBUILDS_FOLDER}/rebuilds.json`, fetching);
  return JSON.parse(new TextDecoder().decode(bytes)) as ShippedRebuilds;
}
