import { max, tidy } from '@tensorflow/tfjs-core';
import { unitMap, withActivations } from '#models/activations';
import { FACTOR_RANGES, type NumericFactor, type SceneFactors } from '#world/scene/factors';
import { type Experiment, ExperimentError } from './experiment.ts';
import { type NetworkName, siteNetwork, siteUnit } from './networks.ts';
import { PictureBatch } from './picture-input.ts';

export interface TuneUnitOptions {
  network: NetworkName;
  layer: string;
  unit: number;
  /** The scene, of which one factor goes through `values`. */
  factors: SceneFactors;
  vary: NumericFactor;
  values: number[];
}

export interface TuneUnitPartial {
  index: number;
  /** The unit's greatest activation over the picture. */
  response: number;
}

export interface TuneUnitResult {
  /** One a value. */
  responses: Float32Array;
}

/**
 * A unit's tuning curve: its greatest activation while one factor of a scene changes and all else stays.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer, unit or factor
 */
export const run: Experiment<TuneUnitOptions, TuneUnitPartial, TuneUnitResult> = async function* (
  { network: name, layer, unit, factors, vary, values },
  context,
) {
  if (!(vary in FACTOR_RANGES)) throw new ExperimentError('bad-input', `A scene has no factor ${vary}.`);
  const network = await siteNetwork(name, context);
  siteUnit(network, layer, unit);
  const look = withActivations(network, [layer]);
  const responses = new Float32Array(values.length);
  for (const [index, value] of values.entries()) {
    context.signal.throwIfAborted();
    const batch = new PictureBatch(1);
    batch.enter(0, { kind: 'factors', factors: { ...factors, [vary]: value } });
    const strongest = tidy(() => max(unitMap(look(batch.tensor()).maps[0]!, unit)));
    const response = (await strongest.data())[0]!;
    strongest.dispose();
    responses[index] = response;
    const partial = { index, response };
    yield { done: index + 1, total: values.length, what: 'pictures looked at', partial };
  }
  return { responses };
};
