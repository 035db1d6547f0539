import { tidy } from '@tensorflow/tfjs-core';
import { ON_SHARE, type Overlap, OverlapTable, onPixels } from '#math/concept-overlap';
import { ActivationHistogram } from '#math/dissection';
import { type MapShape, unitMap, withActivations } from '#models/activations';
import { randomStream } from '#world/random';
import { NETWORK_SIZE, type SceneMasks } from '#world/scene/render';
import { ATLAS_PICTURES, ATLAS_SEED } from '#world/scene/sets';
import { type Experiment, ExperimentError, type Progress } from './experiment.ts';
import {
  CONCEPTS,
  type Concept,
  KINDS,
  LABELS,
  type MaskedPicture,
  maskedPicture,
  OFFSETS,
} from './masked-picture.ts';
import { type NetworkName, siteNetwork, siteUnit } from './networks.ts';
import { PictureBatch } from './picture-input.ts';

export interface DissectUnitOptions {
  network: NetworkName;
  layer: string;
  unit: number;
  /** The first so many pictures of the atlas. */
  pictures: number;
  /** Scene seeds of pictures whose map and masks are wanted, too. */
  show?: number[];
}

/** A picture with what is compared in it. */
export interface ShownPicture {
  seed: number;
  /** RGB, [64, 64, 3]. */
  pixels: Uint8ClampedArray;
  rows: number;
  columns: number;
  /** The unit's map, [rows, columns]. */
  values: Float32Array;
  /** [64, 64] each; 0 is background, else 1 + index in the kind's vocabulary. */
  masks: SceneMasks;
}

/** How well a concept's masks overlap where the unit is on, over all pictures together. */
export interface MeasuredConcept extends Overlap, Pick<Concept, 'kind' | 'name'> {
  /** 95 % of resamples lie here; only of the best few, and only at the end. */
  low?: number;
  high?: number;
}

export interface Measured {
  pictures: number;
  /** How many activations the threshold was taken from. */
  activations: number;
  threshold: number;
  /** All concepts, best first. */
  concepts: MeasuredConcept[];
}

export interface DissectUnitPartial {
  shown?: ShownPicture;
  /** The whole measurement, on the pictures looked at so far. */
  measured?: Measured;
}

export interface DissectUnitResult extends Measured {
  milliseconds: number;
  backend: string;
}

const BATCH = 16;
/** Milliseconds between two signs of life, and between two partial measurements. */
const BREATH = 70;
const PARTIAL_EVERY = 400;
/** A partial measurement waits until there are so many times the pictures of the one before. */
const GROWTH = 1.2;
const RESAMPLES = 400;
const RESAMPLE_SEED = 1;
/** How many of the best concepts are resampled. */
const RESAMPLED = 12;

/**
 * Network dissection of one unit (Bau et al. 2017): which concept's masks overlap best where the unit is on, over
 * pictures of the atlas, which are rendered here with their masks. The unit is on where its map, enlarged to the
 * picture, reaches the threshold that at most 0.5 % of its activations reach.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer or unit, or an impossible number of pictures
 */
