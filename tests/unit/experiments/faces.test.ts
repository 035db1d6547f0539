import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import * as encodeFaces from '#experiments/encode-faces';
import type { FaceInput } from '#experiments/face-input';
import * as renderFaces from '#experiments/render-faces';
import { ENCODING_LAYER } from '#models/face-encoder';
import { NEUTRAL } from '#world/face/conditions';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { finish } from '../../../scripts/file-context.ts';
import { faceSite } from './face-site.ts';

const site = faceSite();
const SEED = FACE_SETS.gallery.first + 3;
const PICTURE = 2;

async function rendered(items: renderFaces.FaceItem[]): Promise<renderFaces.RenderedFace[]> {
  const partials: renderFaces.RenderedFace[] = [];
  const result = await finish(renderFaces.run, { items }, site.context(), (partial) =>
    partials.push(partial),
  );
  expect(result).toEqual({ count: items.length });
  return partials;
}

async function encoded(faces: FaceInput[], batch?: number): Promise<encodeFaces.EncodedFace[]> {
  const partials: encodeFaces.EncodedFace[] = [];
  const options = batch === undefined ? { faces } : { faces, batch };
  await finish(encodeFaces.run, options, site.context(), (partial) => partials.push(partial));
  return partials;
}

const byNumber = { identity: SEED, conditions: PICTURE };
const byFeatures = { identity: sampleIdentity(SEED), conditions: pictureConditions(SEED, PICTURE) };

/** The same face by number, by features and as pixels. */
function threeForms(): FaceInput[] {
  const { pixels } = renderFace(byFeatures.identity, byFeatures.conditions);
  const data = new Uint8ClampedArray(48 * 48 * 4).fill(255);
  for (let i = 0; i < 48 * 48; i++) data.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
  return [
    { kind: 'face', ...byNumber },
    { kind: 'face', ...byFeatures },
    { kind: 'pixels', width: 48, height: 48, data },
  ];
}

describe('render-faces', () => {
  it('draws what the world draws, by number and by features, whole and in part', async () => {
    const region = { x: 12, y: 24, width: 24, height: 12 };
    const [number, features, part] = await rendered([
      { ...byNumber, size: 20 },
      { ...byFeatures, size: 20 },
      { ...byNumber, size: 20, region, samples: 2 },
    ]);
    const { identity, conditions } = byFeatures;
    expect(number).toEqual({ index: 0, ...renderFace(identity, conditions, { size: 20 }) });
    expect(features!.pixels).toEqual(number!.pixels);
    expect(part).toEqual({ index: 2, ...renderFace(identity, conditions, { size: 20, region, samples: 2 }) });
    expect([part!.width, part!.height]).toEqual([20, 10]);
  });

  it('takes conditions out of range to the nearest legal ones', async () => {
    const [wild, legal] = await rendered([
      { identity: SEED, conditions: { ...NEUTRAL, yaw: 400, hat: 'crown' as never }, size: 12 },
      { identity: SEED, conditions: { ...NEUTRAL, yaw: 35 }, size: 12 },
    ]);
    expect(wild!.pixels).toEqual(legal!.pixels);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const items = [byNumber, byNumber].map((view) => ({ ...view, size: 8 }));
    const steps = renderFaces.run({ items }, { ...site.context(), signal: controller.signal });
    await steps.next();
    controller.abort(new Error('cancelled'));
    await expect(steps.next()).rejects.toThrow('cancelled');
  });

  it.each([
    ['no size', { ...byNumber, size: 0 }],
    ['a size beyond reason', { ...byNumber, size: 5000 }],
    ['half a person', { identity: 0.5, conditions: 0, size: 8 }],
    ['a negative picture', { identity: SEED, conditions: -1, size: 8 }],
    [
      'a numbered picture of a person without a number',
      { identity: sampleIdentity(1), conditions: 0, size: 8 },
    ],
  ])('refuses %s', async (_what, item) => {
    await expect(rendered([item])).rejects.toMatchObject({ code: 'bad-input', retry: false });
  });
});

