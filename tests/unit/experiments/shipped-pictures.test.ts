import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as activationMap from '#experiments/activation-map';
import { run as minePatches } from '#experiments/mine-patches';
import type { RankedLayer } from '#math/ranked-list';
import { receptiveField } from '#math/receptive-field';
import { decodeUnitIndex, type UnitIndex } from '#math/unit-index';
import { CONVOLUTIONS, pictureWindows } from '#models/picture-network';
import type { PictureCard } from '#site/model-card';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { ATLAS_PICTURES, ATLAS_SEED, SCENE_SETS } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { checkManifests } from '../../../scripts/assets/check-manifests.ts';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');
const read = (name: string) => readFileSync(path.join(PUBLIC, name));

describe('the shipped picture network and its atlas', () => {
  let index: UnitIndex;
  beforeAll(async () => {
    await startTensorflow('wasm');
    index = decodeUnitIndex(new Uint8Array(read('data/pictures/unit-index.bin')).buffer);
  });

  it('lie as their manifests say', () => {
    expect(checkManifests(PUBLIC)).toEqual([]);
  });

  it('were measured on 2,000 test pictures of 20 classes: at least 95 % right', () => {
    const card = JSON.parse(read('models/pictures/card.json').toString()) as PictureCard;
    expect([card.test.pictures, card.classes.length]).toEqual([2000, 20]);
    expect(card.test.accuracy).toBeGreaterThanOrEqual(0.95);
    expect(card.weightBytes).toBe(read('models/pictures/weights.bin').length);
    expect(card.weightBytes).toBeLessThan(2_000_000);
  });

  it('have sets of pictures that share no seed', () => {
    const sets = Object.values(SCENE_SETS).sort((a, b) => a.first - b.first);
    for (const [i, { first }] of sets.entries()) {
      if (i > 0) expect(first).toBeGreaterThanOrEqual(sets[i - 1]!.first + sets[i - 1]!.count);
    }
  });

  it('have the atlas that the world draws, pixel by pixel', async () => {
    const context = fileContext(PUBLIC);
    const classes = read('data/pictures/classes.bin');
    expect(classes.length).toBe(ATLAS_PICTURES);
    for (const picture of [0, 17, 300, 2047]) {
      const factors = sampleFactors(ATLAS_SEED + picture);
      expect(CLASS_NAMES[classes[picture]!]).toBe(factors.className);
      const sheet = await context.pictures(`data/pictures/sheet-0${Math.floor(picture / 256)}.webp`);
      const tile = picture % 256;
      const { pixels } = renderScene(factors);
      for (let i = 0; i < 64 * 64; i++) {
        const row = Math.floor(tile / 16) * 64 + Math.floor(i / 64);
        const at = (row * sheet.width + (tile % 16) * 64 + (i % 64)) * 4;
        if (sheet.data[at] !== pixels[i * 3]) throw new Error(`Picture ${picture} differs at pixel ${i}.`);
      }
    }
  });

  it('have an index of every filter of every convolution', () => {
    expect(index.layers.map(({ layer, units }) => [layer, units])).toEqual(
      CONVOLUTIONS.map(({ name, filters }) => [name, filters]),
    );
    expect([index.classes, index.atlasSeed, index.pictures]).toEqual([[...CLASS_NAMES], ATLAS_SEED, 2048]);
    const fields = receptiveField(pictureWindows());
    for (const { layer, field, top, range, rows, columns, concepts, units } of index.layers) {
      const { size, jump, start } = fields.find(({ name }) => name === layer)!;
      expect(field).toEqual({ size, jump, start });
      expect([top.keep, range.keep, concepts.length]).toEqual([25, 32, units]);
      for (const list of [top, range]) expectSound(list, rows, columns);
    }
  });

  it('has few silent filters, and names for many', () => {
    for (const { top, units, layer } of index.layers) {
      const silent = Array.from({ length: units }, (_, u) => top.values[u * top.keep]!).filter(
        (v) => v === 0,
      );
      expect(silent.length, layer).toBeLessThanOrEqual(units / 8);
    }
    const labelled = index.layers.flatMap(({ concepts }) => concepts).filter(({ kind }) => kind !== 'none');
    expect(labelled.length).toBeGreaterThan(60);
    for (const { iou } of labelled) expect(iou).toBeGreaterThan(0.04);
  });

  it('has the values that the network gives now', async () => {
    const context = fileContext(PUBLIC);
    const { layer, top, columns } = index.layers[5]!;
    for (const unit of [0, 63, 127]) {
      const at = unit * top.keep;
      const options = {
        network: 'pictures',
        layer,
        unit,
        pictures: [{ kind: 'seed', seed: top.seeds[at]! }],
      } as const;
      const maps: activationMap.ActivationMapPartial[] = [];
      await finish(activationMap.run, { ...options, pictures: [...options.pictures] }, context, (map) =>
        maps.push(map),
      );
      expect(maps[0]!.values[top.rows[at]! * columns + top.columns[at]!]).toBeCloseTo(top.values[at]!, 4);
      expect(Math.max(...maps[0]!.values)).toBeCloseTo(top.values[at]!, 4);
    }
  });

  it('has the lists that the experiment finds when it looks at the best pictures again', async () => {
    const { layer, top } = index.layers[3]!;
    const start = { ...top, values: top.values.slice() };
    const source = { kind: 'world', from: top.seeds[0]!, count: 1 } as const;
    const options = { network: 'pictures', layers: [layer], source, keep: 25, start: [start] } as const;
    const { lists } = await finish(
      minePatches,
      { ...options, layers: [layer], start: [start] },
      fileContext(PUBLIC),
    );
    expect(lists[0]).toEqual(top);
  });
});

function expectSound(list: RankedLayer, rows: number, columns: number): void {
  for (let unit = 0; unit < list.units; unit++) {
    const from = unit * list.keep;
    const seeds = list.seeds.subarray(from, from + list.keep);
    const values = list.values.subarray(from, from + list.keep);
    expect(new Set(seeds).size).toBe(list.keep);
    for (let i = 0; i < list.keep; i++) {
      const [seed, value] = [seeds[i]!, values[i]!];
      if (i > 0)
        expect(value < values[i - 1]! || (value === values[i - 1]! && seed > seeds[i - 1]!)).toBe(true);
      if (seed < ATLAS_SEED || seed >= ATLAS_SEED + ATLAS_PICTURES) throw new Error(`No picture ${seed}.`);
      if (list.rows[from + i]! >= rows || list.columns[from + i]! >= columns) throw new Error('Off the map.');
    }
  }
}
