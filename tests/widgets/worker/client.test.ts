import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client, ExperimentError, isAbort, latest } from '#worker/client';
import type { RenderedScene } from '#worker/protocol';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';

const workers: Worker[] = [];
const RealWorker = globalThis.Worker;
let client: Client;

beforeEach(() => {
  workers.length = 0;
  // The real worker, only remembered, so that a test can end it behind the client's back.
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
    }
  };
  client = new Client({ search: '' });
});

afterEach(() => {
  client.stop();
  globalThis.Worker = RealWorker;
});

const scenes = (count: number, size = 32) => ({
  items: Array.from({ length: count }, (_, seed) => ({ seed, size })),
});

/** Enough pictures that a test can act in the middle. */
const MANY = scenes(400, 64);

async function caught(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed.');
}

describe('a run', () => {
  test('gives the pictures that the world renders, in order, then the result', async () => {
    const partials: RenderedScene[] = [];
    const counts: string[] = [];
    const result = await client.run('render-scenes', scenes(3), {
      onProgress: ({ done, total, partial }) => {
        counts.push(`${done}/${total}`);
        if (partial) partials.push(partial);
      },
    });
    expect(result).toEqual({ count: 3 });
    expect(counts).toEqual(['1/3', '2/3', '3/3']);
    const expected = renderScene(sampleFactors(1), { size: 32 });
    expect(partials[1]).toEqual({ index: 1, width: 32, height: 32, pixels: expected.pixels });
  });

  test('without tensors starts no backend', async () => {
    await client.run('render-scenes', scenes(1));
    expect(client.backend).toBeNull();
    expect(await client.tensors()).toBe(0);
  });

  test('of a wrong option is refused with a sentence, and the worker lives on', async () => {
    const error = await caught(client.run('render-scenes', scenes(1, 0)));
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toMatchObject({
      code: 'bad-input',
      retry: false,
      message: expect.stringMatching(/0 pixels/),
    });
    expect(await client.run('render-scenes', scenes(1))).toEqual({ count: 1 });
    expect(workers).toHaveLength(1);
  });

  test('shares the worker with another one at the same time', async () => {
    const both = [client.run('render-scenes', scenes(20)), client.run('render-scenes', scenes(2))];
    expect(await Promise.all(both)).toEqual([{ count: 20 }, { count: 2 }]);
    expect(workers).toHaveLength(1);
  });
});

describe('cancelling', () => {
  test('rejects at once with the reason, stops the progress, and leaves the worker usable', async () => {
    const controller = new AbortController();
    let seen = 0;
    const running = client.run('render-scenes', MANY, {
      signal: controller.signal,
      onProgress: () => {
        seen += 1;
        if (seen === 2) controller.abort(new DOMException('enough', 'AbortError'));
      },
    });
    const error = await caught(running);
    expect(isAbort(error)).toBe(true);
    expect((error as Error).message).toBe('enough');
    const before = performance.now();
    await client.run('render-scenes', scenes(1));
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(seen).toBe(2);
    expect(workers).toHaveLength(1);
  });

  test('before the start runs nothing', async () => {
    const error = await caught(client.run('render-scenes', MANY, { signal: AbortSignal.abort() }));
    expect(isAbort(error)).toBe(true);
    expect(workers).toHaveLength(0);
  });

  test('a newer run takes the place of the one before', async () => {
    const { run, cancel } = latest(client);
    const first = caught(run('render-scenes', MANY));
    const second = run('render-scenes', scenes(2));
    expect(isAbort(await first)).toBe(true);
    expect(await second).toEqual({ count: 2 });
    const third = caught(run('render-scenes', MANY));
    cancel();
    expect(isAbort(await third)).toBe(true);
  });
});

describe('the life of the worker', () => {
  test('a worker that is killed in the middle is noticed, and a retry starts another', async () => {
    const running = client.run('render-scenes', MANY, { onProgress: () => workers[0]!.terminate() });
    const error = await caught(running);
    expect(error).toMatchObject({
      code: 'worker-died',
      retry: true,
      message: expect.stringMatching(/stopped/),
    });
    expect(client.alive).toBe(false);
    expect(await client.run('render-scenes', scenes(1))).toEqual({ count: 1 });
    expect(workers).toHaveLength(2);
  });

  test('a worker that breaks by an uncaught error is replaced', async () => {
    const running = client.run('render-scenes', MANY, {
      onProgress: () => workers[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })),
    });
    expect(await caught(running)).toMatchObject({
      code: 'worker-died',
      message: expect.stringContaining('out of memory'),
    });
    expect(await client.run('render-scenes', scenes(1))).toEqual({ count: 1 });
  });

  test('it stops when idle and starts again when needed', async () => {
    client = new Client({ search: '', idleMilliseconds: 50 });
    await client.run('render-scenes', scenes(1));
    expect(client.alive).toBe(true);
    await vi.waitFor(() => expect(client.alive).toBe(false), { timeout: 2_000 });
    await client.run('render-scenes', scenes(1));
    expect(workers).toHaveLength(2);
  });
});
