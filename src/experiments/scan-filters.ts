import { type ScanDimensions, scanNetwork } from '#models/scan-networks';
import { type Experiment, type ExperimentContext, ExperimentError } from './experiment.ts';
import { type NetworkName, siteNetwork } from './networks.ts';

export interface ScanFiltersOptions {
  networks: NetworkName[];
}

/** The filters of a network's first layer. */
export interface FirstFilters {
  network: NetworkName;
  layer: string;
  /** Voxels of one filter along depth, height and width; depth is 1 for a flat one. */
  kernel: [number, number, number];
  filters: number;
  /** [filters, depth, height, width] */
  weights: Float32Array;
  /** The random weights that training began with, [filters, depth, height, width]. */
  start: Float32Array;
  /** One a filter. */
  biases: Float32Array;
  parameters: number;
}

/** The filters of the first layers of the networks that read scans. */
export const run: Experiment<ScanFiltersOptions, never, { networks: FirstFilters[] }> = async function* (
  { networks: names },
  context,
) {
  const networks: FirstFilters[] = [];
  for (const [done, name] of names.entries()) {
    yield { done, total: names.length, what: 'networks loaded' };
    const network = await siteNetwork(name, context);
    const first = network.layers.find((layer) => /^Conv[23]D$/.test(layer.getClassName()));
    if (!first) throw new ExperimentError('bad-input', `The network ${name} has no convolution.`);
    const [kernel, bias] = first.getWeights();
    const sides = kernel!.shape.slice(0, -2);
    const filters = kernel!.shape.at(-1)!;
    const values = await kernel!.data<'float32'>();
    const weights = filterByFilter(values, filters);
    const start = filterByFilter(await startWeights(name, sides.length as ScanDimensions, context), filters);
    networks.push({
      network: name,
      layer: first.name,
      kernel: [...(sides.length === 2 ? [1] : []), ...sides] as [number, number, number],
      filters,
      weights,
      start,
      biases: bias ? (await bias.data<'float32'>()).slice() : new Float32Array(filters),
      parameters: network.countParams(),
    });
  }
  return { networks };
};

/** The first layer's weights before training, which follow from the seed on the network's card. */
async function startWeights(
  name: NetworkName,
  dimensions: ScanDimensions,
  context: ExperimentContext,
): Promise<Float32Array> {
  const card = new TextDecoder().decode(await context.asset(`models/${name}/card.json`));
  const { seed } = JSON.parse(card) as { seed: number };
  const start = scanNetwork(dimensions, seed);
  const values = (await start.layers[0]!.getWeights()[0]!.data<'float32'>()).slice();
  start.dispose();
  return values;
}

/** From tfjs's order, in which a filter is the last axis, to one filter after another. */
function filterByFilter(values: Float32Array, filters: number): Float32Array {
  const cells = values.length / filters;
  return Float32Array.from(values, (_, i) => values[(i % cells) * filters + Math.floor(i / cells)]!);
}
