import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellsBox,
  chainBelow,
  clipSpan,
  insidePicture,
  mapLayers,
  nearestCell,
  overhang,
  unitBox,
} from '../../../../src/widgets/receptive-field/layout.ts';
import {
  KERNELS,
  PICTURE_NETWORK,
  PICTURE_SIDE,
  readNetwork,
  STRIDES,
  writeNetwork,
} from '../../../../src/widgets/receptive-field/network.ts';

const layers = mapLayers(PICTURE_NETWORK, PICTURE_SIDE);
const named = (name: string) => layers.findIndex((layer) => layer.name === name);

describe('the picture network, worked by hand', () => {
  const convs = layers.filter(({ name }) => name.startsWith('conv'));

  test('fields, jumps and maps', () => {
    expect(convs.map(({ field }) => field)).toEqual([5, 10, 20, 28, 48, 64]);
    expect(convs.map(({ jump }) => jump)).toEqual([1, 2, 4, 4, 8, 8]);
    expect(convs.map(({ cells }) => cells)).toEqual([64, 32, 16, 16, 8, 8]);
    expect(convs.map(({ start }) => start)).toEqual([0.5, 1, 2, 2, 4, 4]);
  });

  test('the chain of conv5 at row 3, column 4', () => {
    const chain = chainBelow(layers, named('conv5'), 3, 4);
    const sides = chain.map(({ rows }) => rows.to - rows.from + 1);
    expect(chain.map(({ layer }) => layers[layer]!.name)).toEqual([
      'conv5',
      'pool3',
      'conv4',
      'conv3',
      'pool2',
      'conv2',
      'pool1',
      'conv1',
      'picture',
    ]);
    expect(sides).toEqual([1, 3, 6, 8, 10, 20, 22, 44, 48]);
    expect(chain.at(-1)).toEqual({ layer: 0, rows: { from: 4, to: 51 }, columns: { from: 12, to: 59 } });
    expect(unitBox(layers[named('conv5')]!, 3, 4)).toEqual({ x: 12, y: 4, width: 48, height: 48 });
  });

  test('the corner unit of conv6 reaches 28 pixels over the edge', () => {
    const box = unitBox(layers[named('conv6')]!, 0, 0);
    expect(box).toEqual({ x: -28, y: -28, width: 64, height: 64 });
    expect(overhang(box, 64)).toEqual({ left: 28, top: 28, right: 0, bottom: 0 });
    expect(insidePicture(box, 64)).toEqual({ x: 0, y: 0, width: 36, height: 36 });
    expect(insidePicture({ x: 70, y: 0, width: 5, height: 5 }, 64)).toBeNull();
  });

  test.runIf(existsSync('public/models/pictures/model.json'))('is the network that is shipped', () => {
    const model = JSON.parse(readFileSync('public/models/pictures/model.json', 'utf8'));
    const config = model.modelTopology.model_config ?? model.modelTopology;
    const shipped = config.config.layers
      .filter((layer: { class_name: string }) =>
        ['Conv2D', 'MaxPooling2D', 'AveragePooling2D'].includes(layer.class_name),
      )
      .map(({ class_name, config: c }: { class_name: string; config: Record<string, number[]> }) =>
        class_name === 'Conv2D' ? [c.kernel_size![0], c.strides![0]] : [c.pool_size![0], c.strides![0]],
      );
    expect(PICTURE_NETWORK.map(({ kernel, stride }) => [kernel, stride])).toEqual(shipped);
  });
});

const anyNetwork = fc
  .array(fc.tuple(fc.constantFrom(...KERNELS), fc.constantFrom(...STRIDES)), { minLength: 9, maxLength: 9 })
  .map((shapes) =>
    PICTURE_NETWORK.map((layer, i) => ({ ...layer, kernel: shapes[i]![0], stride: shapes[i]![1] })),
  );

describe('any network', () => {
  test('the cells of the picture that the chain ends in are the field', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(), fc.nat(), fc.nat(), (network, a, b, c) => {
        const all = mapLayers(network, PICTURE_SIDE);
        const index = a % all.length;
        const layer = all[index]!;
        const [row, column] = [b % layer.cells, c % layer.cells];
        const end = chainBelow(all, index, row, column).at(-1)!;
        expect(cellsBox(end, 1)).toEqual(unitBox(layer, row, column));
      }),
    );
  });

  test('a cell is the nearest to its own centre', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(), fc.nat(), (network, a, b) => {
        const all = mapLayers(network, PICTURE_SIDE);
        const layer = all[a % all.length]!;
        const cell = b % layer.cells;
        const centre = layer.start + cell * layer.jump;
        expect(nearestCell(layer, centre, centre)).toEqual({ row: cell, column: cell });
      }),
    );
  });

  test('is the same after its way through a link', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        expect(readNetwork(writeNetwork(network))).toEqual(network);
      }),
    );
  });
});

test('nonsense in a link is the picture network', () => {
  expect(readNetwork('')).toEqual(PICTURE_NETWORK);
  expect(readNetwork('99x0-axb-3')).toEqual(PICTURE_NETWORK);
  expect(readNetwork('3x2')[0]).toMatchObject({ name: 'conv1', kernel: 3, stride: 2 });
});

test('a span is clipped to its map', () => {
  expect(clipSpan({ from: -2, to: 9 }, 8)).toEqual({ from: 0, to: 7 });
});
