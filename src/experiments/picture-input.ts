import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { scalePicture } from '#math/scale-picture';
import { type PictureForm, pictureWriter, SITE_FORM } from '#models/picture-form';
import { clampFactors, type SceneFactors, sampleFactors } from '#world/scene/factors';
import { NETWORK_SIZE, renderScene } from '#world/scene/render';
import { ExperimentError } from './experiment.ts';

/**
 * A picture for a network: of a scene seed, of given factors, or the reader's own pixels (RGBA; 64 × 64 already for a
 * network of the site; alpha is not looked at).
 */
export type PictureInput =
  | { kind: 'seed'; seed: number }
  | { kind: 'factors'; factors: SceneFactors }
  | { kind: 'pixels'; width: number; height: number; data: Uint8ClampedArray };

/** A picture that has to be decoded first: the middle of a file of the reader's own. */
export type FileInput = { kind: 'file'; file: Blob };

/** A batch of pictures as a network takes them, [pictures, rows, columns, channels]; for the site's, 64 × 64 × 3 from 0 to 1. */
export class PictureBatch {
  readonly numbers: Float32Array;
  readonly #count: number;
  readonly #form: PictureForm;
  readonly #size: number;
  readonly #write: ReturnType<typeof pictureWriter>;

  constructor(count: number, form: PictureForm = SITE_FORM) {
    this.#count = count;
    this.#form = form;
    this.#size = form.rows * form.columns * form.channels;
    this.#write = pictureWriter(form);
    this.numbers = new Float32Array(count * this.#size);
  }

  /**
   * Copies a picture of the world, 64 × 64, to a place of the batch. A network that takes another size gets it scaled.
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
    const { rows, columns } = this.#form;
    if (rows === NETWORK_SIZE && columns === NETWORK_SIZE) {
      this.#write(this.numbers, place * this.#size, { pixels, channels, stride, offset });
      return;
    }
    const data = new Uint8ClampedArray(NETWORK_SIZE * NETWORK_SIZE * channels);
    for (let row = 0, to = 0; row < NETWORK_SIZE; row++) {
      const from = offset + row * stride;
      for (let i = 0; i < NETWORK_SIZE * channels; i++) data[to++] = pixels[from + i]!;
    }
    this.#scale(place, { width: NETWORK_SIZE, height: NETWORK_SIZE, data }, channels);
  }

  /**
   * Renders or copies a picture to a place of the batch.
   *
   * @throws ExperimentError 'bad-input' when own pixels do not fit their size, or are not 64 × 64 for a network of the
   *   site
   */
  enter(place: number, input: PictureInput): void {
    if (input.kind === 'pixels') {
      this.#enterPixels(place, input);
      return;
    }
    const factors = input.kind === 'seed' ? sampleFactors(input.seed) : clampFactors(input.factors);
    this.set(place, renderScene(factors).pixels, 3);
  }

  /** The batch as a tensor, which belongs to the caller. */
  tensor(): Tensor4D {
    const { rows, columns, channels } = this.#form;
    return tensor4d(this.numbers, [this.#count, rows, columns, channels]);
  }

  #enterPixels(place: number, picture: { width: number; height: number; data: Uint8ClampedArray }): void {
    const { width, height, data } = picture;
    const { rows, columns } = this.#form;
    const fits = width === columns && height === rows;
    const isScaled = this.#form !== SITE_FORM;
    if (!(width > 0 && height > 0) || data.length !== width * height * 4 || !(fits || isScaled)) {
      throw new ExperimentError(
        'bad-input',
        `The network takes ${columns} × ${rows} pixels, not ${width} × ${height}.`,
      );
    }
    if (!fits) this.#scale(place, picture, 4);
    else
      this.#write(this.numbers, place * this.#size, {
        pixels: data,
        channels: 4,
        stride: width * 4,
        offset: 0,
      });
  }

  #scale(
    place: number,
    picture: { width: number; height: number; data: Uint8ClampedArray },
    channels: 3 | 4,
  ): void {
    const { rows, columns } = this.#form;
    const pixels = scalePicture(picture, channels, columns, rows);
    this.#write(this.numbers, place * this.#size, { pixels, channels: 3, stride: columns * 3, offset: 0 });
  }
}
