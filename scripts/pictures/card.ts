import type { LayersModel } from '@tensorflow/tfjs-layers';
import { wilsonInterval } from '#math/interval';
import { receptiveField } from '#math/receptive-field';
import { CONVOLUTIONS, pictureWindows } from '#models/picture-network';
import type { EpochFigures, PictureCard } from '#site/model-card';
import { SCENE_SETS } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';

interface CardSource {
  model: LayersModel;
  seed: number;
  training: Pick<PictureCard['training'], 'pictures' | 'epochs' | 'batch' | 'rate' | 'weightDecay'>;
  curve: EpochFigures[];
  test: { loss: number; correct: number; confusion: number[][] };
}

/** Puts the card together from a trained network and its figures. */
export function pictureCard({ model, seed, training, curve, test }: CardSource): PictureCard {
  const fields = receptiveField(pictureWindows());
  const parameters = model.countParams();
  return {
    network: 'pictures',
    seed,
    parameters,
    weightBytes: parameters * 4,
    classes: [...CLASS_NAMES],
    layers: CONVOLUTIONS.map(({ name, kernel, filters, pool }) => {
      const { size, jump } = fields.find((field) => field.name === name)!;
      return { name, kernel, filters, pool, field: size, jump };
    }),
    training: { ...training, validationPictures: SCENE_SETS.validation.count, optimiser: 'Adam' },
    curve: curve.map(roundFigures),
    test: testFigures(test),
  };
}

/** Accuracy with its interval, and recall and precision of each class, from the confusion matrix. */
export function testFigures({ loss, correct, confusion }: CardSource['test']): PictureCard['test'] {
  const pictures = confusion.flat().reduce((sum, count) => sum + count, 0);
  return {
    pictures,
    correct,
    accuracy: correct / pictures,
    interval: wilsonInterval(correct, pictures),
    loss: round(loss),
    confusion,
    perClass: CLASS_NAMES.map((name, i) => {
      const own = confusion[i]!.reduce((sum, count) => sum + count, 0);
      const answered = confusion.reduce((sum, row) => sum + row[i]!, 0);
      const right = confusion[i]![i]!;
      return { name, pictures: own, recall: round(right / own), precision: round(right / answered) };
    }),
  };
}

function roundFigures(figures: EpochFigures): EpochFigures {
  const entries = Object.entries(figures).map(([name, value]) => [name, round(value)]);
  return Object.fromEntries(entries) as EpochFigures;
}

/** Five decimals. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
