import { expect, test, vi } from 'vitest';
import { TransferRun, type TransferRunOptions } from '../../../src/widgets/shared/transfer-run.svelte.ts';
import { type Client, ExperimentError } from '../../../src/worker/client.ts';
import type {
  TransferCheckpoint,
  TransferStyleOptions,
  TransferStylePartial,
  TransferStyleResult,
} from '../../../src/worker/protocol.ts';

type Tell = (partial: TransferStylePartial) => void;
type Script = (
  options: TransferStyleOptions,
  tell: Tell,
  signal: AbortSignal,
) => Promise<TransferStyleResult>;

/** A client whose attempts are given by hand, one after the other; it remembers what it was asked. */
function scripted(...attempts: Script[]) {
  const asked: TransferStyleOptions[] = [];
  const run = (
    _name: string,
    options: TransferStyleOptions,
    settings: { signal: AbortSignal; onProgress: (progress: { partial: TransferStylePartial }) => void },
  ) => {
    asked.push(structuredClone(options));
    const attempt = attempts.shift();
    if (!attempt) throw new Error('There is no further attempt.');
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    settings.signal.addEventListener('abort', () => reject(settings.signal.reason));
    const told = attempt(options, (partial) => settings.onProgress({ partial }), settings.signal);
    return Promise.race([told, aborted]);
  };
  return { asked, client: { run, backend: 'wasm' } as unknown as Client };
}

const OPTIONS: TransferRunOptions = {
  network: 'pictures',
  width: 32,
  height: 32,
  contentLayer: 'conv4',
  styles: [{ input: { kind: 'pixels', width: 1, height: 1, data: new Uint8ClampedArray(4) }, weight: 1 }],
  lambda: { conv1: 1 },
  alpha: 0.5,
  beta: 2,
  variation: 0,
  start: { kind: 'noise', seed: 1 },
  optimiser: 'adam',
  rate: 0.02,
  steps: 10,
};

function partial(
  step: number,
  total = 100 - step,
  memory?: TransferCheckpoint['memory'],
): TransferStylePartial {
  return {
    painted: {
      step,
      total,
      content: 4,
      style: 3,
      styleOfLayer: {},
      variation: 0,
      evaluations: step + 1,
      alpha: 0.5,
      beta: 2,
      milliseconds: 5,
      pixels: new Uint8ClampedArray(32 * 32 * 4).fill(step),
    },
    checkpoint: {
      step,
      evaluations: step + 1,
      variables: Float32Array.of(step),
      memory: memory ?? {
        kind: 'adam',
        mean: Float32Array.of(step),
        square: Float32Array.of(step),
        steps: step,
      },
    },
    width: 32,
    height: 32,
  };
}

const forever = () => new Promise<never>(() => {});
const steps = (first: number, last: number, tell: Tell) => {
  for (let step = first; step <= last; step++) tell(partial(step));
};
const ended = (status: TransferStyleResult['status'], step: number): TransferStyleResult => ({
  status,
  step,
  backend: 'wasm',
});

