import { type Conditions, clampConditions, NEUTRAL } from '#world/face/conditions';
import { pictureConditions } from '#world/face/sets';
import { cleanName } from './clean-name.ts';

/** Numbers in an encoding. */
export const ENCODING_SIZE = 32;
/** Side of an own picture in pixels, as the network sees it; its bytes are RGB. */
export const OWN_SIDE = 48;
export const OWN_BYTES = OWN_SIDE * OWN_SIDE * 3;

export const MOST_PEOPLE = 1_000;
export const MOST_PICTURES_EACH = 4;
/** Of all people together. With these, what was exported is never too large to be imported. */
export const MOST_PICTURES = 1_000;
export const MOST_OWN_PICTURES = 300;

/**
 * What a picture was made of: a person of this world (by identity seed) under given conditions or as the picture of that
 * number; or the reader's own 48 × 48 pixels (RGB, row-major).
 */
export type PictureSource =
  | { kind: 'face'; identity: number; conditions: number | Conditions }
  | { kind: 'own'; pixels: Uint8ClampedArray };

/** A picture of a person, and what the network made of it: 32 numbers of unit length. */
export interface EnrolledPicture {
  source: PictureSource;
  encoding: Float32Array;
  /** Of the network that encoded it: the first 12 hexadecimal digits of its weights' sha256. */
  version: string;
}

/** Somebody in the gallery. `enrolled` in milliseconds since 1970. The first picture is the one that is shown. */
export interface Person {
  id: string;
  name: string;
  enrolled: number;
  pictures: EnrolledPicture[];
}

/** A gallery that can't be so. The message is a sentence for the reader. */
export class GalleryError extends Error {
  override readonly name = 'GalleryError';
}

/** An id that nobody else has. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `p-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * What is wrong with something that should be a person, as the end of a sentence that begins with the person; null when
 * nothing is.
 */
export function personFault(value: unknown): string | null {
  const person = value as Person;
  if (typeof person !== 'object' || person === null) return 'is not a person';
  if (typeof person.id !== 'string' || !/^[\w-]{1,64}$/.test(person.id)) return 'has no id';
  if (typeof person.name !== 'string' || cleanName(person.name) !== person.name) return 'has no clean name';
  if (!(person.enrolled > 0 && person.enrolled < 1e14)) return 'has no date of enrolment';
  if (!Array.isArray(person.pictures) || person.pictures.length === 0) return 'has no picture';
  if (person.pictures.length > MOST_PICTURES_EACH) return `has more than ${MOST_PICTURES_EACH} pictures`;
  for (const picture of person.pictures) {
    const fault = pictureFault(picture);
    if (fault) return fault;
  }
  return null;
}

function pictureFault(picture: EnrolledPicture): string | null {
  if (typeof picture !== 'object' || picture === null) return 'has a damaged picture';
  const fault = sourceFault(picture.source);
  if (fault) return fault;
  const { encoding, version } = picture;
  if (typeof version !== 'string' || !/^[0-9a-f]{12}$/.test(version)) {
    return 'has an encoding by no known version of a network';
  }
  if (!(encoding instanceof Float32Array) || encoding.length !== ENCODING_SIZE) {
    return `has an encoding that is not ${ENCODING_SIZE} numbers`;
  }
  const length = Math.hypot(...encoding);
  return Math.abs(length - 1) < 1e-3 ? null : 'has an encoding that is not of length 1';
}

function sourceFault(source: PictureSource): string | null {
  if (source?.kind === 'own') {
    const { pixels } = source;
    const fits = pixels instanceof Uint8ClampedArray && pixels.length === OWN_BYTES;
    return fits ? null : `has a picture that is not ${OWN_SIDE} × ${OWN_SIDE} pixels`;
  }
  if (source?.kind !== 'face') return 'has a picture of an unknown kind';
  if (!isWhole(source.identity, 0xffffffff)) return 'has the face of nobody in this world';
  return readConditions(source.conditions) === null ? 'has a face under impossible conditions' : null;
}

/**
 * Conditions (or the number of a picture) out of something of unknown form; numbers outside their range go to its edge.
 *
 * @returns null when a field is missing or of the wrong kind
 */
export function readConditions(value: unknown): number | Conditions | null {
  if (typeof value === 'number') return isWhole(value, 0xffff) ? value : null;
  if (typeof value !== 'object' || value === null) return null;
  const found: Record<string, unknown> = {};
  for (const [field, neutral] of Object.entries(NEUTRAL)) {
    const given = (value as Record<string, unknown>)[field];
    if (typeof given !== typeof neutral || (typeof given === 'number' && !Number.isFinite(given)))
      return null;
    found[field] = given;
  }
  return clampConditions(found as unknown as Conditions);
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** Whether two sources make the same picture. */
export function sameSource(one: PictureSource, other: PictureSource): boolean {
  if (one.kind === 'own') {
    return other.kind === 'own' && one.pixels.every((value, i) => value === other.pixels[i]);
  }
  if (other.kind === 'own' || one.identity !== other.identity) return false;
  if (one.conditions === other.conditions) return true;
  const [mine, theirs] = [conditionsOf(one), conditionsOf(other)];
  return (Object.keys(NEUTRAL) as (keyof Conditions)[]).every((field) => mine[field] === theirs[field]);
}

/** The conditions of a face, also where they are a picture's. */
export function conditionsOf({ identity, conditions }: PictureSource & { kind: 'face' }): Conditions {
  return typeof conditions === 'number' ? pictureConditions(identity, conditions) : conditions;
}

/**
 * Checks that so many people and pictures may be kept together.
 *
 * @throws GalleryError with what is too much
 */
export function checkRoom(people: readonly Person[]): void {
  const pictures = people.flatMap((person) => person.pictures);
  const own = pictures.filter(({ source }) => source.kind === 'own').length;
  if (people.length > MOST_PEOPLE)
    throw new GalleryError(`A gallery holds at most ${format(MOST_PEOPLE)} people.`);
  if (pictures.length > MOST_PICTURES) {
    throw new GalleryError(`A gallery holds at most ${format(MOST_PICTURES)} pictures.`);
  }
  if (own > MOST_OWN_PICTURES) {
    throw new GalleryError(`A gallery holds at most ${format(MOST_OWN_PICTURES)} pictures of your own.`);
  }
}

function format(count: number): string {
  return count.toLocaleString('en-GB');
}
