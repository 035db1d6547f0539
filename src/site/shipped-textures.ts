import type { ConvolutionName } from '#world/style/layers';
import type { StyleName } from '#world/style/styles';
import { loadAsset } from './asset.ts';

/** Folder below public/ of the textures that a script grew. */
export const TEXTURES_FOLDER = 'data/textures';

/**
 * How a texture is grown when the reader has set nothing else. `source`: pixels of the painting's longer side. Without a margin:
 * the cost is that of the pixels that are shown.
 */
export const TEXTURE = {
  source: 128,
  side: 128,
  steps: 60,
  optimiser: 'l-bfgs',
  rate: 1,
  margin: 0,
} as const;

/** A texture grown from noise by the style cost of the layers up to one. */
export interface TextureRecord {
  /** The last of the layers. */
  upTo: ConvolutionName;
  /** The style cost (Σ λ L of these layers), and the total, at some of the steps: first and last included. */
  curve: [step: number, style: number, total: number][];
  /** For each layer of the network, used or not, its style cost as a part of what it was for the noise. */
  remaining: number[];
}

export interface GrownStyle {
  style: StyleName;
  /** Name of the sheet: the source, then the textures, side by side. */
  sheet: string;
  textures: TextureRecord[];
}

export interface ShippedTextures {
  network: string;
  /** Pixels a side, of the source and of the textures. */
  side: number;
  steps: number;
  /** Of the noise. */
  seed: number;
  /** λ of each layer that is used. */
  lambda: Record<ConvolutionName, number>;
  /** γ, the weight of the total variation. */
  variation: number;
  styles: GrownStyle[];
}

/**
 * Fetches what the script measured.
 *
 * @throws AssetError
 */
export async function loadTextures(fetching: { signal?: AbortSignal } = {}): Promise<ShippedTextures> {
  const bytes = await loadAsset(`${TEXTURES_FOLDER}/textures.json`, fetching);
  return JSON.parse(new TextDecoder().decode(bytes)) as ShippedTextures;
}
