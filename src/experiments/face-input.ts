import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { renderFace } from '#world/face/render';
import { ExperimentError } from './experiment.ts';
import { FACE_SIZE, type FaceView, resolveFace } from './face-view.ts';

/**
 * A face for the encoder: a person under some conditions, rendered here, or the reader's own pixels (RGBA, already
 * cropped to 48 × 48; alpha is not looked at).
 */
export type FaceInput =
  | ({ kind: 'face' } & FaceView)
  | { kind: 'pixels'; width: number; height: number; data: Uint8ClampedArray };

const NUMBERS = FACE_SIZE * FACE_SIZE * 3;

/** A batch of faces as the encoder takes them: [faces, 48, 48, 3], 0 to 1. */
export class FaceBatch {
  readonly numbers: Float32Array;
  readonly count: number;

  constructor(count: number) {
    this.count = count;
    this.numbers = new Float32Array(count * NUMBERS);
  }

  /**
   * Renders or copies a face to a place of the batch.
   *
   * @throws ExperimentError 'bad-input' when own pixels are not 48 × 48, or the face names nobody
   */
  enter(place: number, input: FaceInput): void {
    if (input.kind === 'pixels') {
      const { width, height, data } = input;
      if (width !== FACE_SIZE || height !== FACE_SIZE || data.length !== width * height * 4) {
        throw new ExperimentError('bad-input', `The encoder takes 48 × 48 pixels, not ${width} × ${height}.`);
      }
      this.#set(place, data, 4);
      return;
    }
    const { identity, conditions } = resolveFace(input);
    this.#set(place, renderFace(identity, conditions).pixels, 3);
  }

  #set(place: number, pixels: Uint8ClampedArray, channels: 3 | 4): void {
    let to = place * NUMBERS;
    for (let from = 0; from < pixels.length; from += channels) {
      this.numbers[to++] = pixels[from]! / 255;
      this.numbers[to++] = pixels[from + 1]! / 255;
      this.numbers[to++] = pixels[from + 2]! / 255;
    }
  }

  /** The batch as a tensor, which belongs to the caller. */
  tensor(): Tensor4D {
    return tensor4d(this.numbers, [this.count, FACE_SIZE, FACE_SIZE, 3]);
  }
}
