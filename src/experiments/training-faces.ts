import { SMALL_SIDE } from '#models/small-encoder';
import { FACE_SETS } from '#world/face/sets';
import { type ExperimentContext, ExperimentError } from './experiment.ts';

/** People of the sheet, the first of their sets: those of the first rows are trained on, the others never. */
export const TRAINING_PEOPLE = 210;
export const UNSEEN_PEOPLE = FACE_SETS.playUnseen.people;
/** Pictures of each person: the columns of the sheet. */
export const PICTURES_EACH = 6;

export const PLAY_SHEET = 'data/faces-play/faces.webp';

const NUMBERS = SMALL_SIDE * SMALL_SIDE * 3;

/** A face of the sheet: row and column. */
export interface FacePlace {
  person: number;
  picture: number;
}

/** The faces that the small encoder is trained and tested on. */
export class TrainingFaces {
  readonly #pixels: Uint8Array;

  /** @param pixels RGB, face after face, person after person */
  constructor(pixels: Uint8Array) {
    this.#pixels = pixels;
  }

  /** Faces as the encoder takes them, [faces, 32, 32, 3], 0 to 1. */
  batch(places: readonly FacePlace[]): Float32Array {
    const numbers = new Float32Array(places.length * NUMBERS);
    for (const [i, { person, picture }] of places.entries()) {
      const from = (person * PICTURES_EACH + picture) * NUMBERS;
      for (let k = 0; k < NUMBERS; k++) numbers[i * NUMBERS + k] = this.#pixels[from + k]! / 255;
    }
    return numbers;
  }
}

/**
 * Fetches the faces: one picture of 32-pixel tiles, a row a person.
 *
 * @throws ExperimentError 'corrupt-asset' when the sheet has another size; whatever `context.pictures` throws
 */
export async function loadTrainingFaces(context: ExperimentContext): Promise<TrainingFaces> {
  const { width, height, data } = await context.pictures(PLAY_SHEET);
  const people = TRAINING_PEOPLE + UNSEEN_PEOPLE;
  if (width !== PICTURES_EACH * SMALL_SIDE || height !== people * SMALL_SIDE) {
    throw new ExperimentError('corrupt-asset', `The sheet of faces is ${width} × ${height} pixels large.`);
  }
  const pixels = new Uint8Array(people * PICTURES_EACH * NUMBERS);
  let to = 0;
  for (let person = 0; person < people; person++) {
    for (let picture = 0; picture < PICTURES_EACH; picture++) {
      for (let row = 0; row < SMALL_SIDE; row++) {
        let from = ((person * SMALL_SIDE + row) * width + picture * SMALL_SIDE) * 4;
        for (let column = 0; column < SMALL_SIDE; column++, from += 4) {
          pixels[to++] = data[from]!;
          pixels[to++] = data[from + 1]!;
          pixels[to++] = data[from + 2]!;
        }
      }
    }
  }
  return new TrainingFaces(pixels);
}
