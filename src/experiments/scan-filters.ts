import { type Experiment, ExperimentError } from './experiment.ts';
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
  /** One a filter. */
  biases: Float32Array;
  parameters: number;
}

/** The filters of the first layers of networks that read one channel of greys. */
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
    const cells = values.length / filters;
    const weights = Float32Array.from(
      values,
      (_, i) => values[(i % cells) * filters + Math.floor(i / cells)]!,
    );
    networks.push({
      network: name,
      layer: first.name,
      kernel: [...(sides.length === 2 ? [1] : []), ...sides] as [number, number, number],
      filters,
      weights,
      biases: bias ? (await bias.data<'float32'>()).slice() : new Float32Array(filters),
      parameters: network.countParams(),
    });
  }
  return { networks };
};
