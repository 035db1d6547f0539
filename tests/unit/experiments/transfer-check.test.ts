import { describe, expect, it } from 'vitest';
import { ExperimentError } from '#experiments/experiment';
import { isMemoryError, sayMemory } from '#experiments/out-of-memory';
import { checkTransfer } from '#experiments/transfer-check';
import type { TransferStyleOptions } from '#experiments/transfer-options';

const pixels = { kind: 'pixels' as const, width: 8, height: 8, data: new Uint8ClampedArray(256) };
const OPTIONS: TransferStyleOptions = {
  network: 'pictures',
  width: 96,
  height: 64,
  content: pixels,
  contentLayer: 'conv4',
  styles: [{ input: pixels, weight: 1 }],
  lambda: { conv1: 1 },
  alpha: 1e-4,
  beta: 1,
  variation: 0,
  start: { kind: 'content' },
  optimiser: 'adam',
  rate: 0.02,
  steps: 10,
};

function complaint(change: Partial<TransferStyleOptions>): string {
  try {
    checkTransfer({ ...OPTIONS, ...change });
  } catch (error) {
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toMatchObject({ code: 'bad-input', retry: false });
    return (error as Error).message;
  }
  return '';
}

describe('options of style transfer', () => {
  it('are taken when they can be painted with', () => {
    const { content: _, ...without } = OPTIONS;
    expect(complaint({})).toBe('');
    expect(complaint({ alpha: 0 })).toBe('');
    expect(complaint({ beta: 0 })).toBe('');
    expect(complaint({ beta: 0, styles: [], lambda: {} })).toBe('');
    expect(() => checkTransfer({ ...without, start: { kind: 'noise', seed: 1 } })).not.toThrow();
  });

  it('that say nothing about the picture are refused in words', () => {
    expect(complaint({ alpha: 0, beta: 0 })).toMatch(/α and β both 0/);
    expect(complaint({ lambda: { conv1: 0 } })).toMatch(/No layer is chosen/);
    expect(complaint({ lambda: {} })).toMatch(/No layer is chosen/);
    expect(complaint({ styles: [] })).toMatch(/no style picture is chosen/);
    expect(complaint({ styles: [{ input: pixels, weight: 0 }] })).toMatch(/no style picture is chosen/);
  });

  it('out of range are refused', () => {
    for (const side of [0, 24, 100, 96.5, 1024, Number.NaN])
      expect(complaint({ width: side })).toMatch(/steps of 8/);
    for (const alpha of [-1, Number.NaN, Infinity]) expect(complaint({ alpha })).toMatch(/^α is a weight/);
    expect(complaint({ beta: -1 })).toMatch(/^β is a weight/);
    expect(complaint({ variation: -1 })).toMatch(/^γ is a weight/);
    expect(complaint({ lambda: { conv1: -1 } })).toMatch(/^λ of conv1/);
    expect(complaint({ lambda: { conv9: 1 } as never })).toMatch(/no layer named conv9/);
    expect(complaint({ contentLayer: 'pool1' as never })).toMatch(/no layer named pool1/);
    expect(complaint({ optimiser: 'sgd' as never })).toMatch(/no optimiser named sgd/);
    for (const rate of [0, -1, Number.NaN]) expect(complaint({ rate })).toMatch(/^η is/);
    for (const steps of [-1, 1.5, 1e9]) expect(complaint({ steps })).toMatch(/no number of steps/);
  });

  it('that need a picture which is not there are refused', () => {
    const { content: _, ...rest } = OPTIONS;
    expect(() => checkTransfer(rest)).toThrow(/no content picture to start from/);
    expect(() => checkTransfer({ ...rest, start: { kind: 'noise', seed: 1 }, preserveColour: true })).toThrow(
      /colours/,
    );
    expect(complaint({ start: { kind: 'style' }, styles: [], beta: 0 })).toMatch(
      /no style picture to start from/,
    );
  });
});

describe('memory that ran short', () => {
  const said = [
    new RangeError('Array buffer allocation failed'),
    new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded'),
    new Error('Aborted(OOM). Build with -sASSERTIONS for more info.'),
    new Error('RuntimeError: memory access out of bounds'),
    new Error('Unable to create WebGLTexture.'),
    new Error(
      'Requested texture size [20000x3] greater than WebGL maximum on this browser / GPU [16384x16384].',
    ),
    new Error('Out of memory'),
  ];

  it('is told from other errors', () => {
    for (const error of said) expect(isMemoryError(error)).toBe(true);
    for (const error of [new Error('no such layer'), 'text', null, new TypeError('x is undefined')]) {
      expect(isMemoryError(error)).toBe(false);
    }
  });

  it('offers the next smaller size', () => {
    expect(sayMemory(said[0], 384)).toMatchObject({ code: 'out-of-memory', retry: true });
    expect((sayMemory(said[0], 384) as Error).message).toMatch(/384 pixels\. Choose 256 pixels/);
    expect((sayMemory(said[0], 200) as Error).message).toMatch(/Choose 192 pixels/);
    expect((sayMemory(said[0], 96) as Error).message).toMatch(/Close other pages/);
  });

  it('leaves other errors as they are', () => {
    const other = new Error('no such layer');
    expect(sayMemory(other, 96)).toBe(other);
  });
});
