/** Encodings of pictures of people, `pictures` of each, made by one version of a network. */
export interface EncodingSet {
  /** Of the network: the first 12 hexadecimal digits of its weights' sha256. */
  version: string;
  /** Identity seed of the first person; the others follow without gaps. */
  first: number;
  people: number;
  pictures: number;
  /** Numbers in an encoding. */
  size: number;
  /** [people, pictures, size], rows of unit length. */
  values: Float32Array;
}

type Header = Omit<EncodingSet, 'values'>;

const MAGIC = 0x31434657; // 'WFC1' in little-endian order
const PREFIX = 8;

/**
 * Writes a set as one file, all numbers little-endian: 'WFC1', the length of the header (uint32), the header as
 * JSON (all but the values), then, from the next multiple of 4 bytes on, the values (float32).
 *
 * @throws RangeError when there are not people × pictures × size values, or the version is not hexadecimal
 */
export function encodeEncodingSet({ values, ...header }: EncodingSet): ArrayBuffer {
  const fault = faultOf(header);
  if (fault) throw new RangeError(fault);
  if (values.length !== countOf(header)) {
    throw new RangeError(`The encodings are ${values.length} numbers, not ${countOf(header)}.`);
  }
  const text = JSON.stringify(header);
  const start = aligned(PREFIX + text.length);
  const buffer = new ArrayBuffer(start + values.byteLength);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  for (let i = 0; i < text.length; i++) view.setUint8(PREFIX + i, text.charCodeAt(i));
  new Float32Array(buffer, start).set(values);
  return buffer;
}

/**
 * Reads what `encodeEncodingSet` wrote.
 *
 * @throws RangeError when the file is something else, or is cut short or too long
 */
export function decodeEncodingSet(buffer: ArrayBuffer): EncodingSet {
  const view = new DataView(buffer);
  if (buffer.byteLength < PREFIX || view.getUint32(0, true) !== MAGIC) {
    throw new RangeError('This file holds no encodings.');
  }
  const length = view.getUint32(4, true);
  if (PREFIX + length > buffer.byteLength) throw new RangeError('The encodings are cut short.');
  let header: Header;
  try {
    header = JSON.parse(String.fromCharCode(...new Uint8Array(buffer, PREFIX, length)));
  } catch {
    throw new RangeError('The header of the encodings is damaged.');
  }
  const fault = faultOf(header);
  if (fault) throw new RangeError(fault);
  const start = aligned(PREFIX + length);
  if (buffer.byteLength !== start + countOf(header) * 4) {
    throw new RangeError(
      `The encodings are ${buffer.byteLength < start + countOf(header) * 4 ? 'cut short' : 'too long'}.`,
    );
  }
  const { version, first, people, pictures, size } = header;
  return { version, first, people, pictures, size, values: new Float32Array(buffer, start) };
}

function faultOf(header: Header): string | null {
  if (!/^[0-9a-f]{12}$/.test(header?.version)) return 'The encodings name no version of a network.';
  const whole = [header.people, header.pictures, header.size].every((n) => Number.isInteger(n) && n > 0);
  if (!whole || !Number.isInteger(header.first)) return 'The header of the encodings is damaged.';
  return null;
}

function countOf({ people, pictures, size }: Header): number {
  return people * pictures * size;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/**
 * The encoding of one picture: [size], a view of the set's own numbers.
 *
 * @param person place in the set, from 0 (not the identity seed)
 */
export function encodingAt(
  { pictures, size, values }: EncodingSet,
  person: number,
  picture: number,
): Float32Array {
  const at = (person * pictures + picture) * size;
  return values.subarray(at, at + size);
}
