import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { contentLoss, type Gram, gramOf, styleLoss } from '#math/gram';
import type { Features } from '#models/features';
import { type Experiment, ExperimentError, type Pixels } from './experiment.ts';
import type { NetworkSource } from './networks.ts';
import { type PaintingInput, paintingPixels } from './painting-input.ts';
import { styleFeatures } from './style-features.ts';

export interface CompareLayersOptions {
  network: NetworkSource;
  /** Of a reader's network: those that are measured. Of the site's all are. */
  layers?: readonly string[];
  /** What the pictures are compared with, cut and scaled to width × height. */
  reference: { input: PaintingInput; width: number; height: number };
  pictures: Pixels[];
}

/** The costs of a picture in each layer, as the formulas give them. */
export interface ComparedPicture {
  /** L_content; NaN where the picture has another size than the reference. */
  content: Record<string, number>;
  /** L_style. */
  style: Record<string, number>;
}

export interface CompareLayersResult {
  /** The reference as the network gets it: RGBA. */
  reference: Pixels;
  /** The costs of a picture to which every layer is silent: what is all wrong. */
  silent: ComparedPicture;
  compared: ComparedPicture[];
}

/** What a layer answers to a picture. */
interface Answer {
  activations: Float32Array;
  gram: Gram;
}

/**
 * Measures in every layer of a network how far some pictures are from another: content cost and style cost.
 *
 * @throws ExperimentError 'bad-input' for an unknown network or a picture that can't be used
 */
export const run: Experiment<CompareLayersOptions, never, CompareLayersResult> = async function* (
  { network, layers, reference: { input, width, height }, pictures },
  context,
) {
  const features = await styleFeatures(network, context, layers);
  const pixels = paintingPixels(input, width, height);
  const total = pictures.length + 1;
  const target = await look(features, pixels, width, height);
  const compared: ComparedPicture[] = [];
  for (const [index, picture] of pictures.entries()) {
    yield { done: index + 1, total, what: 'pictures measured' };
    context.signal.throwIfAborted();
    const { width: wide, height: high, data } = picture;
    if (data.length !== wide * high * 4) {
      throw new ExperimentError('bad-input', `${data.length} bytes are not ${wide} × ${high} pixels.`);
    }
    const answers = await look(features, opaque(data), wide, high);
    const sameSize = wide === width && high === height;
    compared.push({
      content: byLayer(features, (i) =>
        sameSize ? contentLoss(target[i]!.activations, answers[i]!.activations) : Number.NaN,
      ),
      style: byLayer(features, (i) => styleLoss(target[i]!.gram, answers[i]!.gram)),
    });
  }
  const silent = {
    content: byLayer(features, (i) => contentLoss(target[i]!.activations, zeros(target[i]!.activations))),
    style: byLayer(features, (i) => styleLoss(target[i]!.gram, nothing(target[i]!.gram))),
  };
  return { reference: { width, height, data: shown(pixels) }, silent, compared };
};

async function look(
  features: Features,
  pixels: Float32Array,
  width: number,
  height: number,
): Promise<Answer[]> {
  const maps = tidy(() => features.forward(tensor4d(pixels, [1, height, width, 3])));
  const answers = await Promise.all(
    maps.map(async (map): Promise<Answer> => {
      const activations = (await map.data()) as Float32Array;
      return { activations, gram: gramOf(activations, map.shape[3]) };
    }),
  );
  for (const map of maps) map.dispose();
  return answers;
}

function byLayer({ layers }: Features, value: (layer: number) => number): Record<string, number> {
  return Object.fromEntries(layers.map((name, i) => [name, value(i)]));
}

function zeros({ length }: Float32Array): Float32Array {
  return new Float32Array(length);
}

function nothing(gram: Gram): Gram {
  return { ...gram, values: zeros(gram.values) };
}

/** RGBA bytes as [height, width, 3] from 0 to 1. */
function opaque(data: Uint8ClampedArray): Float32Array {
  const pixels = new Float32Array((data.length / 4) * 3);
  for (let i = 0, j = 0; i < pixels.length; i += 3, j += 4) {
    for (let k = 0; k < 3; k++) pixels[i + k] = data[j + k]! / 255;
  }
  return pixels;
}

function shown(pixels: Float32Array): Uint8ClampedArray {
  const data = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let i = 0, j = 0; i < pixels.length; i += 3, j += 4) {
    for (let k = 0; k < 3; k++) data[j + k] = pixels[i + k]! * 255;
  }
  return data;
}
