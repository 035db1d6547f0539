import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ExperimentContext, Pixels } from '#experiments/experiment';
import { type MinePatchesOptions, type MinePatchesPartial, run } from '#experiments/mine-patches';
import { PictureBatch } from '#experiments/picture-input';
import { withActivations } from '#models/activations';
import { ATLAS_PICTURES, ATLAS_SEED } from '#world/scene/sets';
import { finish } from '../../../scripts/file-context.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();
const FROM = 77;
const options = (count: number, more: Partial<MinePatchesOptions> = {}): MinePatchesOptions => ({
  network: 'pictures',
  layers: ['conv2', 'conv5'],
  source: { kind: 'world', from: FROM, count },
  keep: 4,
  batch: 5,
  ...more,
});

/** Every map read back and searched, picture by picture. */
function rankByHand(layer: string, pictures: PictureBatch[], seeds: number[], keep: number) {
  const look = withActivations(site.network(), [layer]);
  const found: { seed: number; value: number; row: number; column: number }[][] = [];
  for (const [i, picture] of pictures.entries()) {
    const { shape, data } = tf.tidy(() => {
      const map = look(picture.tensor()).maps[0]!;
      return { shape: map.shape, data: map.dataSync() as Float32Array };
    });
    const [, rows, columns, units] = shape;
    for (let unit = 0; unit < units; unit++) {
      let best = { seed: seeds[i]!, value: -1, row: 0, column: 0 };
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const value = data[(row * columns + column) * units + unit]!;
          if (value > best.value) best = { seed: seeds[i]!, value, row, column };
        }
      }
      found[unit] = [...(found[unit] ?? []), best];
    }
  }
  return found.map((list) => list.sort((a, b) => b.value - a.value || a.seed - b.seed).slice(0, keep));
}

function seedPictures(seeds: number[]): PictureBatch[] {
  return seeds.map((seed) => {
    const batch = new PictureBatch(1);
    batch.enter(0, { kind: 'seed', seed });
    return batch;
  });
}

const sheets = new Map<number, Pixels>();

/** A sheet of 16 × 16 tiles, each with other speckles. */
function speckledSheet(number: number): Pixels {
  const known = sheets.get(number);
  if (known) return known;
  const data = new Uint8ClampedArray(1024 * 1024 * 4);
  let state = number + 1;
  for (let i = 0; i < data.length; i += 5) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  const sheet = { width: 1024, height: 1024, data };
  sheets.set(number, sheet);
  return sheet;
}

function sheetTile(sheet: Uint8ClampedArray, tile: number): PictureBatch {
  const data = new Uint8ClampedArray(64 * 64 * 4);
  for (let row = 0; row < 64; row++) {
    const from = ((Math.floor(tile / 16) * 64 + row) * 1024 + (tile % 16) * 64) * 4;
    data.set(sheet.subarray(from, from + 256), row * 256);
  }
  const batch = new PictureBatch(1);
  batch.enter(0, { kind: 'pixels', width: 64, height: 64, data });
  return batch;
}

/** The lists of one layer as objects, unit by unit. */
function asObjects(list: MinePatchesPartial['lists'][number]) {
  return Array.from({ length: list.units }, (_, unit) =>
    Array.from({ length: list.keep }, (_, rank) => {
      const at = unit * list.keep + rank;
      return { seed: list.seeds[at], value: list.values[at], row: list.rows[at], column: list.columns[at] };
    }),
  );
}

