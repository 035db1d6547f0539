import { describe, expect, it } from 'vitest';
import { ExperimentError } from '#experiments/experiment';
import { type Costs, type Painting, paint } from '#experiments/paint';
import type {
  OptimiserName,
  TransferCheckpoint,
  TransferStylePartial,
  TransferStyleResult,
} from '#experiments/transfer-options';
import { keepPairs } from '#math/lbfgs';
import { randomStream } from '#world/random';

const SIZE = 24;

/** A bowl with unequal sides around a target, half of it curved 30 times as much; all of it 'style'. */
function bowl(change: Partial<Painting> = {}): Painting & { asked: number } {
  const random = randomStream(3);
  const target = Float32Array.from({ length: SIZE }, () => 0.1 + 0.8 * random());
  const painting = {
    asked: 0,
    size: SIZE,
    start: () => new Float32Array(SIZE).fill(0.5),
    async costs(x: Float32Array): Promise<Costs> {
      painting.asked++;
      let value = 0;
      const gradient = new Float32Array(SIZE);
      for (const [i, aim] of target.entries()) {
        const curvature = i % 2 === 0 ? 1 : 30;
        gradient[i] = curvature * (x[i]! - aim);
        value += 0.5 * curvature * (x[i]! - aim) ** 2;
      }
      return { value, gradient, total: value, content: 0, style: value, styleOfLayer: {}, variation: 0 };
    },
    shown: (x: Float32Array) => Uint8ClampedArray.from(x, (value) => 255 * value),
    ...change,
  };
  return painting;
}

const START = { kind: 'noise' as const, seed: 1 };
const OPTIONS = { start: START, steps: 30, rate: 0.02, width: 8, height: 8, alpha: 0, beta: 1 };

interface Told {
  partials: TransferStylePartial[];
  result: TransferStyleResult;
  checkpoint: TransferCheckpoint;
}

async function follow(
  painting: Painting,
  options: Partial<Parameters<typeof paint>[1]> & { optimiser: OptimiserName },
  stopAfter = Number.POSITIVE_INFINITY,
  signal = new AbortController().signal,
): Promise<Told> {
  const steps = paint(painting, { ...OPTIONS, ...options }, { signal, backend: 'none' });
  const partials: TransferStylePartial[] = [];
  let memory = options.from?.memory;
  for (;;) {
    const { done, value } = await steps.next();
    if (done || partials.length > stopAfter) {
      const checkpoint = { ...partials.at(-1)!.checkpoint, memory: memory! };
      return { partials, result: value as TransferStyleResult, checkpoint };
    }
    if (!value.partial) continue;
    // As the page gets it: arrays are handed over, so what painting goes on with must be its own.
    const partial = structuredClone(value.partial);
    value.partial.painted.pixels.fill(0);
    value.partial.checkpoint.variables.fill(0);
    const told = partial.checkpoint.memory;
    const known = memory?.kind === 'l-bfgs' ? memory.pairs : [];
    memory = told.kind === 'l-bfgs' ? { ...told, pairs: keepPairs(known, told.pairs, told.kept) } : told;
    partials.push(partial);
  }
}

