import path from 'node:path';
import sharp from 'sharp';
import { fieldBox } from '#math/receptive-field';
import type { LayerIndex } from '#math/unit-index';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { SHEET_COLUMNS, SHEET_PICTURES } from '#world/scene/sets';
import { PICTURE_BYTES, type RenderedSet } from './rendered-set.ts';

const TILE = 64;
const PATCH = 48;
const PATCHES = 9;
/** What the network sees beyond the picture's edge: zeros, which stand for mid-grey. */
const OUTSIDE = 128;

/**
 * Writes the atlas as lossless sheets of 16 × 16 pictures, and reads them back to see that no pixel changed.
 *
 * @returns the names of the files
 */
export async function writeSheets(set: RenderedSet, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (let sheet = 0; sheet * SHEET_PICTURES < set.count; sheet++) {
    const width = SHEET_COLUMNS * TILE;
    const height = (SHEET_PICTURES / SHEET_COLUMNS) * TILE;
    const pixels = new Uint8Array(width * height * 3);
    for (let i = 0; i < SHEET_PICTURES; i++) {
      const picture = sheet * SHEET_PICTURES + i;
      const corner = { x: (i % SHEET_COLUMNS) * TILE, y: Math.floor(i / SHEET_COLUMNS) * TILE };
      const tile = set.pixels.subarray(picture * PICTURE_BYTES, (picture + 1) * PICTURE_BYTES);
      place(pixels, width, tile, TILE, corner.x, corner.y);
    }
    const name = `sheet-${String(sheet).padStart(2, '0')}.webp`;
    const file = path.join(folder, name);
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .webp({ lossless: true, effort: 6 })
      .toFile(file);
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    if (info.channels !== 3 || !data.equals(pixels))
      throw new Error(`${name} does not hold the exact pixels.`);
    names.push(name);
  }
  return names;
}

/**
 * Writes the nine best patches of every unit of a layer, one row a unit, rendered crisply from the scenes
 * themselves.
 *
 * @returns the name of the file
 */
export async function writePatches(index: LayerIndex, folder: string, quality: number): Promise<string> {
  const width = PATCHES * PATCH;
  const height = index.units * PATCH;
  const pixels = new Uint8Array(width * height * 3);
  for (let unit = 0; unit < index.units; unit++) {
    for (let rank = 0; rank < PATCHES; rank++) {
      const at = unit * index.top.keep + rank;
      const patch = renderPatch(index, index.top.seeds[at]!, index.top.rows[at]!, index.top.columns[at]!);
      place(pixels, width, patch, PATCH, rank * PATCH, unit * PATCH);
    }
  }
  const name = `patches-${index.layer}.webp`;
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .webp({ quality, effort: 6, smartSubsample: true })
    .toFile(path.join(folder, name));
  return name;
}

function renderPatch(index: LayerIndex, seed: number, row: number, column: number): Uint8ClampedArray {
  const box = fieldBox(index.field, row, column);
  const { pixels } = renderScene(sampleFactors(seed), { size: PATCH, region: box });
  for (let y = 0; y < PATCH; y++) {
    for (let x = 0; x < PATCH; x++) {
      const left = box.x + ((x + 0.5) / PATCH) * box.width;
      const top = box.y + ((y + 0.5) / PATCH) * box.height;
      const inside = left >= 0 && top >= 0 && left < TILE && top < TILE;
      if (!inside) pixels.fill(OUTSIDE, (y * PATCH + x) * 3, (y * PATCH + x) * 3 + 3);
    }
  }
  return pixels;
}

function place(
  target: Uint8Array,
  width: number,
  tile: Uint8Array | Uint8ClampedArray,
  side: number,
  left: number,
  top: number,
): void {
  const bytes = side * 3;
  for (let row = 0; row < side; row++) {
    target.set(tile.subarray(row * bytes, (row + 1) * bytes), ((top + row) * width + left) * 3);
  }
}
