import type { RankedLayer } from './ranked-list.ts';
import type { ReceptiveField } from './receptive-field.ts';

export type { RankedLayer } from './ranked-list.ts';

export type ConceptKind = 'object' | 'part' | 'texture' | 'colour' | 'none';

/** The concept whose masks a unit's strong activations overlap best; 'none' below the bound for a label. */
export interface UnitConcept {
  kind: ConceptKind;
  name: string;
  /** Intersection over union, 0 to 1; of the best concept also where that is too small for a label. */
  iou: number;
}

export interface LayerIndex {
  layer: string;
  units: number;
  field: Pick<ReceptiveField, 'size' | 'jump' | 'start'>;
  /** Height and width of the layer's map. */
  rows: number;
  columns: number;
  /** The strongest pictures. */
  top: RankedLayer;
  /** Pictures from the strongest to the weakest, at even quantiles. */
  range: RankedLayer;
  /** [units, classes]: mean, over a class's pictures, of the picture's strongest activation. */
  classMeans: Float32Array;
  concepts: UnitConcept[];
}

export interface UnitIndex {
  layers: LayerIndex[];
  classes: string[];
  /** Scene seed of the first picture of the atlas; the others follow without gaps. */
  atlasSeed: number;
  pictures: number;
}

type Header = Omit<UnitIndex, 'layers'> & {
  layers: (Omit<LayerIndex, 'top' | 'range' | 'classMeans'> & { top: number; range: number })[];
};

const MAGIC = 0x31495557; // 'WUI1' in little-endian order
const PREFIX = 8;

/**
 * Writes an index as one file, all numbers little-endian: 'WUI1', the length of the header (uint32), the
 * header as JSON (all but the matrices), then for each layer the matrices values (float32), seeds (uint16, as
 * places in the atlas), rows (uint8), columns (uint8) of `top` and of `range`, and classMeans (float32). Each
 * matrix starts at a multiple of 4 bytes.
 *
 * @throws RangeError when a picture lies outside the first 65,536 of the atlas, or the header is not ASCII
 */
export function encodeUnitIndex(index: UnitIndex): ArrayBuffer {
  const header: Header = {
    ...index,
    layers: index.layers.map(({ top, range, classMeans, ...layer }) => ({
      ...layer,
      top: top.keep,
      range: range.keep,
    })),
  };
  const text = JSON.stringify(header);
  const matrices = index.layers.flatMap((layer) => [
    ...rankedMatrices(layer.top, index.atlasSeed),
    ...rankedMatrices(layer.range, index.atlasSeed),
    layer.classMeans,
  ]);
  const size = matrices.reduce(
    (sum, matrix) => sum + aligned(matrix.byteLength),
    aligned(PREFIX + text.length),
  );
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) throw new RangeError(`The unit index has a name beyond ASCII: ${text[i]}.`);
    bytes[PREFIX + i] = code;
  }
  let offset = aligned(PREFIX + text.length);
  for (const matrix of matrices) {
    bytes.set(new Uint8Array(matrix.buffer, matrix.byteOffset, matrix.byteLength), offset);
    offset += aligned(matrix.byteLength);
  }
  return bytes.buffer;
}

function rankedMatrices(ranked: RankedLayer, atlasSeed: number) {
  const places = Uint16Array.from(ranked.seeds, (seed) => {
    const place = seed - atlasSeed;
    if (place < 0 || place > 0xffff) throw new RangeError(`Picture ${seed} lies outside the atlas.`);
    return place;
  });
  return [ranked.values, places, ranked.rows, ranked.columns];
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/**
 * Reads what `encodeUnitIndex` wrote.
 *
 * @throws RangeError when the file is something else, or is cut short or too long
 */
export function decodeUnitIndex(buffer: ArrayBuffer): UnitIndex {
  if (buffer.byteLength < PREFIX) throw new RangeError('The unit index is cut short.');
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('This file is not a unit index.');
  const length = view.getUint32(4, true);
  if (PREFIX + length > buffer.byteLength) throw new RangeError('The unit index is cut short.');
  let header: Header;
  try {
    header = JSON.parse(readAscii(new Uint8Array(buffer, PREFIX, length)));
  } catch {
    throw new RangeError('The header of the unit index is damaged.');
  }
  let offset = aligned(PREFIX + length);
  const take = (bytes: number): ArrayBuffer => {
    if (offset + bytes > buffer.byteLength) throw new RangeError('The unit index is cut short.');
    const part = buffer.slice(offset, offset + bytes);
    offset += aligned(bytes);
    return part;
  };
  const ranked = (layer: string, units: number, keep: number): RankedLayer => {
    const count = units * keep;
    const values = new Float32Array(take(count * 4));
    const places = new Uint16Array(take(count * 2));
    const seeds = Uint32Array.from(places, (place) => place + header.atlasSeed);
    return {
      layer,
      units,
      keep,
      seeds,
      values,
      rows: new Uint8Array(take(count)),
      columns: new Uint8Array(take(count)),
    };
  };
  const layers = header.layers.map((layer) => ({
    ...layer,
    top: ranked(layer.layer, layer.units, layer.top),
    range: ranked(layer.layer, layer.units, layer.range),
    classMeans: new Float32Array(take(layer.units * header.classes.length * 4)),
  }));
  if (offset !== buffer.byteLength) throw new RangeError('The unit index is too long.');
  return { ...header, layers };
}

function readAscii(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
