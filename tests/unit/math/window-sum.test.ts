import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WindowTask, windowSum } from '#math/window-sum';

const task = (changes: Partial<WindowTask> = {}): WindowTask => ({
  input: [1, 2, 3, 4],
  length: 4,
  channels: 1,
  kernel: [1, 0, -1],
  taps: 3,
  filters: 1,
  bias: [0.5],
  stride: 1,
  dilation: 1,
  before: 1,
  ...changes,
});

describe('windowSum', () => {
  it('multiplies what lies under the taps and adds up, with the bias', () => {
    const { cells, inputs, products, sum } = windowSum(task(), 1, 0);
    expect([...cells]).toEqual([0, 1, 2]);
    expect([...inputs]).toEqual([1, 2, 3]);
    expect([...products]).toEqual([1, 0, -3]);
    expect(sum).toBe(-1.5);
  });

  it('takes a zero where a tap lies beside the input', () => {
    expect([...windowSum(task(), 0, 0).cells]).toEqual([-1, 0, 1]);
    expect(windowSum(task(), 0, 0).sum).toBe(-1.5);
    expect([...windowSum(task(), 3, 0).cells]).toEqual([2, 3, -1]);
    expect(windowSum(task(), 3, 0).sum).toBe(3.5);
  });

  it('goes by the stride, spreads by the dilation, and takes the weights of its filter alone', () => {
    const two = task({
      kernel: [1, 10, 2, 20],
      taps: 2,
      filters: 2,
      bias: [0, 1],
      stride: 2,
      dilation: 3,
      before: 0,
    });
    expect([...windowSum(two, 0, 1).cells]).toEqual([0, 3]);
    expect(windowSum(two, 0, 1).sum).toBe(1 * 10 + 4 * 20 + 1);
    expect([...windowSum(two, 1, 0).cells]).toEqual([2, -1]);
  });

  it('adds up over all channels, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(size, size, size, fc.nat(20), (channels, taps, filters, at) => {
        const length = taps + 3;
        const number = (i: number) => ((i * 7 + at) % 11) - 5;
        const made = task({
          input: Array.from({ length: length * channels }, (_, i) => number(i)),
          length,
          channels,
          kernel: Array.from({ length: taps * channels * filters }, (_, i) => number(3 * i + 1)),
          taps,
          filters,
          bias: Array.from({ length: filters }, (_, i) => number(i)),
          before: 0,
        });
        const position = at % 4;
        const filter = at % filters;
        let expected = made.bias[filter]!;
        for (let u = 0; u < taps; u++) {
          for (let c = 0; c < channels; c++) {
            expected +=
              made.input[(position + u) * channels + c]! *
              made.kernel[(u * channels + c) * filters + filter]!;
          }
        }
        expect(windowSum(made, position, filter).sum).toBeCloseTo(expected, 9);
      }),
    );
  });
});
