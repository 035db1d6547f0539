import { backend, getBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type ExperimentContext, ExperimentError } from '#experiments/experiment';
import {
  run,
  type TransferCheckpoint,
  type TransferStyleOptions,
  type TransferStylePartial,
  type TransferStyleResult,
} from '#experiments/transfer-style';
import { keepPairs } from '#math/lbfgs';
import { randomStream } from '#world/random';
import { fileContext } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

let context: ExperimentContext;
beforeAll(async () => {
  await startTensorflow('wasm');
  context = fileContext('public');
});

/** The reader's own picture: stripes of two colours with some grain. */
function striped(width: number, height: number, colours: number[][], across: number, seed = 1) {
  const random = randomStream(seed);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const colour = colours[Math.floor((row + column * across) / 6) % colours.length]!;
      for (let k = 0; k < 3; k++) data[(row * width + column) * 4 + k] = colour[k]! + 20 * random();
    }
  }
  return { kind: 'pixels' as const, width, height, data };
}

const CONTENT = striped(
  48,
  32,
  [
    [200, 40, 30],
    [30, 60, 150],
  ],
  0,
);
const STYLE = striped(
  40,
  40,
  [
    [240, 220, 40],
    [10, 90, 60],
    [90, 20, 90],
  ],
  2,
);
const OPTIONS: TransferStyleOptions = {
  network: 'pictures',
  width: 48,
  height: 32,
  content: CONTENT,
  contentLayer: 'conv3',
  styles: [{ input: STYLE, weight: 1 }],
  lambda: { conv1: 1, conv2: 1, conv3: 1 },
  alpha: 1e-5,
  beta: 1,
  variation: 1e-3,
  start: { kind: 'content' },
  optimiser: 'adam',
  rate: 0.02,
  steps: 12,
};

interface Painted {
  partials: TransferStylePartial[];
  result: TransferStyleResult;
  /** As the page gathers it. */
  checkpoints: TransferCheckpoint[];
  last: TransferStylePartial['painted'];
}

async function painted(change: Partial<TransferStyleOptions> = {}, given = context): Promise<Painted> {
  const steps = run({ ...OPTIONS, ...change }, given);
  const partials: TransferStylePartial[] = [];
  const checkpoints: TransferCheckpoint[] = [];
  let memory = change.from?.memory;
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return { partials, result: value, checkpoints, last: partials.at(-1)!.painted };
    if (!value.partial) continue;
    const told = value.partial.checkpoint.memory;
    const known = memory?.kind === 'l-bfgs' ? memory.pairs : [];
    memory = told.kind === 'l-bfgs' ? { ...told, pairs: keepPairs(known, told.pairs, told.kept) } : told;
    partials.push(value.partial);
    checkpoints.push({ ...value.partial.checkpoint, memory });
  }
}

/** Without what no two runs share. */
const untimed = ({ partials }: Painted) => partials.map(({ painted }) => ({ ...painted, milliseconds: 0 }));

/** Mean difference of two pictures, in grey levels. */
function distance(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += Math.abs(value - b[i]!);
  return sum / a.length;
}

