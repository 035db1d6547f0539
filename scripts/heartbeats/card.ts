import type { LayersModel } from '@tensorflow/tfjs-layers';
import { receptiveField } from '#math/receptive-field';
import { SIGNAL_CONVOLUTIONS, signalWindows } from '#models/heartbeat-network';
import type { EpochFigures, HeartbeatCard } from '#site/model-card';
import { SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { RHYTHMS, rhythmTitle } from '#world/signal/rhythms';
import { SIGNAL_SETS } from '#world/signal/sets';
import { beatTimes, nearestNeighbours } from './baseline.ts';
import { evaluateSignals, type SignalEvaluation } from './evaluate.ts';
import { layerMeans, probe } from './probe.ts';
import { round, shareFigure } from './share-figure.ts';
import { labelledSignals } from './signals.ts';

/** At which standard deviations of the noise the network is measured, in millivolt. */
const NOISE_LEVELS = [0, 0.05, 0.1, 0.15, 0.2, 0.3];

interface CardSource {
  model: LayersModel;
  seed: number;
  training: Pick<HeartbeatCard['training'], 'epochs' | 'batch' | 'rate' | 'weightDecay'>;
  curve: EpochFigures[];
}

/** Puts the card together from a trained network: measures it on the test signals. */
export function heartbeatCard({ model, seed, training, curve }: CardSource): HeartbeatCard {
  const fields = receptiveField(signalWindows());
  const parameters = model.countParams();
  return {
    network: 'heartbeats',
    seed,
    parameters,
    weightBytes: parameters * 4,
    sampleRate: SAMPLE_RATE,
    samples: SAMPLES,
    classes: RHYTHMS.map(rhythmTitle),
    layers: SIGNAL_CONVOLUTIONS.map(({ name, kernel, filters, pool }) => {
      const { size, jump } = fields.find((field) => field.name === name)!;
      return { name, kernel, filters, pool: pool > 1, poolSize: pool, field: size, jump };
    }),
    training: {
      ...training,
      signals: SIGNAL_SETS.train.count,
      validationSignals: SIGNAL_SETS.validation.count,
      optimiser: 'Adam',
    },
    curve: curve.map((figures) => {
      const entries = Object.entries(figures).map(([name, value]) => [name, round(value)]);
      return Object.fromEntries(entries) as EpochFigures;
    }),
    test: heartbeatFigures(model),
    probes: probeFigures(model),
    beatTimes: beatTimesFigures(),
  };
}

/** What the network gets right on the test signals, as they are and with the same noise in all. */
export function heartbeatFigures(model: LayersModel): HeartbeatCard['test'] {
  const { test } = SIGNAL_SETS;
  const plain = evaluateSignals(model, labelledSignals(test));
  const noise = NOISE_LEVELS.map((level) => {
    const { correct } = evaluateSignals(
      model,
      labelledSignals(test, (heart) => ({ ...heart, noise: level })),
    );
    return { level, ...shareFigure(correct, test.count) };
  });
  return { ...testFigures(plain), noise };
}

function testFigures({ loss, correct, confusion }: SignalEvaluation): Omit<HeartbeatCard['test'], 'noise'> {
  const signals = confusion.flat().reduce((sum, count) => sum + count, 0);
  const { share, low, high } = shareFigure(correct, signals);
  return {
    signals,
    correct,
    accuracy: share,
    interval: { low, high },
    loss: round(loss),
    confusion,
    perClass: RHYTHMS.map((name, i) => {
      const own = confusion[i]!.reduce((sum, count) => sum + count, 0);
      const answered = confusion.reduce((sum, row) => sum + row[i]!, 0);
      const right = confusion[i]![i]!;
      return {
        name,
        title: rhythmTitle(name),
        signals: own,
        recall: shareFigure(right, own),
        precision: round(right / answered),
      };
    }),
  };
}

/** How much of the rhythm can be read from each layer, if nothing but one more softmax layer is trained. */
export function probeFigures(model: LayersModel): HeartbeatCard['probes'] {
  const names = SIGNAL_CONVOLUTIONS.map(({ name }) => name);
  const [train, test] = [labelledSignals(SIGNAL_SETS.train), labelledSignals(SIGNAL_SETS.test)];
  const [known, unseen] = [layerMeans(model, names, train), layerMeans(model, names, test)];
  return names.map((layer, i) => {
    const correct = probe(
      { ...known[i]!, labels: train.labels },
      { ...unseen[i]!, labels: test.labels },
      RHYTHMS.length,
    );
    return { layer, ...shareFigure(correct, test.count) };
  });
}

/** How far one gets with the moments of the beats, without a look at any wave. */
function beatTimesFigures(): HeartbeatCard['beatTimes'] {
  const [train, test] = [beatTimes(SIGNAL_SETS.train), beatTimes(SIGNAL_SETS.test)];
  const figure = (used: 1 | 2) => shareFigure(nearestNeighbours(train, test, used), test.labels.length);
  return { rate: figure(1), rateAndSpread: figure(2) };
}
