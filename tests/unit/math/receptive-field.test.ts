import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldBox, receptiveField, type WindowLayer } from '#math/receptive-field';

const conv = (name: string, kernel: number): WindowLayer => ({ name, kernel, stride: 1, padding: 'same' });
const pool = (name: string): WindowLayer => ({ name, kernel: 2, stride: 2, padding: 'valid' });

describe('receptiveField', () => {
  it('follows the recurrence on a chain worked by hand', () => {
    const fields = receptiveField([conv('a', 5), pool('p'), conv('b', 3), pool('q'), conv('c', 3)]);
    expect(fields).toEqual([
      { name: 'a', size: 5, jump: 1, start: 0.5 },
      { name: 'p', size: 6, jump: 2, start: 1 },
      { name: 'b', size: 10, jump: 2, start: 1 },
      { name: 'q', size: 12, jump: 4, start: 2 },
      { name: 'c', size: 20, jump: 4, start: 2 },
    ]);
  });

  it('moves the first centre inwards without padding, and reaches further with dilation', () => {
    const layer = { name: 'a', kernel: 3, stride: 1, dilation: 2 } as const;
    expect(receptiveField([{ ...layer, padding: 'valid' }])[0]).toMatchObject({ size: 5, start: 2.5 });
    expect(receptiveField([{ ...layer, padding: 'same' }])[0]).toMatchObject({ size: 5, start: 0.5 });
    expect(receptiveField([{ ...layer, padding: 1 }])[0]).toMatchObject({ size: 5, start: 1.5 });
  });

  it('pads before the first unit as TensorFlow does for an even total', () => {
    expect(receptiveField([{ name: 'a', kernel: 4, stride: 2, padding: 'same' }])[0]!.start).toBe(1);
    expect(receptiveField([{ name: 'a', kernel: 3, stride: 2, padding: 'same' }])[0]!.start).toBe(1.5);
  });

  it.each([{ kernel: 0 }, { stride: 0 }, { dilation: 1.5 }])('refuses %o', (wrong) => {
    expect(() => receptiveField([{ name: 'a', kernel: 3, stride: 1, padding: 0, ...wrong }])).toThrow(
      RangeError,
    );
  });

  it('equals the pixels that a unit really depends on', () => {
    const layers = fc.array(
      fc.record({
        kernel: fc.integer({ min: 1, max: 4 }),
        stride: fc.integer({ min: 1, max: 3 }),
        padding: fc.integer({ min: 0, max: 2 }),
        dilation: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(layers, fc.integer({ min: 0, max: 3 }), (chain, index) => {
        const named = chain.map((layer, i) => ({ name: `l${i}`, ...layer }));
        let first = index;
        let last = index;
        for (const { kernel, stride, padding, dilation } of [...chain].reverse()) {
          first = first * stride - padding;
          last = last * stride - padding + (kernel - 1) * dilation;
        }
        const box = fieldBox(receptiveField(named).at(-1)!, index, index);
        expect(box).toEqual({ x: first, y: first, width: last - first + 1, height: last - first + 1 });
      }),
    );
  });
});

describe('fieldBox', () => {
  it('may leave the picture', () => {
    const field = { size: 5, jump: 1, start: 0.5 };
    expect(fieldBox(field, 0, 3)).toEqual({ x: 1, y: -2, width: 5, height: 5 });
  });
});
