import { coverPixels } from '#math/area-average';
import type { MapShape } from '#models/activations';
import type { Features } from '#models/features';
import { beforeClosing } from '#models/own-network/open';
import { createStyleObjective, type StyleObjective, type StyleWeights } from '#models/style-objective';
import { ensureWasmMemory } from '#models/wasm-memory';
import { randomStream } from '#world/random';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import type { ExperimentContext } from './experiment.ts';
import { Kept } from './kept.ts';
import { type NetworkSource, openNetwork } from './networks.ts';
import type { Painting } from './paint.ts';
import { type PaintingInput, paintingPixels } from './painting-input.ts';
import {
  colourSpace,
  grey,
  lightOf,
  lightSpace,
  matchLight,
  type PaintingShape,
  type PaintingSpace,
  reflected,
} from './painting-space.ts';
import { asBadInput, styleFeatures } from './style-features.ts';
import type { TransferStyleOptions } from './transfer-options.ts';

/** What depends on the pictures, not on their weights: it is kept from one run to the next. */
interface Prepared {
  objective: StyleObjective;
  space: PaintingSpace;
  /** With its margin, as it is. */
  content: Float32Array | null;
  dispose(): void;
}

/** Noise lies around the middle grey by this much. */
const NOISE = 0.25;

/** What a step needs, for each byte of the activations of all layers; measured at 128, 256 and 384 pixels. */
const MEMORY = 7;

/** The run that was painted last can be taken up without working out its targets again. */
const prepared = new Kept<Prepared>(1);

/**
 * What is to be painted. What it needs of the content and the style pictures is worked out once and kept.
 *
 * @returns the painting, and what gives it back when the run is over
 * @throws ExperimentError as `paintingPixels` and the network's files do; errors of tfjs as they are
 */
export async function takePainting(
  options: TransferStyleOptions,
  context: ExperimentContext,
): Promise<{ painting: Painting; release: () => void }> {
  const { width, height } = options;
  const shape: PaintingShape = { width, height, margin: options.margin ?? STYLE_DEFAULTS.margin };
  await forgetWhenClosed(options.network, context);
  const { value, release } = await prepared.take(keyOf(options, shape, context), () =>
    prepare(options, shape, context),
  );
  const { objective, space, content } = value;
  const { alpha, beta, variation, lambda, styles } = options;
  const weights: StyleWeights = {
    alpha,
    beta,
    variation,
    lambda,
    styleWeights: styles.map(({ weight }) => weight),
  };
  const outer = (width + 2 * shape.margin) * (height + 2 * shape.margin);
  const painting: Painting = {
    size: options.preserveColour ? outer : outer * 3,
    start: () => space.enter(startPixels(options, shape, content)),
    shown: (variables) => space.shown(variables),
    async costs(variables) {
      const { gradient, ...costs } = await objective.evaluate(space.seen(variables), weights);
      return { ...costs, value: costs.total, gradient: space.slopes(gradient) };
    },
  };
  return { painting, release };
}

/** What was prepared with a reader's network goes when its memory is given back. */
async function forgetWhenClosed(source: NetworkSource, context: ExperimentContext): Promise<void> {
  if (typeof source === 'string') return;
  const { network } = await openNetwork(source, context);
  beforeClosing(network, forget);
}

const forget = () => prepared.clear();

/** @throws ExperimentError 'bad-input' when the picture is too small for a layer */
function mapsOf(features: Features, height: number, width: number): MapShape[] {
  try {
    return features.maps(height, width);
  } catch (error) {
    throw asBadInput(error);
  }
}

async function prepare(
  options: TransferStyleOptions,
  shape: PaintingShape,
  context: ExperimentContext,
): Promise<Prepared> {
  const { width, height, contentLayer, styles, preserveColour } = options;
  const layers = layersOf(options);
  const features = await styleFeatures(options.network, context, [contentLayer, ...layers]);
  const maps = mapsOf(features, height + 2 * shape.margin, width + 2 * shape.margin);
  ensureWasmMemory(
    4 * MEMORY * maps.reduce((sum, { rows, columns, units }) => sum + rows * columns * units, 0),
  );
  const plain = options.content ? paintingPixels(options.content, width, height) : null;
  const content = plain && reflected(plain, shape);
  const light = preserveColour && plain ? lightOf(plain) : null;
  const targets = styles.map(({ input, weight, size: own }) => {
    const size = own ?? styleSize(input, width, height);
    const pixels = paintingPixels(input, size.width, size.height);
    return { ...size, weight, pixels: light ? grey(matchLight(lightOf(pixels), light)) : pixels };
  });
  const space = light && content ? lightSpace(shape, content) : colourSpace(shape);
  const objective = createStyleObjective(features, {
    width: width + 2 * shape.margin,
    height: height + 2 * shape.margin,
    ...(content ? { content: { pixels: space.seen(space.enter(content)), layer: contentLayer } } : {}),
    styles: targets,
    alpha: 0,
    beta: 0,
    variation: 0,
    // Targets of all layers: λ may change while the picture is painted.
    lambda: Object.fromEntries(layers.map((layer) => [layer, 0])),
  });
  return { objective, space, content, dispose: () => objective.dispose() };
}

/** Layers whose style may count. */
function layersOf({ network, lambda }: TransferStyleOptions): readonly string[] {
  return typeof network === 'string' ? CONVOLUTION_NAMES : Object.keys(lambda);
}

/**
 * Size of a style picture: a painted style is made for the size of the picture; a reader's own keeps its shape and
 * gets about as many pixels.
 */
function styleSize(input: PaintingInput, width: number, height: number): { width: number; height: number } {
  if (input.kind !== 'pixels') return { width, height };
  const scale = Math.sqrt((width * height) / (input.width * input.height));
  const side = (length: number) => Math.max(32, Math.min(512, Math.round((length * scale) / 8) * 8));
  return { width: side(input.width), height: side(input.height) };
}

/** [height, width, 3] with the margin. */
function startPixels(
  { start, styles, width, height }: TransferStyleOptions,
  shape: PaintingShape,
  content: Float32Array | null,
): Float32Array {
  if (start.kind === 'content' && content) return content;
  if (start.kind === 'style') return reflected(paintingPixels(styles[0]!.input, width, height), shape);
  if (start.kind === 'painted')
    return reflected(coverPixels({ width, height, data: start.data }, 4, width, height), shape);
  const random = randomStream(start.kind === 'noise' ? start.seed : 0);
  const numbers = (width + 2 * shape.margin) * (height + 2 * shape.margin) * 3;
  return Float32Array.from({ length: numbers }, () => 0.5 + NOISE * (2 * random() - 1));
}

function keyOf(options: TransferStyleOptions, shape: PaintingShape, { backend }: ExperimentContext): string {
  const { network, content, contentLayer, styles, preserveColour = false } = options;
  const pictures = [
    content ? nameOf(content) : null,
    ...styles.map(({ input, size }) => [nameOf(input), size]),
  ];
  const own = typeof network === 'string' ? network : [network.key, network.form, layersOf(options)];
  return JSON.stringify([backend, own, shape, contentLayer, preserveColour, pictures]);
}

/** What tells one picture from another; of own pixels a sum of them all. */
function nameOf(input: PaintingInput): unknown {
  if (input.kind !== 'pixels') return input;
  let high = 0x811c9dc5;
  let low = 0x1000193;
  for (const value of input.data) {
    high = Math.imul(high ^ value, 0x1000193);
    low = Math.imul(low + value + 1, 0x85ebca6b) ^ (low >>> 13);
  }
  return [input.width, input.height, high >>> 0, low >>> 0];
}
