import { type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { copyRanking, enterBatch, type RankedLayer } from '#math/ranked-list';
import { type MapShape, strongestActivations, withActivations } from '#models/activations';

/** What a batch of pictures excites: matrices [pictures, units of all layers side by side]. */
export interface BatchAnswer {
  values: Float32Array;
  /** row · columns + column in the layer's map. */
  positions: Float32Array;
}

/** Runs batches of pictures through a network and keeps, for every unit, those that excite it most. */
export class PatchMiner {
  readonly #maps: readonly MapShape[];
  readonly #lists: RankedLayer[];
  readonly #look: ReturnType<typeof withActivations>;
  /** Time in the network alone. */
  forwardMilliseconds = 0;

  /** @param lists one a layer, in the order of the maps: improved in place */
  constructor(network: LayersModel, maps: readonly MapShape[], lists: RankedLayer[]) {
    this.#maps = maps;
    this.#lists = lists;
    this.#look = withActivations(
      network,
      maps.map(({ layer }) => layer),
    );
  }

  /** The lists as they are now, in memory of their own. */
  get lists(): RankedLayer[] {
    return this.#lists.map(copyRanking);
  }

  /**
   * Enters a batch into the lists.
   *
   * @param makeInput the batch as the network takes it, [pictures, rows, columns, channels]; it is disposed here
   * @param seeds the pictures' numbers
   */
  async enter(makeInput: () => Tensor4D, seeds: readonly number[]): Promise<BatchAnswer> {
    const strongest = tidy(() => {
      const input = makeInput();
      const before = performance.now();
      const answer = this.#look(input);
      this.forwardMilliseconds += performance.now() - before;
      return strongestActivations(answer.maps);
    });
    const [values, positions] = await readBoth(strongest.values, strongest.positions);
    this.#enterLayers(seeds, values, positions);
    return { values, positions };
  }

  #enterLayers(seeds: readonly number[], values: Float32Array, positions: Float32Array): void {
    const width = this.#maps.reduce((sum, { units }) => sum + units, 0);
    let offset = 0;
    for (const [i, { units, columns }] of this.#maps.entries()) {
      const part = (matrix: Float32Array) => {
        const own = new Float32Array(seeds.length * units);
        for (let picture = 0; picture < seeds.length; picture++) {
          const from = picture * width + offset;
          own.set(matrix.subarray(from, from + units), picture * units);
        }
        return own;
      };
      enterBatch(this.#lists[i]!, { seeds, values: part(values), positions: part(positions), columns });
      offset += units;
    }
  }
}

async function readBoth(values: Tensor, positions: Tensor): Promise<[Float32Array, Float32Array]> {
  try {
    return (await Promise.all([values.data(), positions.data()])) as [Float32Array, Float32Array];
  } finally {
    values.dispose();
    positions.dispose();
  }
}
