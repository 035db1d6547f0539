import type { LayersModel } from '@tensorflow/tfjs-layers';
import { receptiveField } from '#math/receptive-field';
import { ENCODER_CONVOLUTIONS, ENCODING_SIZE, encoderWindows } from '#models/face-encoder';
import type { FaceCard, StepFigures } from '#site/model-card';
import { encodeSet } from './evaluate.ts';
import type { FaceSet } from './face-set.ts';
import { chooseThresholds, round, testFigures } from './measure.ts';
import { pairTable } from './pair-table.ts';

interface CardSource {
  model: LayersModel;
  seed: number;
  training: FaceCard['training'];
  curve: StepFigures[];
  validation: FaceSet;
  test: FaceSet;
}

/** Puts the card together from a trained encoder and its faces. */
export function faceCard({ model, seed, training, curve, validation, test }: CardSource): FaceCard {
  const fields = receptiveField(encoderWindows());
  const parameters = model.countParams();
  return {
    network: 'faces',
    seed,
    parameters,
    weightBytes: parameters * 4,
    encoding: ENCODING_SIZE,
    layers: ENCODER_CONVOLUTIONS.map(({ name, kernel, filters, pool }) => {
      const { size, jump } = fields.find((field) => field.name === name)!;
      return { name, kernel, filters, pool, field: size, jump };
    }),
    training,
    curve: curve.map(
      (figures) =>
        Object.fromEntries(
          Object.entries(figures).map(([name, value]) => [name, round(value)]),
        ) as unknown as StepFigures,
    ),
    test: measureEncoder(model, validation, test),
  };
}

/** The card's figures on the test people, at thresholds chosen on the validation people. */
export function measureEncoder(model: LayersModel, validation: FaceSet, test: FaceSet): FaceCard['test'] {
  const thresholds = chooseThresholds(pairTable(encodeSet(model, validation), validation.pictures));
  return testFigures(pairTable(encodeSet(model, test), test.pictures), test.first, thresholds);
}
