import { abs, mean, onesLike, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { FeatureNetwork } from '#models/feature-network';
import type { Features } from '#models/features';
import { TapeFeatures } from '#models/own-network/tape-features';
import { type ExperimentContext, ExperimentError } from './experiment.ts';
import { type NetworkSource, type OpenedNetwork, openNetwork, siteNetwork } from './networks.ts';
import { type PaintingInput, paintingPixels } from './painting-input.ts';

/** What a reader's network is measured on, so that its layers can be compared. */
const MEASURED: readonly PaintingInput[] = [
  { kind: 'style', name: 'swirls', seed: 1 },
  { kind: 'style', name: 'mosaic', seed: 1 },
  { kind: 'content', name: 'cat' },
];

/**
 * The features in which style and content are measured: of the site's networks all convolutions; of a reader's the
 * layers that are named, each scaled so that its mean size over some of the site's pictures is 1 (after Gatys et al.
 * 2015, who scale each filter), which is how the site's style network is made.
 *
 * @throws ExperimentError 'bad-input' when the network or a layer can't be used for it; whatever `openNetwork` throws
 */
export async function styleFeatures(
  source: NetworkSource,
  context: ExperimentContext,
  layers: readonly string[] = [],
): Promise<Features> {
  if (typeof source === 'string') return FeatureNetwork.of(await siteNetwork(source, context));
  const opened = await openNetwork(source, context);
  try {
    return scaledFeatures(opened, layers);
  } catch (error) {
    throw asBadInput(error);
  }
}

let latest: { size: string; pixels: readonly Float32Array[] } | undefined;

/** They are drawn once for a size. */
function measuredPixels(width: number, height: number): readonly Float32Array[] {
  const size = `${width} ${height}`;
  if (latest?.size !== size) {
    latest = { size, pixels: MEASURED.map((input) => paintingPixels(input, width, height)) };
  }
  return latest.pixels;
}

function scaledFeatures({ network, form }: OpenedNetwork, layers: readonly string[]): Features {
  const plain = new TapeFeatures(network, form, layers);
  const sizes = plain.layers.map(() => 0);
  for (const pixels of measuredPixels(form.columns, form.rows)) {
    tidy(() => {
      const picture = tensor4d(pixels, [1, form.rows, form.columns, 3]);
      for (const [i, map] of plain.forward(picture).entries()) {
        sizes[i]! += mean(abs(map)).dataSync()[0]! / MEASURED.length;
      }
    });
  }
  tryBackward(plain, form.rows, form.columns);
  const scales = plain.layers.map((layer, i) => {
    const size = sizes[i]!;
    if (!Number.isFinite(size)) throw new RangeError(`The layer ${layer} answers with what is no number.`);
    // A layer that is silent stays so.
    return [layer, size > 0 ? 1 / size : 1] as const;
  });
  return new TapeFeatures(network, form, layers, Object.fromEntries(scales));
}

/** Fails where a layer has no gradient, before anything is painted. */
function tryBackward(features: Features, rows: number, columns: number): void {
  tidy(() => {
    const pass = features.pass(
      tensor4d(new Float32Array(rows * columns * 3).fill(0.5), [1, rows, columns, 3]),
    );
    features.backward(
      pass,
      pass.activations.map((map) => () => onesLike(map)),
    );
  });
}

/** What tfjs says where a gradient, or the kernel that it needs, is missing. */
const NO_GRADIENT =
  /Kernel '(\w+)' not registered|gradient (?:function )?(?:not found|for)[^\w]*(\w*)|Cannot compute gradient/i;

/** An error of a network that can't be painted with, in words for the reader; others as they are. */
export function asBadInput(error: unknown): unknown {
  if (error instanceof ExperimentError || !(error instanceof Error)) return error;
  if (error instanceof RangeError) return new ExperimentError('bad-input', error.message);
  const found = NO_GRADIENT.exec(error.message);
  if (!found) return error;
  const kernel = found[1] ?? found[2];
  return new ExperimentError(
    'bad-input',
    `This network can’t be painted with: TensorFlow.js has no way back through one of its layers here${kernel ? ` (${kernel})` : ''}. Choose layers before it, or another network.`,
  );
}