test('tells every step, and that it is done', async () => {
  const { client } = scripted(async (_options, tell) => {
    steps(0, 10, tell);
    return ended('finished', 10);
  });
  const run = new TransferRun(client);
  expect(run.status).toBe('idle');
  run.start(OPTIONS);
  expect(run.running).toBe(true);
  await expect.poll(() => run.status).toBe('finished');
  expect(run.step).toBe(10);
  expect(run.picture!.pixels[0]).toBe(10);
  expect(run.losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(run.losses[3]).toMatchObject({ total: 97, content: 2, style: 6 });
  expect(run.frameAt(4)!.pixels[0]).toBe(4);
  expect(run.backend).toBe('wasm');
});

test('a pause loses nothing: it goes on from the last step', async () => {
  const { client, asked } = scripted(
    (_options, tell) => {
      steps(0, 4, tell);
      return forever();
    },
    async (_options, tell) => {
      steps(4, 10, tell);
      return ended('finished', 10);
    },
  );
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.step).toBe(4);
  run.pause();
  expect(run.status).toBe('paused');
  run.resume();
  await expect.poll(() => run.status).toBe('finished');
  expect(asked[0]!.from).toBeUndefined();
  expect(asked[1]!.from).toEqual(partial(4).checkpoint);
  expect(run.losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(run.problem).toBeNull();
});

test('goes back to an earlier step and on from there: what came after it is forgotten', async () => {
  const { client, asked } = scripted(
    async (_options, tell) => {
      steps(0, 10, tell);
      return ended('finished', 10);
    },
    (_options, tell) => {
      steps(4, 6, tell);
      return forever();
    },
    async (_options, tell) => {
      steps(6, 10, tell);
      return ended('finished', 10);
    },
    forever,
  );
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('finished');
  run.goOnFrom(4);
  await expect.poll(() => run.step).toBe(6);
  expect(asked[1]!.start).toEqual({ kind: 'painted', data: partial(4).painted.pixels, step: 4 });
  expect(asked[1]!.from).toBeUndefined();
  expect(run.losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(run.frames.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  run.pause();
  run.resume();
  await expect.poll(() => run.status).toBe('finished');
  expect(asked[2]!.from).toEqual(partial(6).checkpoint);
  run.start(OPTIONS);
  expect(asked[3]!.start).toEqual(OPTIONS.start);
});

test('of L-BFGS it gathers the pairs that steps tell one by one', async () => {
  const pair = (value: number) => ({ move: Float32Array.of(value), change: Float32Array.of(value) });
  const memory = (kept: number, ...newest: number[]) => ({
    kind: 'l-bfgs' as const,
    pairs: newest.map(pair),
    kept,
  });
  const { client, asked } = scripted((_options, tell) => {
    tell(partial(0, 9, memory(0)));
    tell(partial(1, 8, memory(1, 1)));
    tell(partial(2, 7, memory(2, 2)));
    tell(partial(3, 6, memory(2, 3)));
    return forever();
  }, forever);
  const run = new TransferRun(client);
  run.start({ ...OPTIONS, optimiser: 'l-bfgs' });
  await expect.poll(() => run.step).toBe(3);
  run.pause();
  run.resume();
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]!.from!.memory).toEqual({ kind: 'l-bfgs', pairs: [pair(2), pair(3)], kept: 2 });
  run.dispose();
});

test('settings that change in the middle go on from the present pixels; a slider that moves asks once', async () => {
  const { client, asked } = scripted((_options, tell) => {
    steps(0, 3, tell);
    return forever();
  }, forever);
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.step).toBe(3);
  for (const alpha of [1, 2, 3]) run.change({ alpha });
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]).toMatchObject({ alpha: 3, beta: 2, from: { step: 3 } });
  expect(run.running).toBe(true);
  expect(run.best!.step).toBe(3);
  run.dispose();
  expect(run.status).toBe('paused');
});

test('settings that change while it is put aside wait for it; L-BFGS forgets what it knew of other costs', async () => {
  const pairs = [{ move: Float32Array.of(1), change: Float32Array.of(1) }];
  const { client, asked } = scripted((_options, tell) => {
    tell(partial(1, 8, { kind: 'l-bfgs', pairs, kept: 1 }));
    return forever();
  }, forever);
  const run = new TransferRun(client);
  run.start({ ...OPTIONS, optimiser: 'l-bfgs' });
  await expect.poll(() => run.step).toBe(1);
  run.pause();
  run.change({ rate: 0.5 });
  run.change({ lambda: { conv2: 1 } });
  expect(asked.length).toBe(1);
  run.resume();
  expect(asked[1]).toMatchObject({
    rate: 0.5,
    lambda: { conv2: 1 },
    from: { memory: { pairs: [], kept: 0 } },
  });
  run.dispose();
});

