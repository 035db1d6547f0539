import { describe, expect, it } from 'vitest';
import { emptyRanking, enterBatch } from '#math/ranked-list';
import { decodeUnitIndex, encodeUnitIndex, type UnitIndex } from '#math/unit-index';

const ATLAS = 3_000_000_000;

function smallIndex(): UnitIndex {
  const layer = (name: string, units: number) => {
    const top = emptyRanking(name, units, 3);
    const values = Float32Array.from({ length: 4 * units }, (_, i) => ((i * 37) % 11) / 8);
    enterBatch(top, {
      seeds: [0, 1, 2, 3].map((i) => ATLAS + i),
      values,
      positions: values.map((_, i) => i % 64),
      columns: 8,
    });
    return {
      layer: name,
      units,
      field: { size: 5, jump: 1, start: 0.5 },
      rows: 8,
      columns: 8,
      top,
      range: { ...top, keep: 3 },
      classMeans: Float32Array.from({ length: units * 2 }, (_, i) => i / 4),
      concepts: Array.from({ length: units }, () => ({ kind: 'part' as const, name: 'ear', iou: 0.25 })),
    };
  };
  return {
    layers: [layer('conv1', 3), layer('conv2', 1)],
    classes: ['cat', 'mug'],
    atlasSeed: ATLAS,
    pictures: 4,
  };
}

describe('the unit index as a file', () => {
  it('comes back as it was written', () => {
    const index = smallIndex();
    expect(decodeUnitIndex(encodeUnitIndex(index))).toEqual(index);
  });

  it('refuses a picture outside the atlas', () => {
    const index = smallIndex();
    index.layers[0]!.top.seeds[1] = ATLAS - 1;
    expect(() => encodeUnitIndex(index)).toThrow(/lies outside the atlas/);
  });

  it('refuses names beyond ASCII', () => {
    expect(() => encodeUnitIndex({ ...smallIndex(), classes: ['cat', 'naïve'] })).toThrow(RangeError);
  });

  it.each([
    ['another file', new ArrayBuffer(64), /not a unit index/],
    ['an empty file', new ArrayBuffer(0), /cut short/],
    ['half a file', encodeUnitIndex(smallIndex()).slice(0, 700), /cut short/],
    ['a file cut in its last matrix', encodeUnitIndex(smallIndex()).slice(0, -4), /cut short/],
  ])('refuses %s', (_what, buffer, message) => {
    expect(() => decodeUnitIndex(buffer)).toThrow(message);
  });

  it('refuses a file with something after its end, or a damaged header', () => {
    const file = new Uint8Array(encodeUnitIndex(smallIndex()));
    const longer = new Uint8Array(file.length + 4);
    longer.set(file);
    expect(() => decodeUnitIndex(longer.buffer)).toThrow(/too long/);
    file[8] = 0;
    expect(() => decodeUnitIndex(file.buffer)).toThrow(/header/);
  });
});