describe('encode-faces', () => {
  it('gives 32 numbers of length 1: the network’s answer, divided by its length', async () => {
    const [{ encoding }] = (await encoded([{ kind: 'face', ...byNumber }])) as [encodeFaces.EncodedFace];
    expect(encoding).toHaveLength(32);
    const { pixels } = renderFace(byFeatures.identity, byFeatures.conditions);
    const answer = tf.tidy(() => {
      let inner: tf.Tensor = tf.div(tf.tensor4d([...pixels], [1, 48, 48, 3]), 255);
      for (const layer of site.network().layers) inner = layer.apply(inner) as tf.Tensor;
      return inner.dataSync() as Float32Array;
    });
    expect(site.network().layers.at(-1)!.name).toBe(ENCODING_LAYER);
    const length = Math.hypot(...answer);
    expect(Math.hypot(...encoding)).toBeCloseTo(1, 6);
    for (const [i, value] of answer.entries()) expect(encoding[i]).toBeCloseTo(value / length, 5);
  });

  it('is the same by number, by features and by pixels, and in batches of any size', async () => {
    const [number, features, pixels] = await encoded(threeForms());
    expect(features!.encoding).toEqual(number!.encoding);
    expect(pixels!.encoding).toEqual(number!.encoding);
    const faces = Array.from({ length: 7 }, (_, i): FaceInput => {
      return { kind: 'face', identity: SEED + i, conditions: i };
    });
    const whole = await encoded(faces, 7);
    const byThree = await encoded(faces, 3);
    expect(byThree.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const { index, encoding } of byThree) {
      for (const [i, value] of whole[index]!.encoding.entries()) expect(encoding[i]).toBeCloseTo(value, 5);
    }
  });

  it('names the version of the network, counts, and times the network alone', async () => {
    const context = site.context();
    const result = await finish(encodeFaces.run, { faces: threeForms() }, context);
    const weights = new Uint8Array(await context.asset('models/faces/weights.bin'));
    const sum = createHash('sha256').update(weights).digest('hex');
    expect(result).toMatchObject({ count: 3, version: sum.slice(0, 12) });
    expect(result.milliseconds).toBeGreaterThan(0);
    expect(await finish(encodeFaces.run, { faces: [] }, context)).toMatchObject({
      count: 0,
      milliseconds: 0,
    });
  });

  it('tells its progress while a large batch is rendered', async () => {
    const faces = Array.from({ length: 40 }, (_, i): FaceInput => {
      return { kind: 'face', identity: SEED, conditions: i };
    });
    let withoutFace = 0;
    for await (const { done, total, partial } of encodeFaces.run({ faces, batch: 40 }, site.context())) {
      if (!partial) withoutFace++;
      expect([done, total]).toEqual([partial ? partial.index + 1 : 0, 40]);
    }
    expect(withoutFace).toBeGreaterThan(0);
  });

  it('leaves the same tensors after ten runs as after one, cancelled or not', async () => {
    await encoded(threeForms());
    const before = tf.memory().numTensors;
    for (let i = 0; i < 9; i++) await encoded(threeForms(), 2);
    const controller = new AbortController();
    const steps = encodeFaces.run(
      { faces: threeForms(), batch: 1 },
      { ...site.context(), signal: controller.signal },
    );
    await steps.next();
    controller.abort();
    await expect(steps.next()).rejects.toMatchObject({ name: 'AbortError' });
    await expect(encoded([...threeForms(), { kind: 'face', identity: -1, conditions: 0 }])).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [
      'own pixels of another size',
      { kind: 'pixels', width: 64, height: 64, data: new Uint8ClampedArray(16384) },
      1,
    ],
    [
      'own pixels that are cut short',
      { kind: 'pixels', width: 48, height: 48, data: new Uint8ClampedArray(4) },
      1,
    ],
    ['nobody', { kind: 'face', identity: Number.NaN, conditions: 0 }, 1],
    ['no batch', { kind: 'face', ...byNumber }, 0],
    ['half a batch', { kind: 'face', ...byNumber }, 0.5],
    ['a batch that fills the memory', { kind: 'face', ...byNumber }, 1000],
  ] as [string, FaceInput, number][])('refuses %s', async (_what, face, batch) => {
    await expect(encoded([face], batch)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