describe('mine-patches', () => {
  it('finds what a search of every map finds, with positions', async () => {
    const { lists, pictures, backend } = await finish(run, options(12), site.context());
    expect(pictures).toBe(12);
    expect(backend).toBe('wasm');
    const seeds = Array.from({ length: 12 }, (_, i) => FROM + i);
    for (const list of lists) {
      expect(asObjects(list)).toEqual(rankByHand(list.layer, seedPictures(seeds), seeds, 4));
    }
  });

  it('improves lists that it is given, and looks at a picture twice without counting it twice', async () => {
    const whole = await finish(run, options(12), site.context());
    const start = (await finish(run, options(7), site.context())).lists;
    const source = { kind: 'world', from: FROM + 5, count: 7 } as const;
    const resumed = await finish(run, options(0, { source, start, batch: 3 }), site.context());
    expect(resumed.lists).toEqual(whole.lists);
  });

  it('cuts the pictures out of the sheets of the atlas', async () => {
    const context: ExperimentContext = {
      ...site.context(),
      pictures: async (path) => speckledSheet(Number(/^data\/pictures\/sheet-(\d\d)\.webp$/.exec(path)![1])),
    };
    let seen: MinePatchesPartial | undefined;
    for await (const { partial } of run(
      options(0, { source: { kind: 'atlas' }, layers: ['conv6'] }),
      context,
    )) {
      seen = partial;
      if (seen) break;
    }
    const seeds = Array.from({ length: seen!.pictures }, (_, i) => ATLAS_SEED + i);
    const tiles = seeds.map((_, i) => sheetTile(speckledSheet(Math.floor(i / 256)).data, i % 256));
    expect(seen!.pictures).toBeGreaterThan(4);
    expect(asObjects(seen!.lists[0]!)).toEqual(rankByHand('conv6', tiles, seeds, 4));
  });

  it('goes on with the atlas from a picture on', async () => {
    const context: ExperimentContext = {
      ...site.context(),
      pictures: async (path) => speckledSheet(Number(/sheet-(\d\d)/.exec(path)![1])),
    };
    const from = ATLAS_PICTURES - 6;
    const rest = options(0, { source: { kind: 'atlas', from }, layers: ['conv6'] });
    const { lists, pictures } = await finish(run, rest, context);
    const places = Array.from({ length: 6 }, (_, i) => from + i);
    const tiles = places.map((place) => sheetTile(speckledSheet(Math.floor(place / 256)).data, place % 256));
    const seeds = places.map((place) => ATLAS_SEED + place);
    expect(pictures).toBe(ATLAS_PICTURES);
    expect(asObjects(lists[0]!)).toEqual(rankByHand('conv6', tiles, seeds, 4));
  });

  it('tells its progress, and hands out lists that it does not touch again', async () => {
    const steps: number[] = [];
    const partials: MinePatchesPartial[] = [];
    const copies: number[][] = [];
    for await (const { done, total, what, partial } of run(options(12), site.context())) {
      steps.push(done);
      expect([total, what]).toEqual([12, 'pictures looked at']);
      if (partial) {
        partials.push(partial);
        copies.push([...partial.lists[0]!.values]);
      }
    }
    expect(steps).toEqual([5, 10, 12]);
    expect(partials.at(-1)!.pictures).toBe(12);
    for (const [i, partial] of partials.entries()) expect([...partial.lists[0]!.values]).toEqual(copies[i]);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const steps = run(options(1000), { ...site.context(), signal: controller.signal });
    await steps.next();
    controller.abort(new Error('cancelled'));
    await expect(steps.next()).rejects.toThrow('cancelled');
  });

  it('leaves the same tensors after ten runs as after one', async () => {
    await finish(run, options(6), site.context());
    const after = tf.memory().numTensors;
    for (let i = 0; i < 9; i++) await finish(run, options(6), site.context());
    expect(tf.memory().numTensors).toBe(after);
  });

  it.each([
    ['another network', { network: 'voices' as never }],
    ['another layer', { layers: ['conv9'] }],
    ['a layer without a map', { layers: ['classes'] }],
    ['no picture to keep', { keep: 0 }],
    ['half a picture', { source: { kind: 'world', from: 1, count: 0.5 } as const }],
    ['an atlas that is over', { source: { kind: 'atlas', from: ATLAS_PICTURES + 1 } as const }],
    ['lists of other layers', { start: [] }],
  ])('refuses %s', async (_what, wrong) => {
    await expect(finish(run, options(4, wrong), site.context())).rejects.toMatchObject({ code: 'bad-input' });
  });
});
