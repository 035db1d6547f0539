import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import * as activationMap from '#experiments/activation-map';
import type { PictureInput } from '#experiments/picture-input';
import * as tuneUnit from '#experiments/tune-unit';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { finish } from '../../../scripts/file-context.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();
const SEED = 123;

/** The same picture in the three forms that an experiment takes. */
function threeForms(): PictureInput[] {
  const factors = sampleFactors(SEED);
  const { pixels } = renderScene(factors);
  const data = new Uint8ClampedArray(64 * 64 * 4).fill(255);
  for (let i = 0; i < 64 * 64; i++) data.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
  return [
    { kind: 'seed', seed: SEED },
    { kind: 'factors', factors },
    { kind: 'pixels', width: 64, height: 64, data },
  ];
}

async function mapsOf(pictures: PictureInput[], unit = 5): Promise<activationMap.ActivationMapPartial[]> {
  const partials: activationMap.ActivationMapPartial[] = [];
  const options = { network: 'pictures', layer: 'conv3', unit, pictures } as const;
  await finish(activationMap.run, options, site.context(), (partial) => partials.push(partial));
  return partials;
}

describe('activation-map', () => {
  it('gives the unit’s map and the answer, the same for a seed, its factors and its pixels', async () => {
    const [seed, factors, pixels] = await mapsOf(threeForms());
    expect({ ...factors, index: 0 }).toEqual(seed);
    expect({ ...pixels, index: 0 }).toEqual(seed);
    expect([seed!.rows, seed!.columns, seed!.values.length]).toEqual([16, 16, 256]);
    expect(seed!.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    const map = tf.tidy(() => {
      const picture = tf.div(tf.tensor4d([...renderScene(sampleFactors(SEED)).pixels], [1, 64, 64, 3]), 255);
      let inner: tf.Tensor = picture;
      for (const layer of site.network().layers) {
        inner = layer.apply(inner) as tf.Tensor;
        if (layer.name === 'conv3') break;
      }
      return tf.slice(inner, [0, 0, 0, 5], [1, 16, 16, 1]).dataSync() as Float32Array;
    });
    for (const [i, value] of map.entries()) expect(seed!.values[i]).toBeCloseTo(value, 4);
  });

  it('leaves no tensor behind', async () => {
    await mapsOf([{ kind: 'seed', seed: 1 }]);
    const before = tf.memory().numTensors;
    await mapsOf(threeForms());
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [
      'own pixels of another size',
      { kind: 'pixels', width: 1, height: 1, data: new Uint8ClampedArray(4) },
      5,
    ],
    [
      'own pixels that are cut short',
      { kind: 'pixels', width: 64, height: 64, data: new Uint8ClampedArray(4) },
      5,
    ],
    ['a unit that does not exist', { kind: 'seed', seed: 1 }, 48],
    ['half a unit', { kind: 'seed', seed: 1 }, 0.5],
  ] as [string, PictureInput, number][])('refuses %s', async (_what, picture, unit) => {
    await expect(mapsOf([picture], unit)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('tune-unit', () => {
  const options = {
    network: 'pictures',
    layer: 'conv3',
    unit: 5,
    factors: sampleFactors(SEED),
    vary: 'yaw',
    values: [-40, 0, 40],
  } as const satisfies Partial<tuneUnit.TuneUnitOptions> & object;

  it('gives the greatest activation for each value of the factor', async () => {
    const partials: tuneUnit.TuneUnitPartial[] = [];
    const wanted = { ...options, values: [...options.values] };
    const { responses } = await finish(tuneUnit.run, wanted, site.context(), (partial) =>
      partials.push(partial),
    );
    expect(partials.map(({ response }) => response)).toEqual([...responses]);
    const scenes = options.values.map((yaw): PictureInput => {
      return { kind: 'factors', factors: { ...options.factors, yaw } };
    });
    const expected = (await mapsOf(scenes)).map(({ values }) => Math.max(...values));
    expect([...responses]).toEqual(expected);
  });

  it('refuses a factor that is no number', async () => {
    const wrong = { ...options, values: [1], vary: 'texture' as never };
    await expect(finish(tuneUnit.run, wrong, site.context())).rejects.toMatchObject({ code: 'bad-input' });
  });
});
