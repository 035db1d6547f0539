import { tidy } from '@tensorflow/tfjs-core';
import { unitMap, withActivations } from '#models/activations';
import type { Experiment } from './experiment.ts';
import { type NetworkSource, openNetwork, siteUnit } from './networks.ts';
import { decodeInput } from './own-pictures.ts';
import { type FileInput, PictureBatch, type PictureInput } from './picture-input.ts';

export interface ActivationMapOptions {
  network: NetworkSource;
  layer: string;
  unit: number;
  pictures: (PictureInput | FileInput)[];
}

/** One picture's map, and the network's answer: one probability a class. */
export interface ActivationMapPartial {
  index: number;
  rows: number;
  columns: number;
  /** [rows, columns], from 0 up. */
  values: Float32Array;
  probabilities: Float32Array;
}

export interface ActivationMapResult {
  count: number;
}

/**
 * Where in some pictures a unit is active, picture by picture; files that can't be read are passed over.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer or unit, or own pixels that don't fit
 */
export const run: Experiment<ActivationMapOptions, ActivationMapPartial, ActivationMapResult> =
  async function* ({ network: name, layer, unit, pictures }, context) {
    const { network, form } = await openNetwork(name, context);
    const { rows, columns } = siteUnit(network, layer, unit);
    const look = withActivations(network, [layer]);
    for (const [index, input] of pictures.entries()) {
      context.signal.throwIfAborted();
      const batch = new PictureBatch(1, form);
      const readable = input.kind === 'file' ? await decodeInput(input, form, context) : input;
      if (!readable) continue;
      batch.enter(0, readable);
      const { map, answer } = tidy(() => {
        const { maps, probabilities } = look(batch.tensor());
        return { map: unitMap(maps[0]!, unit), answer: probabilities };
      });
      const [values, probabilities] = (await Promise.all([map.data(), answer.data()])) as [
        Float32Array,
        Float32Array,
      ];
      map.dispose();
      answer.dispose();
      const partial = { index, rows, columns, values: values.slice(), probabilities: probabilities.slice() };
      yield { done: index + 1, total: pictures.length, what: 'pictures looked at', partial };
    }
    return { count: pictures.length };
  };
