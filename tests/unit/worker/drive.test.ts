import { describe, expect, test } from 'vitest';
import type { Experiment, Progress } from '#experiments/experiment';
import { ExperimentError } from '#experiments/experiment';
import { AssetError } from '#site/asset';
import { drive } from '../../../src/worker/drive.ts';

type Count = Experiment<{ to: number }, number, { sum: number }>;

/** Counts, and notes that it was let go properly. */
function counting(ended: string[] = []): Count {
  return async function* ({ to }) {
    let sum = 0;
    try {
      for (let i = 1; i <= to; i++) {
        sum += i;
        yield { done: i, total: to, what: 'counted', partial: i };
      }
      return { sum };
    } finally {
      ended.push('finally');
    }
  };
}

const failing = (error: unknown): Count =>
  async function* () {
    yield { done: 0, total: 1, what: 'about to fail' };
    throw error;
  };

function setUp() {
  const controller = new AbortController();
  const seen: Progress<unknown>[] = [];
  const context = {
    signal: controller.signal,
    backend: 'none',
    asset: () => Promise.reject(new Error('no assets here')),
    pictures: () => Promise.reject(new Error('no pictures here')),
    decode: () => Promise.reject(new Error('no pictures here')),
    sha256: () => Promise.reject(new Error('no manifests here')),
  };
  const emit = async (progress: Progress<unknown>) => void seen.push(progress);
  return { controller, seen, context, emit };
}

describe('driving an experiment', () => {
  test('delivers every step in order, then the result', async () => {
    const { seen, context, emit } = setUp();
    const outcome = await drive(counting(), { to: 4 }, context, { emit, isLost: () => false });
    expect(outcome).toEqual({ kind: 'done', result: { sum: 10 } });
    expect(seen.map(({ partial }) => partial)).toEqual([1, 2, 3, 4]);
  });

  test('waits for the receiver, and lets the event loop turn', async () => {
    const { context } = setUp();
    let inFlight = 0;
    let most = 0;
    const emit = async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inFlight -= 1;
    };
    await drive(counting(), { to: 5 }, context, { emit, isLost: () => false });
    expect(most).toBe(1);
    expect(inFlight).toBe(0);
  });

  test('lets a cancelled experiment clean up, and delivers no more', async () => {
    const { controller, seen, context } = setUp();
    const ended: string[] = [];
    const emit = async (progress: Progress<unknown>) => {
      seen.push(progress);
      if (seen.length === 3) controller.abort();
    };
    const outcome = await drive(counting(ended), { to: 1000 }, context, { emit, isLost: () => false });
    expect(outcome).toEqual({ kind: 'aborted' });
    expect(seen).toHaveLength(3);
    expect(ended).toEqual(['finally']);
  });

  test('throws away what was computed on a lost backend', async () => {
    const { seen, context, emit } = setUp();
    const isLost = () => seen.length >= 2;
    const outcome = await drive(counting(), { to: 10 }, context, { emit, isLost });
    expect(outcome).toEqual({ kind: 'lost' });
    expect(seen).toHaveLength(2);
    const broken = await drive(failing(new Error('garbage')), { to: 1 }, context, { emit, isLost });
    expect(broken).toEqual({ kind: 'lost' });
  });

  test('takes a missing kernel for a lost backend', async () => {
    const { context, emit } = setUp();
    const error = new Error("Kernel 'TopK' not registered for backend 'webgpu'");
    const outcome = await drive(failing(error), { to: 1 }, context, { emit, isLost: () => false });
    expect(outcome).toEqual({ kind: 'lost' });
  });
});

test.for<[unknown, object]>([
  [
    new ExperimentError('bad-input', 'No such unit.'),
    { code: 'bad-input', message: 'No such unit.', retry: false },
  ],
  [
    new AssetError('corrupt-asset', 'a/b.bin', 'The file a/b.bin arrived damaged.'),
    { code: 'corrupt-asset', message: 'The file a/b.bin arrived damaged.', retry: true },
  ],
  [
    new TypeError('x is undefined'),
    { code: 'failed', message: 'The computation failed: x is undefined', retry: true },
  ],
  ['bare words', { code: 'failed', message: 'The computation failed: bare words', retry: true }],
])('an error reaches the client as data: %s', async ([error, expected]) => {
  const { context, emit } = setUp();
  const outcome = await drive(failing(error), { to: 1 }, context, { emit, isLost: () => false });
  expect(outcome).toEqual({ kind: 'error', ...expected });
});