describe('painting', () => {
  for (const [optimiser, rate] of [
    ['descent', 3],
    ['adam', 0.02],
    ['l-bfgs', 1],
  ] as const) {
    it(`${optimiser}: the cost falls, and every step has its picture`, async () => {
      const { partials, result, last } = await painted({ optimiser, rate });
      expect(result).toEqual({ status: 'finished', step: 12, backend: getBackend() });
      expect(partials.map(({ painted }) => painted.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(last.total).toBeLessThan(0.75 * partials[0]!.painted.total);
      expect(last.style).toBeLessThan(0.6 * partials[0]!.painted.style);
      for (const { painted, width, height } of partials) {
        expect(painted.pixels.length).toBe(width * height * 4);
        const { total, content, style, variation, styleOfLayer } = painted;
        expect(1e-5 * content + style + 1e-3 * variation).toBeCloseTo(total, 5);
        expect(Object.values(styleOfLayer).reduce((sum, one) => sum + one, 0)).toBeCloseTo(style, 5);
      }
    });

    it(`${optimiser}: put aside and taken up again, it gives the same numbers`, async () => {
      const whole = await painted({ optimiser, rate, steps: 6 });
      const from = structuredClone((await painted({ optimiser, rate, steps: 3 })).checkpoints.at(-1)!);
      // Another painting in between: what was kept of this one is gone.
      await painted({ width: 32, steps: 1 });
      const rest = await painted({ optimiser, rate, steps: 6, from });
      expect(untimed(rest)).toEqual(untimed(whole).slice(3));
    });
  }

  it('starts at the content, at the style, or at noise from a seed', async () => {
    const first = async (start: TransferStyleOptions['start']) =>
      (await painted({ start, steps: 0 })).partials[0]!.painted;
    const content = await first({ kind: 'content' });
    expect(content.content).toBe(0);
    expect(distance(content.pixels, CONTENT.data)).toBeLessThan(0.01);
    expect((await first({ kind: 'style' })).style).toBeLessThan(0.5 * content.style);
    const noise = await first({ kind: 'noise', seed: 4 });
    expect(await first({ kind: 'noise', seed: 4 })).toEqual({ ...noise, milliseconds: expect.any(Number) });
    expect(distance((await first({ kind: 'noise', seed: 5 })).pixels, noise.pixels)).toBeGreaterThan(10);
  });

  it('goes on from a picture that was painted, and refuses one of another size', async () => {
    const { partials } = await painted({ steps: 4 });
    const { pixels, step, style } = partials[2]!.painted;
    const again = await painted({ steps: 6, start: { kind: 'painted', data: pixels, step } });
    expect(again.partials.map(({ painted }) => painted.step)).toEqual([2, 3, 4, 5, 6]);
    expect(distance(again.partials[0]!.painted.pixels, pixels)).toBeLessThan(0.6);
    // The margin was not kept: it is mirrored from what is shown.
    expect(Math.abs(again.partials[0]!.painted.style / style - 1)).toBeLessThan(0.3);
    const small = { kind: 'painted', data: new Uint8ClampedArray(4), step } as const;
    await expect(painted({ start: small })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('goes on from the present pixels under other settings and with another optimiser', async () => {
    const { checkpoints, last } = await painted({ steps: 4 });
    const from = checkpoints.at(-1)!;
    const { partials } = await painted({
      from,
      alpha: 1e-3,
      lambda: { conv5: 2 },
      optimiser: 'l-bfgs',
      steps: 6,
    });
    expect(partials[0]!.painted).toMatchObject({ step: 4, content: last.content, alpha: 1e-3 });
    expect(partials[0]!.painted.pixels).toEqual(last.pixels);
    expect(Object.keys(partials[0]!.painted.styleOfLayer)).toEqual(['conv5']);
    expect(partials.at(-1)!.painted.total).toBeLessThan(partials[0]!.painted.total);
  });

  it('the margin changes nothing of what is asked for, and is not shown', async () => {
    const { last } = await painted({ margin: 0, steps: 5 });
    expect(last.pixels.length).toBe(48 * 32 * 4);
    expect(last.style).toBeGreaterThan(0);
  });
});

describe('what is asked for', () => {
  it('content alone: the picture comes back from noise', async () => {
    const { partials, last } = await painted({
      styles: [],
      lambda: {},
      alpha: 1,
      beta: 0,
      variation: 0,
      contentLayer: 'conv1',
      start: { kind: 'noise', seed: 1 },
      optimiser: 'l-bfgs',
      steps: 40,
    });
    expect(last.content).toBeLessThan(0.02 * partials[0]!.painted.content);
    expect(last.style).toBe(0);
    expect(distance(last.pixels, CONTENT.data)).toBeLessThan(
      0.5 * distance(partials[0]!.painted.pixels, CONTENT.data),
    );
  });

  it('style alone: no content picture is needed', async () => {
    const { content: _, ...rest } = OPTIONS;
    const steps = run({ ...rest, alpha: 0, start: { kind: 'noise', seed: 2 } }, context);
    const styles: number[] = [];
    for (let step = await steps.next(); !step.done; step = await steps.next()) {
      if (step.value.partial) styles.push(step.value.partial.painted.style);
    }
    expect(styles.at(-1)).toBeLessThan(0.5 * styles[0]!);
  });

  it('content that is already there is nothing to do', async () => {
    const { result } = await painted({ beta: 0, alpha: 1, variation: 0 });
    expect(result).toMatchObject({ status: 'converged', step: 0 });
  });

  it('a mixture of two styles lies between them', async () => {
    const other = striped(
      48,
      32,
      [
        [250, 250, 250],
        [20, 20, 20],
      ],
      1,
      7,
    );
    const styles = (one: number, two: number) => [
      { input: STYLE, weight: one },
      { input: other, weight: two },
    ];
    const first = async (one: number, two: number, change: Partial<TransferStyleOptions>) =>
      (await painted({ styles: styles(one, two), steps: 0, ...change })).last.style;
    expect(await first(1, 0, {})).toBeCloseTo((await painted({ steps: 0 })).last.style, 5);
    // Weights count by their share.
    expect(await first(2, 2, {})).toBeCloseTo(await first(0.5, 0.5, {}), 6);
    const start = { start: { kind: 'style' as const } };
    const near = await first(0.9, 0.1, start);
    expect(near).toBeLessThan(await first(0.5, 0.5, start));
    expect(await first(0.5, 0.5, start)).toBeLessThan(await first(0, 1, start));
  });

  it('a style of another shape than the picture is taken as it is', async () => {
    const { partials, last } = await painted({
      styles: [
        {
          input: striped(
            90,
            20,
            [
              [250, 200, 0],
              [0, 0, 90],
            ],
            1,
          ),
          weight: 1,
        },
      ],
    });
    expect(last.style).toBeLessThan(partials[0]!.painted.style);
  });

  it('a style of one colour draws the picture towards it', async () => {
    const red = {
      kind: 'pixels' as const,
      width: 16,
      height: 16,
      data: Uint8ClampedArray.from({ length: 1024 }, (_, i) => [220, 30, 30, 255][i % 4]!),
    };
    const { partials, last } = await painted({ styles: [{ input: red, weight: 1 }], alpha: 0, steps: 20 });
    expect(Number.isFinite(last.total)).toBe(true);
    expect(last.style).toBeLessThan(0.5 * partials[0]!.painted.style);
  });

  it('preserved colours are those of the content, only their light changes', async () => {
    const { last, partials } = await painted({ preserveColour: true });
    expect(partials[0]!.checkpoint.variables.length).toBe((48 + 16) * (32 + 16));
    expect(distance(partials[0]!.painted.pixels, CONTENT.data)).toBeLessThan(0.6);
    expect(last.style).toBeLessThan(partials[0]!.painted.style);
    expect(distance(last.pixels, CONTENT.data)).toBeGreaterThan(1);
    for (let i = 0; i < last.pixels.length; i += 4) {
      const now = Array.from(last.pixels.subarray(i, i + 3));
      const own = Array.from(CONTENT.data.subarray(i, i + 3));
      if (now.some((value) => value === 0 || value === 255)) continue;
      expect(Math.abs(now[0]! - now[2]! - (own[0]! - own[2]!))).toBeLessThanOrEqual(2);
    }
  });

  it('what cannot be painted is refused in words', async () => {
    for (const [change, words] of [
      [{ alpha: 0, beta: 0 }, /α and β both 0/],
      [{ lambda: {} }, /No layer is chosen/],
      [{ width: 50 }, /steps of 8/],
      [{ network: 'paintings' as never }, /no network named/],
    ] as const) {
      const refused = painted(change);
      await expect(refused).rejects.toBeInstanceOf(ExperimentError);
      await expect(refused).rejects.toThrow(words);
    }
  });
});

describe('a rate that is too large', () => {
  it('stops, and hands back the best picture so far', async () => {
    const { result, partials } = await painted({ optimiser: 'descent', rate: 2000, steps: 100 });
    expect(result.status).toBe('diverged');
    expect(result.step).toBeLessThan(30);
    const totals = partials.map(({ painted }) => painted.total);
    const lowest = totals.indexOf(Math.min(...totals));
    expect(result.good).toMatchObject({ step: lowest });
    const on = await painted({ optimiser: 'descent', rate: 1, from: result.good! });
    expect(on.last.total).toBeLessThan(totals[lowest]!);
  });
});

describe('memory', () => {
  it('after any number of runs, as many tensors as after one', async () => {
    await painted({ steps: 2 });
    const before = memory().numTensors;
    for (const change of [
      {},
      { optimiser: 'l-bfgs' as const },
      { contentLayer: 'conv2' as const },
      { preserveColour: true },
      { width: 64 },
    ]) {
      await painted({ steps: 2, ...change });
      expect(memory().numTensors).toBe(before);
    }
  });

  it('a cancelled run and a refused one leave nothing behind', async () => {
    await painted({ steps: 1 });
    const before = memory().numTensors;
    const steps = run(OPTIONS, context);
    for (let i = 0; i < 3; i++) await steps.next();
    await steps.return(undefined as never);
    await expect(painted({ alpha: -1 })).rejects.toThrow();
    const controller = new AbortController();
    controller.abort();
    await expect(painted({}, { ...context, signal: controller.signal })).rejects.toThrow();
    expect(memory().numTensors).toBe(before);
  });

  it('that WebAssembly does not get is said before anything is painted', async () => {
    const { wasm } = backend() as unknown as { wasm: { _malloc: (bytes: number) => number } };
    const none = vi.spyOn(wasm, '_malloc').mockReturnValue(0);
    const said = painted({ width: 512, height: 512 });
    await expect(said).rejects.toMatchObject({ code: 'out-of-memory', retry: true });
    none.mockRestore();
  });

  it('that runs short is said, with a smaller size', async () => {
    const short = vi.spyOn(backend(), 'write').mockImplementation(() => {
      throw new RangeError('Array buffer allocation failed');
    });
    const said = painted({ width: 384, height: 256 });
    await expect(said).rejects.toMatchObject({ code: 'out-of-memory' });
    await expect(said).rejects.toThrow(/384 pixels.*Choose 256/);
    short.mockRestore();
    expect((await painted({ steps: 1 })).result.status).toBe('finished');
  });
});
