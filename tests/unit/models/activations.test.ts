import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { receptiveField } from '#math/receptive-field';
import { mapShape, strongestActivations, unitMap, withActivations } from '#models/activations';
import { CONVOLUTIONS, pictureNetwork, pictureWindows } from '#models/picture-network';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

/** Many equal values, as flat backgrounds give: the first position in row-major order must win. */
function mapWithTies(pictures: number, rows: number, columns: number, units: number): tf.Tensor4D {
  let state = 9;
  const values = Array.from({ length: pictures * rows * columns * units }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.max(0, (state >>> 29) - 2) / 4;
  });
  return tf.tensor4d(values, [pictures, rows, columns, units]);
}

function strongestByHand(map: tf.Tensor4D) {
  const [pictures, rows, columns, units] = map.shape;
  const data = map.dataSync();
  const values: number[] = [];
  const positions: number[] = [];
  for (let p = 0; p < pictures; p++) {
    for (let u = 0; u < units; u++) {
      let best = -1;
      let where = 0;
      for (let i = 0; i < rows * columns; i++) {
        const value = data[(p * rows * columns + i) * units + u]!;
        if (value > best) {
          best = value;
          where = i;
        }
      }
      values.push(best);
      positions.push(where);
    }
  }
  return { values, positions };
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`strongestActivations on ${backend}`, () => {
    beforeAll(() => startTensorflow(backend));

    it.each([
      [3, 6, 5, 4],
      [2, 1, 7, 1],
      [1, 9, 1, 3],
      [2, 16, 16, 8],
    ] as const)(
      'finds value and first position in a map of %i × %i × %i × %i',
      (pictures, rows, columns, units) => {
        const map = mapWithTies(pictures, rows, columns, units);
        const { values, positions } = strongestActivations([map]);
        const expected = strongestByHand(map);
        expect([...values.dataSync()]).toEqual(expected.values);
        expect([...positions.dataSync()]).toEqual(expected.positions);
        tf.dispose([map, values, positions]);
      },
    );

    it('gives position 0 where a unit is silent', () => {
      const { values, positions } = strongestActivations([tf.zeros([1, 4, 4, 2])]);
      expect([...values.dataSync()]).toEqual([0, 0]);
      expect([...positions.dataSync()]).toEqual([0, 0]);
    });

    it('puts layers side by side', () => {
      const maps = [mapWithTies(2, 4, 4, 3), mapWithTies(2, 2, 2, 5)];
      const { values } = strongestActivations(maps);
      expect(values.shape).toEqual([2, 8]);
      const [first, second] = maps.map((map) => strongestByHand(map).values);
      const expected = [
        ...first!.slice(0, 3),
        ...second!.slice(0, 5),
        ...first!.slice(3),
        ...second!.slice(5),
      ];
      expect([...values.dataSync()]).toEqual(expected);
    });
  });
}

describe('the picture network', () => {
  let network: layers.LayersModel;
  beforeAll(async () => {
    await startTensorflow('wasm');
    network = pictureNetwork(20, 5);
  });

  it('has maps and receptive fields as planned, below 2 MB of weights', () => {
    const fields = receptiveField(pictureWindows());
    const table = CONVOLUTIONS.map(({ name }) => {
      const { rows, columns, units } = mapShape(network, name);
      const { size, jump } = fields.find((field) => field.name === name)!;
      return [name, rows, columns, units, size, jump];
    });
    expect(table).toEqual([
      ['conv1', 64, 64, 16, 5, 1],
      ['conv2', 32, 32, 32, 10, 2],
      ['conv3', 16, 16, 48, 20, 4],
      ['conv4', 16, 16, 64, 28, 4],
      ['conv5', 8, 8, 96, 48, 8],
      ['conv6', 8, 8, 128, 64, 8],
    ]);
    expect(network.countParams() * 4).toBeLessThan(2_000_000);
  });

  it('has the same weights for the same seed, others for another', () => {
    const [same, other] = [pictureNetwork(20, 5), pictureNetwork(20, 6)];
    const numbers = (model: layers.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);
    expect(numbers(same)).toEqual(numbers(network));
    expect(numbers(other)[0]).not.toEqual(numbers(network)[0]);
    for (const model of [same, other]) model.dispose();
  });

  it('tells its maps beside the answer that it gives anyway', () => {
    tf.tidy(() => {
      const picture = tf.randomUniform([2, 64, 64, 3], 0, 1, 'float32', 3) as tf.Tensor4D;
      const { maps, probabilities } = withActivations(network, ['conv2', 'conv6'])(picture);
      expect(maps.map(({ shape }) => shape)).toEqual([
        [2, 32, 32, 32],
        [2, 8, 8, 128],
      ]);
      const plain = (network.predict(picture) as tf.Tensor).dataSync();
      expect([...probabilities.dataSync()]).toEqual([...plain]);
      expect(Math.abs([...plain].reduce((a, b) => a + b, 0) - 2)).toBeLessThan(1e-5);
      const one = unitMap(maps[0]!, 7).dataSync();
      expect(one[33]).toBe(maps[0]!.dataSync()[33 * 32 + 7]);
    });
  });

  it('refuses a layer that has no map', () => {
    expect(() => mapShape(network, 'classes')).toThrow(RangeError);
    expect(() => mapShape(network, 'conv9')).toThrow(RangeError);
  });
});
