import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type ExperimentContext, ExperimentError, type OwnPixels } from '#experiments/experiment';
import type { OwnBatch } from '#experiments/mine-files';
import { type MinePatchesOptions, type MinePatchesPartial, run } from '#experiments/mine-patches';
import { PictureBatch } from '#experiments/picture-input';
import { PictureMaxima } from '#math/picture-maxima';
import { withActivations } from '#models/activations';
import { OWN_PICTURES } from '#world/scene/sets';
import { finish } from '../../../scripts/file-context.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();
const LAYERS = ['conv2', 'conv5'];

/** Files whose text is a number: it is the picture's seed, or a reason why it can't be read. */
const file = (text: string | number) => new Blob([String(text)]);
const readable = (count: number) => Array.from({ length: count }, (_, i) => file(i));

function speckles(seed: number): Uint8ClampedArray {
  let state = seed + 1;
  return Uint8ClampedArray.from({ length: 64 * 64 * 4 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** A context that decodes such files, and tells how many are decoded at once at most, and how often in all. */
function fakeDecoder() {
  const seen = { open: 0, most: 0, decoded: 0 };
  const decode: ExperimentContext['decode'] = async (blob, wanted): Promise<OwnPixels[]> => {
    seen.open += 1;
    seen.most = Math.max(seen.most, seen.open);
    seen.decoded += 1;
    const text = await blob.text();
    await new Promise((resolve) => setTimeout(resolve, 1));
    seen.open -= 1;
    if (!/^\d/.test(text)) throw new ExperimentError('bad-input', text);
    const animated = text.endsWith('a');
    return wanted.map(({ width, height }) => ({
      width,
      height,
      data: speckles(Number.parseInt(text, 10)),
      animated,
    }));
  };
  return { seen, context: { ...site.context(), decode } };
}

const options = (files: Blob[], more: Partial<MinePatchesOptions> = {}): MinePatchesOptions => ({
  network: 'pictures',
  layers: LAYERS,
  source: { kind: 'files', files },
  keep: 4,
  ...more,
});

/** Every map read back and searched: per layer and unit, all pictures, strongest first. */
function rankByHand(layer: string, files: { file: number; seed: number }[]) {
  const look = withActivations(site.network(), [layer]);
  const found: { seed: number; value: number; row: number; column: number }[][] = [];
  for (const { file: place, seed } of files) {
    const batch = new PictureBatch(1);
    batch.enter(0, { kind: 'pixels', width: 64, height: 64, data: speckles(seed) });
    const { shape, data } = tf.tidy(() => {
      const map = look(batch.tensor()).maps[0]!;
      return { shape: map.shape, data: map.dataSync() as Float32Array };
    });
    const [, rows, columns, units] = shape;
    for (let unit = 0; unit < units; unit++) {
      let best = { seed: OWN_PICTURES + place, value: -1, row: 0, column: 0 };
      for (let at = 0; at < rows * columns; at++) {
        const value = data[at * units + unit]!;
        if (value > best.value) {
          best = { ...best, value, row: Math.floor(at / columns), column: at % columns };
        }
      }
      found[unit] = [...(found[unit] ?? []), best];
    }
  }
  return found.map((list) => list.sort((a, b) => b.value - a.value || a.seed - b.seed));
}

function asObjects(list: MinePatchesPartial['lists'][number]) {
  return Array.from({ length: list.units }, (_, unit) =>
    Array.from({ length: list.keep }, (_, rank) => {
      const at = unit * list.keep + rank;
      return { seed: list.seeds[at], value: list.values[at], row: list.rows[at], column: list.columns[at] };
    }),
  );
}

describe('mine-patches over own files', () => {
  it('finds what a search of every map finds, passing over what can’t be read', async () => {
    const { context, seen } = fakeDecoder();
    const files = [file(3), file('damaged'), ...readable(17), file('too small'), file('40a')];
    const batches: OwnBatch[] = [];
    const { lists, pictures } = await finish(run, options(files), context, ({ own }) => batches.push(own!));
    expect(pictures).toBe(21);
    const read = [
      { file: 0, seed: 3 },
      ...Array.from({ length: 17 }, (_, i) => ({ file: i + 2, seed: i })),
      { file: 20, seed: 40 },
    ];
    for (const list of lists) {
      expect(asObjects(list)).toEqual(rankByHand(list.layer, read).map((all) => all.slice(0, 4)));
    }
    expect(batches.flatMap(({ unread }) => unread)).toEqual([
      { file: 1, reason: 'damaged' },
      { file: 19, reason: 'too small' },
    ]);
    expect(batches.flatMap(({ animated }) => animated)).toEqual([20]);
    expect(seen).toEqual({ open: 0, most: 1, decoded: 21 });
  });

  it('hands out every picture’s maxima and pixels, from which any ranking follows', async () => {
    const { context } = fakeDecoder();
    const files = [...readable(5), file('damaged'), ...readable(4)];
    const units = LAYERS.reduce(
      (sum, layer) => sum + (site.network().getLayer(layer).outputShape as number[])[3]!,
      0,
    );
    const maxima = new PictureMaxima(units);
    const pixels = new Map<number, Uint8ClampedArray>();
    const { lists } = await finish(run, options(files, { batch: 3 }), context, ({ own }) => {
      maxima.add(own!.pictures, own!.values, own!.positions);
      for (const [i, picture] of own!.pictures.entries()) {
        pixels.set(picture, own!.pixels.subarray(i * 64 * 64 * 4, (i + 1) * 64 * 64 * 4));
      }
    });
    const read = [0, 1, 2, 3, 4, 6, 7, 8, 9].map((place) => ({
      file: place,
      seed: place < 5 ? place : place - 6,
    }));
    expect([...pixels.keys()]).toEqual(read.map((one) => OWN_PICTURES + one.file));
    expect(pixels.get(OWN_PICTURES + 7)).toEqual(speckles(1));
    let offset = 0;
    for (const { layer, units: count, columns } of mapsOf(lists)) {
      const byHand = rankByHand(layer, read);
      for (let unit = 0; unit < count; unit++) {
        const ranked = maxima.rank(offset + unit).map(({ picture, value, position }) => ({
          seed: picture,
          value,
          row: Math.floor(position / columns),
          column: position % columns,
        }));
        expect(ranked).toEqual(byHand[unit]);
      }
      offset += count;
    }
  });

  it('goes on where it was stopped', async () => {
    const { context, seen } = fakeDecoder();
    const files = readable(14);
    const whole = await finish(run, options(files), context);
    let stopped: MinePatchesPartial | undefined;
    for await (const { partial } of run(options(files, { batch: 4 }), context)) {
      if (!partial) continue;
      stopped = partial;
      break;
    }
    seen.decoded = 0;
    const source = { kind: 'files', files, from: stopped!.pictures } as const;
    const rest = await finish(run, options(files, { source, start: stopped!.lists }), context);
    expect(stopped!.pictures).toBe(4);
    expect(seen.decoded).toBe(10);
    expect(rest.lists).toEqual(whole.lists);
  });

  it('says what it read of a folder in which nothing can be read', async () => {
    const { context } = fakeDecoder();
    const files = Array.from({ length: 11 }, () => file('damaged'));
    const batches: OwnBatch[] = [];
    const { lists } = await finish(run, options(files), context, ({ own }) => batches.push(own!));
    expect(batches.flatMap(({ unread }) => unread)).toHaveLength(11);
    expect(Math.max(...lists.flatMap(({ values }) => [...values]))).toBe(-Infinity);
    expect((await finish(run, options([]), context)).pictures).toBe(0);
  });

  it('stops when it is cancelled, and when decoding fails for another reason', async () => {
    const { context } = fakeDecoder();
    const controller = new AbortController();
    const steps = run(options(readable(100)), { ...context, signal: controller.signal });
    await steps.next();
    controller.abort(new Error('cancelled'));
    await expect(steps.next()).rejects.toThrow('cancelled');
    const decode = () => Promise.reject(new ExperimentError('failed', 'no canvas'));
    await expect(finish(run, options(readable(1)), { ...context, decode })).rejects.toThrow('no canvas');
  });

  it('leaves the same tensors after five runs as after one', async () => {
    const { context } = fakeDecoder();
    await finish(run, options(readable(10)), context);
    const after = tf.memory().numTensors;
    for (let i = 0; i < 4; i++) await finish(run, options(readable(10)), context);
    expect(tf.memory().numTensors).toBe(after);
  });

  it('refuses to go on from a picture that is not there', async () => {
    const source = { kind: 'files', files: readable(2), from: 3 } as const;
    const refused = finish(run, options([], { source }), fakeDecoder().context);
    await expect(refused).rejects.toMatchObject({ code: 'bad-input' });
  });
});

function mapsOf(lists: MinePatchesPartial['lists']) {
  const layers = site.network().layers;
  return lists.map(({ layer, units }) => {
    const shape = layers.find(({ name }) => name === layer)!.outputShape as number[];
    return { layer, units, columns: shape[2]! };
  });
}
