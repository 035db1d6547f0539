import { decodeUnitIndex, type UnitIndex } from '#math/unit-index';
import { AssetError, loadAsset } from './asset.ts';

export type { LayerIndex, RankedLayer, UnitIndex } from '#math/unit-index';

/** Where the picture network's atlas and unit index lie, below public/. */
export const PICTURES_FOLDER = 'data/pictures';

/** Side of a picture in the atlas, in pixels: what the network sees. */
export const TILE = 64;
/** Pictures a row, and rows, of one atlas sheet. */
export const SHEET_SIDE = 16;
/** Side of a patch in a `patches-<layer>.webp`, in pixels; patches a row, one row a unit, best first. */
export const PATCH_SIDE = 48;
export const PATCHES_PER_UNIT = 9;

export function sheetPath(sheet: number): string {
  return `${PICTURES_FOLDER}/sheet-${String(sheet).padStart(2, '0')}.webp`;
}

export function patchesPath(layer: string): string {
  return `${PICTURES_FOLDER}/patches-${layer}.webp`;
}

/** Where a picture of the atlas lies: the sheet, and its tile's corner in pixels of the sheet. */
export interface TilePlace {
  sheet: number;
  x: number;
  y: number;
}

/**
 * Finds a picture in the atlas.
 *
 * @param picture its place in the atlas, from 0: its scene seed less the atlas's first seed
 */
export function tilePlace(picture: number): TilePlace {
  const perSheet = SHEET_SIDE * SHEET_SIDE;
  const within = picture % perSheet;
  return {
    sheet: Math.floor(picture / perSheet),
    x: (within % SHEET_SIDE) * TILE,
    y: Math.floor(within / SHEET_SIDE) * TILE,
  };
}

const kept = new Map<string, Promise<unknown>>();

/** Loads once a page; a load that failed is forgotten, so that Retry tries again. */
function once<T>(path: string, read: (bytes: ArrayBuffer) => T | Promise<T>): Promise<T> {
  const known = kept.get(path);
  if (known) return known as Promise<T>;
  const promise = loadAsset(path).then(async (bytes) => {
    try {
      return await read(bytes);
    } catch {
      throw new AssetError('corrupt-asset', path, `The file ${path} can't be read: it is damaged.`);
    }
  });
  kept.set(path, promise);
  promise.catch(() => kept.delete(path));
  return promise;
}

/**
 * The index of every unit of the picture network: its strongest patches, its range, its classes, its label.
 *
 * @throws AssetError when the file is missing or damaged
 */
export function loadUnitIndex(): Promise<UnitIndex> {
  return once(`${PICTURES_FOLDER}/unit-index.bin`, decodeUnitIndex);
}

/**
 * The class of every picture of the atlas, as an index into the unit index's `classes`.
 *
 * @throws AssetError when the file is missing or damaged
 */
export function loadAtlasClasses(): Promise<Uint8Array> {
  return once(`${PICTURES_FOLDER}/classes.bin`, (bytes) => new Uint8Array(bytes));
}

/**
 * A sheet of the atlas with the exact pixels that the network sees, decoded off the main thread.
 *
 * @throws AssetError when the file is missing or damaged
 */
export function loadSheet(sheet: number): Promise<ImageBitmap> {
  return once(sheetPath(sheet), decodeImage);
}

/**
 * The nine best patches of every unit of a layer, one row a unit, `PATCH_SIDE` pixels each.
 *
 * @throws AssetError when the file is missing or damaged
 */
export function loadPatches(layer: string): Promise<ImageBitmap> {
  return once(patchesPath(layer), decodeImage);
}

function decodeImage(bytes: ArrayBuffer): Promise<ImageBitmap> {
  const blob = new Blob([bytes], { type: 'image/webp' });
  return createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}