export const run: Experiment<DissectUnitOptions, DissectUnitPartial, DissectUnitResult> = async function* (
  { network: name, layer, unit, pictures, show = [] },
  context,
) {
  const { signal, backend } = context;
  if (!Number.isInteger(pictures) || pictures < 1 || pictures > ATLAS_PICTURES) {
    const message = `A unit is measured on 1 to ${ATLAS_PICTURES} pictures of the atlas, not on ${pictures}.`;
    throw new ExperimentError('bad-input', message);
  }
  const started = performance.now();
  const network = await siteNetwork(name, context);
  const shape = siteUnit(network, layer, unit);
  const look = withActivations(network, [layer]);
  const mapsOf = async (batch: PictureBatch): Promise<Float32Array[]> => {
    const tensor = tidy(() => unitMap(look(batch.tensor()).maps[0]!, unit));
    const all = (await tensor.data().finally(() => tensor.dispose())) as Float32Array;
    const length = shape.rows * shape.columns;
    return Array.from({ length: all.length / length }, (_, i) => all.slice(i * length, (i + 1) * length));
  };

  let seen = 0;
  const progress = (partial?: DissectUnitPartial): Progress<DissectUnitPartial> => {
    const told = { done: seen, total: show.length + pictures, what: 'pictures looked at' };
    return partial ? { ...told, partial } : told;
  };
  /** Goes through steps without holding up the thread. */
  function* breathing<R>(steps: Generator<void, R>): Generator<Progress<DissectUnitPartial>, R> {
    for (let since = performance.now(); ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - since < BREATH) continue;
      yield progress();
      signal.throwIfAborted();
      since = performance.now();
    }
  }

  for (const seed of show) {
    const picture = maskedPicture(seed);
    const [values] = await mapsOf(batchOf([picture]));
    seen++;
    yield progress({ shown: shownPicture(seed, picture, shape, values!) });
    signal.throwIfAborted();
  }

  const sample: Sample = { shape, pictures: [], maps: [] };
  let measuredAt = performance.now();
  let measuredOn = 0;
  while (sample.pictures.length < pictures) {
    const first = sample.pictures.length;
    const batch = yield* breathing(renderPictures(first, Math.min(BATCH, pictures - first)));
    sample.pictures.push(...batch);
    sample.maps.push(...(await mapsOf(batchOf(batch))));
    const count = sample.pictures.length;
    seen = show.length + count;
    const isDue = performance.now() - measuredAt > PARTIAL_EVERY && count > measuredOn * GROWTH;
    if (isDue && count < pictures) {
      const { measured } = yield* breathing(measure(sample));
      yield progress({ measured });
      measuredAt = performance.now();
      measuredOn = count;
    } else yield progress();
    signal.throwIfAborted();
  }
  const { measured, table } = yield* breathing(measure(sample));
  yield* breathing(addIntervals(measured, table));
  return { ...measured, milliseconds: performance.now() - started, backend };
};

interface Sample {
  shape: MapShape;
  pictures: MaskedPicture[];
  /** The unit's map on each picture. */
  maps: Float32Array[];
}

function* renderPictures(first: number, count: number): Generator<void, MaskedPicture[]> {
  const pictures: MaskedPicture[] = [];
  for (let i = 0; i < count; i++) {
    pictures.push(maskedPicture(ATLAS_SEED + first + i));
    yield;
  }
  return pictures;
}

function batchOf(pictures: readonly MaskedPicture[]): PictureBatch {
  const batch = new PictureBatch(pictures.length);
  for (const [i, { pixels }] of pictures.entries()) batch.set(i, pixels, 3);
  return batch;
}

/** What is handed over must not be what is kept. */
function shownPicture(
  seed: number,
  { pixels, masks }: MaskedPicture,
  { rows, columns }: MapShape,
  values: Float32Array,
): ShownPicture {
  const { object, part, texture, colour } = masks;
  const copies = {
    object: object.slice(),
    part: part.slice(),
    texture: texture.slice(),
    colour: colour.slice(),
  };
  return { seed, pixels: pixels.slice(), rows, columns, values, masks: copies };
}

function* measure({
  shape,
  pictures,
  maps,
}: Sample): Generator<void, { measured: Measured; table: OverlapTable }> {
  const { rows, columns } = shape;
  let greatest = 0;
  for (const map of maps) for (const value of map) if (value > greatest) greatest = value;
  const histogram = new ActivationHistogram(greatest);
  for (const map of maps) {
    for (const value of map) histogram.add(value);
    yield;
  }
  const threshold = histogram.threshold(ON_SHARE);
  const table = new OverlapTable(maps.length, LABELS);
  for (const [i, map] of maps.entries()) {
    const { masks, areas } = pictures[i]!;
    const on = onPixels(map, rows, columns, NETWORK_SIZE, threshold);
    const labels = KINDS.map((kind) => masks[kind]);
    table.enter(i, on, labels, OFFSETS, areas);
    yield;
  }
  const concepts = CONCEPTS.map(({ kind, name, label }) => ({ kind, name, ...table.overlap(label) }));
  concepts.sort((a, b) => b.iou - a.iou);
  const activations = maps.length * rows * columns;
  return { measured: { pictures: maps.length, activations, threshold, concepts }, table };
}

function* addIntervals({ concepts }: Measured, table: OverlapTable): Generator<void, void> {
  for (const concept of concepts.slice(0, RESAMPLED)) {
    const { label } = CONCEPTS.find(({ kind, name }) => kind === concept.kind && name === concept.name)!;
    Object.assign(concept, table.interval(label, RESAMPLES, randomStream(RESAMPLE_SEED)));
    yield;
  }
}
