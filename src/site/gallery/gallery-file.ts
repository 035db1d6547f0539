import { cleanName } from './clean-name.ts';
import {
  checkRoom,
  GalleryError,
  newId,
  type Person,
  type PictureSource,
  personFault,
  readConditions,
} from './person.ts';

const FORMAT = 'convnets-gallery';
const FORMAT_VERSION = 1;
/** The largest file that is opened. */
export const MOST_BYTES = 5_000_000;

/** Digits after which a float32 comes back as it was. */
const DIGITS = 9;

/**
 * The gallery as the text of a file (JSON): for each person the name, the date, and for each picture its seed and
 * conditions or its pixels (base64 of RGB), its encoding, and the version of the network that made it.
 *
 * @param exported when, in milliseconds since 1970
 */
export function writeGallery(people: readonly Person[], exported: number): string {
  const file = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    exported: new Date(exported).toISOString(),
    people: people.map(({ name, enrolled, pictures }) => ({
      name,
      enrolled: new Date(enrolled).toISOString(),
      pictures: pictures.map(({ source, encoding, version }) => ({
        source: source.kind === 'own' ? { kind: 'own', pixels: toBase64(source.pixels) } : source,
        encoding: Array.from(encoding, (value) => Number(value.toPrecision(DIGITS))),
        version,
      })),
    })),
  };
  return `${JSON.stringify(file, null, 1).replace(/\n\s+(?=[-\d}\]])/g, ' ')}\n`;
}

/**
 * The people in a file that `writeGallery` wrote, or that somebody else did. Ids are new; names are cleaned; all else
 * must be as it should be, or nothing is taken.
 *
 * @throws GalleryError with what is wrong, for the reader
 */
export async function readGalleryFile(file: Blob): Promise<Person[]> {
  const name = file instanceof File && file.name ? cleanName(file.name) : 'The file';
  if (file.size === 0) throw new GalleryError(`${name} is empty (0 bytes).`);
  if (file.size > MOST_BYTES) {
    const size = (file.size / 1e6).toFixed(1);
    throw new GalleryError(`${name} has ${size} MB. A gallery file has at most ${MOST_BYTES / 1e6} MB.`);
  }
  return readGallery(await file.text(), name);
}

/**
 * @param name what to call the file in an error
 * @throws GalleryError with what is wrong, for the reader
 */
export function readGallery(text: string, name = 'The file'): Person[] {
  const file = parse(text, name) as { format?: unknown; formatVersion?: unknown; people?: unknown };
  if (typeof file !== 'object' || file === null || file.format !== FORMAT) {
    throw new GalleryError(`${name} is not a gallery that this page exported.`);
  }
  if (file.formatVersion !== FORMAT_VERSION) {
    const newer = Number(file.formatVersion) > FORMAT_VERSION;
    const why = newer
      ? 'was written by a newer version of this page. Reload, then try again'
      : 'is of a form that this page does not know';
    throw new GalleryError(`${name} ${why}.`);
  }
  if (!Array.isArray(file.people)) throw new GalleryError(`${name} names no people.`);
  const people = file.people.slice(0, 1_001).map((raw: unknown) => readPerson(raw));
  checkRoom(people);
  for (const [place, person] of people.entries()) {
    const fault = personFault(person);
    if (fault) {
      throw new GalleryError(
        `${name} is damaged: person ${place + 1} (${person.name}) ${fault}. Nothing was imported.`,
      );
    }
  }
  return people;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const ours = text.slice(0, 200).includes(FORMAT);
    const what = ours
      ? 'is cut short or damaged: it can’t be read'
      : 'is not a gallery that this page exported';
    throw new GalleryError(`${name} ${what}.`);
  }
}

/** A person of the form that is kept, with whatever was in the file: what does not fit is for `personFault` to find. */
function readPerson(raw: unknown): Person {
  const { name, enrolled, pictures } = fields(raw);
  return {
    id: newId(),
    name: cleanName(typeof name === 'string' ? name : ''),
    enrolled: Date.parse(String(enrolled)),
    pictures: (Array.isArray(pictures) ? pictures.slice(0, 5) : []).map((picture) => {
      const { source, encoding, version } = fields(picture);
      const numbers =
        Array.isArray(encoding) && encoding.every((value) => typeof value === 'number') ? encoding : [];
      return {
        source: readSource(source),
        encoding: Float32Array.from(numbers.slice(0, 64)),
        version: version as string,
      };
    }),
  };
}

function readSource(raw: unknown): PictureSource {
  const { kind, identity, conditions, pixels } = fields(raw);
  if (kind === 'own') return { kind, pixels: fromBase64(pixels) };
  // What can't be read stays as it is: a fault to be found.
  const known = readConditions(conditions) ?? (conditions as number);
  return { kind: kind as 'face', identity: identity as number, conditions: known };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function toBase64(bytes: Uint8ClampedArray): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: unknown): Uint8ClampedArray {
  try {
    const binary = atob(typeof text === 'string' ? text.slice(0, 20_000) : '');
    return Uint8ClampedArray.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8ClampedArray(0);
  }
}