describe('every optimiser', () => {
  for (const optimiser of ['descent', 'adam', 'l-bfgs'] as const) {
    it(`${optimiser}: the cost falls, every step is told with its own cost`, async () => {
      const painting = bowl();
      const { partials, result } = await follow(painting, { optimiser });
      const totals = partials.map(({ painted }) => painted.total);
      expect(totals.at(-1)).toBeLessThan(0.2 * totals[0]!);
      expect(partials.map(({ painted }) => painted.step)).toEqual(partials.map((_, i) => i));
      expect(partials.at(-1)!.painted.evaluations).toBeLessThanOrEqual(painting.asked);
      for (const { painted, checkpoint } of partials) {
        expect(painted.total).toBe((await bowl().costs(checkpoint.variables)).total);
        expect(painted.pixels).toEqual(bowl().shown(checkpoint.variables));
      }
      expect(['finished', 'converged']).toContain(result.status);
    });

    it(`${optimiser}: put aside and taken up again, it gives the same numbers`, async () => {
      const whole = await follow(bowl(), { optimiser, steps: 9 });
      const half = await follow(bowl(), { optimiser, steps: 9 }, 4);
      expect(half.partials.at(-1)!.painted.step).toBe(4);
      const rest = await follow(bowl(), { optimiser, steps: 9, from: half.checkpoint });
      expect(rest.partials[0]!.painted.step).toBe(4);
      const untimed = ({ partials }: Told) =>
        partials.map(({ painted }) => ({ ...painted, milliseconds: 0 }));
      expect(untimed(rest)).toEqual(untimed(whole).slice(4));
      expect(rest.partials.at(-1)!.checkpoint.variables).toEqual(whole.partials.at(-1)!.checkpoint.variables);
    });

    it(`${optimiser}: where nothing can be gained it says so`, async () => {
      const flat = bowl();
      const costs = flat.costs;
      flat.costs = async (x) => ({ ...(await costs(x)), value: 1, gradient: new Float32Array(SIZE) });
      const { result, partials } = await follow(flat, { optimiser });
      expect(result).toMatchObject({ status: 'converged', step: 0 });
      expect(partials.length).toBe(1);
    });
  }

  it('starts with an empty memory when the checkpoint is of another optimiser', async () => {
    const adam = await follow(bowl(), { optimiser: 'adam', steps: 3 });
    const { partials } = await follow(bowl(), { optimiser: 'l-bfgs', steps: 5, from: adam.checkpoint });
    expect(partials[0]!.checkpoint.memory).toEqual({ kind: 'l-bfgs', pairs: [], kept: 0 });
    expect(partials.at(-1)!.painted.total).toBeLessThan(partials[0]!.painted.total);
  });
});

describe('a rate that is too large', () => {
  it('is noticed; the way on is from the lowest picture', async () => {
    // Pixels are clipped, so the cost stays finite and swings between walls.
    const { result, partials } = await follow(bowl(), { optimiser: 'descent', rate: 50, steps: 400 });
    expect(result.status).toBe('diverged');
    expect(result.step).toBeLessThan(20);
    const lowest = Math.min(...partials.map(({ painted }) => painted.total));
    const good = partials.find(({ painted }) => painted.total === lowest)!;
    expect(result.good).toMatchObject({ step: good.painted.step, memory: { kind: 'descent' } });
    expect(result.good!.variables).toEqual(good.checkpoint.variables);
    const on = await follow(bowl(), { optimiser: 'descent', from: result.good! });
    expect(on.result.status).toBe('finished');
    expect(on.partials.at(-1)!.painted.total).toBeLessThan(lowest);
  });

  it('a cost that is no number ends it at once', async () => {
    const painting = bowl();
    const costs = painting.costs;
    painting.costs = async (x) => ({
      ...(await costs(x)),
      ...(painting.asked > 5 ? { value: Number.NaN } : {}),
    });
    const { result } = await follow(painting, { optimiser: 'adam' });
    expect(result).toMatchObject({ status: 'diverged', step: 5, good: { step: 4 } });
  });
});

it('refuses a checkpoint of another size', async () => {
  const from: TransferCheckpoint = {
    step: 1,
    evaluations: 2,
    variables: new Float32Array(3),
    memory: { kind: 'descent' },
  };
  await expect(follow(bowl(), { optimiser: 'descent', from })).rejects.toBeInstanceOf(ExperimentError);
});

it('a cancelled run stops in the middle of a line search', async () => {
  const controller = new AbortController();
  const painting = bowl();
  const costs = painting.costs;
  painting.costs = (x) => {
    if (painting.asked === 4) controller.abort();
    return costs(x);
  };
  await expect(follow(painting, { optimiser: 'l-bfgs' }, undefined, controller.signal)).rejects.toThrow(
    /abort/i,
  );
  expect(painting.asked).toBe(5);
});
