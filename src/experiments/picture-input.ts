import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { clampFactors, type SceneFactors, sampleFactors } from '#world/scene/factors';
import { NETWORK_SIZE, renderScene } from '#world/scene/render';
import { ExperimentError } from './experiment.ts';

/**
 * A picture for a network: of a scene seed, of given factors, or the reader's own pixels (RGBA, already
 * 64 × 64; alpha is not looked at).
 */
export type PictureInput =
  | { kind: 'seed'; seed: number }
  | { kind: 'factors'; factors: SceneFactors }
  | { kind: 'pixels'; width: number; height: number; data: Uint8ClampedArray };

/** A picture that has to be decoded first: the middle of a file of the reader's own. */
export type FileInput = { kind: 'file'; file: Blob };

const NUMBERS = NETWORK_SIZE * NETWORK_SIZE * 3;

/** A batch of pictures as a network takes them: [pictures, 64, 64, 3], 0 to 1. */
export class PictureBatch {
  readonly numbers: Float32Array;
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
    this.numbers = new Float32Array(count * NUMBERS);
  }

  /**
   * Copies a picture to a place of the batch.
   *
   * @param pixels row-major, `channels` bytes a pixel, red, green, blue first
   * @param stride bytes from one row to the next
   * @param offset byte of the picture's first pixel
   */
  set(
    place: number,
    pixels: ArrayLike<number>,
    channels: 3 | 4,
    stride = NETWORK_SIZE * channels,
    offset = 0,
  ): void {
    let to = place * NUMBERS;
    for (let row = 0; row < NETWORK_SIZE; row++) {
      let from = offset + row * stride;
      for (let column = 0; column < NETWORK_SIZE; column++, from += channels) {
        this.numbers[to++] = pixels[from]! / 255;
        this.numbers[to++] = pixels[from + 1]! / 255;
        this.numbers[to++] = pixels[from + 2]! / 255;
      }
    }
  }

  /**
   * Renders or copies a picture to a place of the batch.
   *
   * @throws ExperimentError 'bad-input' when own pixels are not 64 × 64
   */
  enter(place: number, input: PictureInput): void {
    if (input.kind === 'pixels') {
      const { width, height, data } = input;
      if (width !== NETWORK_SIZE || height !== NETWORK_SIZE || data.length !== width * height * 4) {
        throw new ExperimentError('bad-input', `The network takes 64 × 64 pixels, not ${width} × ${height}.`);
      }
      this.set(place, data, 4);
      return;
    }
    const factors = input.kind === 'seed' ? sampleFactors(input.seed) : clampFactors(input.factors);
    this.set(place, renderScene(factors).pixels, 3);
  }

  /** The batch as a tensor, which belongs to the caller. */
  tensor(): Tensor4D {
    return tensor4d(this.numbers, [this.count, NETWORK_SIZE, NETWORK_SIZE, 3]);
  }
}
