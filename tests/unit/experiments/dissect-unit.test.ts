import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type DissectUnitOptions, type DissectUnitPartial, run } from '#experiments/dissect-unit';
import { KINDS } from '#experiments/masked-picture';
import { siteMaps } from '#experiments/networks';
import { PictureBatch } from '#experiments/picture-input';
import { withActivations } from '#models/activations';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { ATLAS_SEED } from '#world/scene/sets';
import { finish } from '../../../scripts/file-context.ts';
import { dissect } from '../../../scripts/pictures/dissect.ts';
import { MASK_BYTES, type MaskedSet, PICTURE_BYTES } from '../../../scripts/pictures/rendered-set.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();
const COUNT = 20;

const options = (
  layer: string,
  unit: number,
  more: Partial<DissectUnitOptions> = {},
): DissectUnitOptions => ({
  network: 'pictures',
  layer,
  unit,
  pictures: COUNT,
  ...more,
});

function maskedSet(): MaskedSet {
  const set = {
    first: ATLAS_SEED,
    count: COUNT,
    labels: new Uint8Array(COUNT),
    pixels: new Uint8Array(COUNT * PICTURE_BYTES),
    masks: new Uint8Array(COUNT * KINDS.length * MASK_BYTES),
  };
  for (let i = 0; i < COUNT; i++) {
    const { pixels, masks } = renderScene(sampleFactors(ATLAS_SEED + i), { masks: true });
    set.pixels.set(pixels, i * PICTURE_BYTES);
    for (const [k, kind] of KINDS.entries()) {
      set.masks.set(masks![kind], (i * KINDS.length + k) * MASK_BYTES);
    }
  }
  return set;
}

/** Each unit's greatest activation over the set. */
function greatestOf(layer: string, set: MaskedSet): Float32Array {
  const look = withActivations(site.network(), [layer]);
  const batch = new PictureBatch(COUNT);
  for (let i = 0; i < COUNT; i++) batch.set(i, set.pixels.subarray(i * PICTURE_BYTES), 3);
  return tf.tidy(() => tf.max(look(batch.tensor()).maps[0]!, [0, 1, 2]).dataSync() as Float32Array);
}

describe('dissect-unit', () => {
  it.each(['conv2', 'conv5'])(
    'measures as the script that labels the shipped units does, %s',
    async (layer) => {
      const set = maskedSet();
      const maps = siteMaps(site.network(), [layer]);
      const [labels] = dissect(site.network(), maps, set, [greatestOf(layer, set)]);
      for (const unit of [0, 7, 13]) {
        const { concepts } = await finish(run, options(layer, unit), site.context());
        const [best] = concepts;
        const label = labels![unit]!;
        expect(Math.abs(best!.iou - label.iou)).toBeLessThan(2e-4);
        if (label.kind !== 'none' && concepts[1]!.iou < best!.iou - 4e-3) {
          expect([best!.kind, best!.name]).toEqual([label.kind, label.name]);
        }
      }
    },
  );

  it('takes the threshold from 0.5 % of the activations and ranks every concept', async () => {
    const result = await finish(run, options('conv4', 3), site.context());
    expect(result.pictures).toBe(COUNT);
    expect(result.activations).toBe(COUNT * 16 * 16);
    const look = withActivations(site.network(), ['conv4']);
    const set = maskedSet();
    let reaching = 0;
    for (let i = 0; i < COUNT; i++) {
      const batch = new PictureBatch(1);
      batch.set(0, set.pixels.subarray(i * PICTURE_BYTES), 3);
      const values = tf.tidy(() => look(batch.tensor()).maps[0]!.dataSync() as Float32Array);
      for (let at = 3; at < values.length; at += 64) if (values[at]! >= result.threshold) reaching++;
    }
    expect(reaching / result.activations).toBeLessThanOrEqual(0.005 + 1e-3);
    expect(reaching).toBeGreaterThan(0);
    // 20 classes, 50 parts, 10 textures but the plain one, 11 colours.
    expect(result.concepts.length).toBe(90);
    for (const [i, { iou, intersection, union, low, high }] of result.concepts.entries()) {
      expect(iou).toBe(union > 0 ? intersection / union : 0);
      if (i > 0) expect(iou).toBeLessThanOrEqual(result.concepts[i - 1]!.iou);
      if (i < 12) expect(low! <= high!).toBe(true);
    }
    expect(result.concepts[0]!.low).toBeLessThanOrEqual(result.concepts[0]!.iou);
    expect(result.concepts[0]!.high).toBeGreaterThanOrEqual(result.concepts[0]!.iou);
  });

  it('shows the pictures asked for, with the map and the masks', async () => {
    const shown: DissectUnitPartial[] = [];
    const seeds = [ATLAS_SEED + 2000, ATLAS_SEED];
    await finish(run, options('conv3', 5, { pictures: 2, show: seeds }), site.context(), (partial) =>
      shown.push(partial),
    );
    expect(shown.map((partial) => partial.shown?.seed)).toEqual(seeds);
    const { pixels, masks, values, rows, columns } = shown[0]!.shown!;
    const expected = renderScene(sampleFactors(seeds[0]!), { masks: true });
    expect([pixels, masks]).toEqual([expected.pixels, expected.masks]);
    expect([rows, columns, values.length]).toEqual([16, 16, 256]);
  });

  it('leaves no tensor behind, not even when it is cancelled', async () => {
    await finish(run, options('conv3', 5), site.context());
    const before = tf.memory().numTensors;
    await finish(run, options('conv3', 6), site.context());
    const controller = new AbortController();
    const cancelled = run(options('conv3', 6), { ...site.context(), signal: controller.signal });
    await cancelled.next();
    controller.abort();
    await expect(cancelled.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['no pictures', options('conv3', 5, { pictures: 0 })],
    ['more pictures than there are', options('conv3', 5, { pictures: 2049 })],
    ['a unit that does not exist', options('conv3', 48)],
    ['a layer that does not exist', options('conv9', 0)],
  ])('refuses %s', async (_what, wrong) => {
    await expect(finish(run, wrong, site.context())).rejects.toMatchObject({ code: 'bad-input' });
  });
});