test('when the processor is lost and the client begins again, it goes on from the last picture', async () => {
  const { client, asked } = scripted(
    (_options, tell) => {
      steps(0, 5, tell);
      // As the client does after a lost backend: the same attempt from its beginning.
      tell(partial(0));
      tell(partial(1));
      return forever();
    },
    async (_options, tell) => {
      steps(5, 10, tell);
      return ended('finished', 10);
    },
  );
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('finished');
  expect(asked[1]!.from!.step).toBe(5);
  expect(run.notice).toMatch(/lost.*from step 5/);
  expect(run.losses.length).toBe(11);
});

test('a worker that dies is replaced once at a step; then it says so and keeps the picture', async () => {
  const dies: Script = async (_options, tell) => {
    tell(partial(2));
    throw new ExperimentError('worker-died', 'It has stopped.');
  };
  const { client, asked } = scripted(dies, dies, async (_options, tell) => {
    steps(2, 10, tell);
    return ended('finished', 10);
  });
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('failed');
  expect(asked.length).toBe(2);
  expect(run.problem).toMatchObject({ message: 'It has stopped.', retry: true });
  expect(run.picture!.step).toBe(2);
  run.resume();
  await expect.poll(() => run.status).toBe('finished');
  expect(run.problem).toBeNull();
});

test('memory that runs short is said, the picture stays', async () => {
  const { client } = scripted(async (_options, tell) => {
    steps(0, 2, tell);
    throw new ExperimentError('out-of-memory', 'Choose 256 pixels or fewer.');
  });
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('failed');
  expect(run.problem!.message).toBe('Choose 256 pixels or fewer.');
  expect(run.picture!.step).toBe(2);
});

test('a run that diverges keeps the last good picture and goes on from there', async () => {
  const good = partial(1).checkpoint;
  const { client, asked } = scripted(async (_options, tell) => {
    for (const [step, total] of [9, 3, 50, 900].entries()) tell(partial(step, total));
    return { ...ended('diverged', 3), good };
  }, forever);
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('diverged');
  expect(run.latest!.step).toBe(3);
  expect(run.picture!.step).toBe(1);
  expect(run.losses.length).toBe(4);
  run.change({ rate: 0.001, alpha: 3 });
  expect(run.picture!.step).toBe(1);
  run.resume();
  expect(asked[1]).toMatchObject({ rate: 0.001, alpha: 3, from: { step: 1 } });
  run.dispose();
});

test('more steps after the end, and a new run that forgets the old one', async () => {
  const { client, asked } = scripted(
    async (_options, tell) => {
      steps(0, 10, tell);
      return ended('finished', 10);
    },
    async (_options, tell) => {
      steps(10, 15, tell);
      return ended('finished', 15);
    },
    forever,
  );
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.status).toBe('finished');
  run.resume(5);
  await expect.poll(() => run.step).toBe(15);
  expect(asked[1]).toMatchObject({ steps: 15, from: { step: 10 } });
  run.start({ ...OPTIONS, steps: 3 });
  expect(run).toMatchObject({ step: 0, latest: null, losses: [], frames: [] });
  expect(asked[2]!.from).toBeUndefined();
  run.reset();
  expect(run.status).toBe('idle');
});

test('what an attempt says after it was put aside is not heard', async () => {
  let late: Tell = () => {};
  const { client } = scripted((_options, tell) => {
    tell(partial(0));
    late = tell;
    return forever();
  });
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await expect.poll(() => run.latest?.step).toBe(0);
  run.pause();
  late(partial(1));
  expect(run.step).toBe(0);
  expect(run.status).toBe('paused');
});

test('it goes on where nothing is drawn', async () => {
  const frame = vi.spyOn(window, 'requestAnimationFrame').mockImplementation(() => 0);
  const { client } = scripted(async (_options, tell) => {
    steps(0, 10, tell);
    return ended('finished', 10);
  });
  const run = new TransferRun(client);
  run.start(OPTIONS);
  await vi.waitFor(() => expect(run.status).toBe('finished'));
  frame.mockRestore();
});
