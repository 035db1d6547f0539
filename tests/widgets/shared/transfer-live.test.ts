import { afterEach, expect, test } from 'vitest';
import { TransferRun, type TransferRunOptions } from '../../../src/widgets/shared/transfer-run.svelte.ts';
import { Client } from '../../../src/worker/client.ts';
import { STYLE_DEFAULTS } from '../../../src/world/style/defaults.ts';

let client: Client;
let run: TransferRun;

function begin(change: Partial<TransferRunOptions> = {}, backend = 'wasm'): void {
  client = new Client({ search: `?backend=${backend}` });
  run = new TransferRun(client);
  const { network, contentLayer, lambda, ratio, variation, rate } = STYLE_DEFAULTS;
  run.start({
    network,
    width: 64,
    height: 64,
    content: { kind: 'content', name: 'cat' },
    contentLayer,
    styles: [{ input: { kind: 'style', name: 'swirls', seed: 1 }, weight: 1 }],
    lambda,
    alpha: ratio,
    beta: 1,
    variation,
    start: { kind: 'content' },
    optimiser: 'adam',
    rate: rate.adam,
    steps: 10,
    ...change,
  });
}

afterEach(() => {
  run.dispose();
  client.stop();
});

const SOON = { timeout: 50_000 };

test('paints in the worker, every step a picture', async () => {
  begin();
  await expect.poll(() => run.status, SOON).toBe('finished');
  expect(run.frames.length).toBe(11);
  expect(run.losses.at(-1)!.total).toBeLessThan(run.losses[0]!.total);
  expect(run.picture!.pixels.length).toBe(64 * 64 * 4);
  expect(run.backend).toBe('wasm');
});

test('put aside and taken up again, L-BFGS paints the same picture as without a pause', async () => {
  begin({ optimiser: 'l-bfgs', steps: 8 });
  await expect.poll(() => run.status, SOON).toBe('finished');
  const whole = run.picture!;
  const tensors = await client.tensors();
  run.start({ ...run.options! });
  await expect.poll(() => run.step, SOON).toBeGreaterThan(2);
  run.pause();
  run.resume();
  await expect.poll(() => run.status, SOON).toBe('finished');
  expect(run.picture!.pixels).toEqual(whole.pixels);
  expect(run.picture!.total).toBe(whole.total);
  expect(await client.tensors()).toBe(tensors);
});

test('settings change while it paints: it goes on from the present pixels', async () => {
  begin({ steps: 5000 });
  await expect.poll(() => run.step, SOON).toBeGreaterThan(3);
  run.change({ alpha: 1, lambda: { conv2: 3 } });
  await expect.poll(() => run.latest!.alpha, SOON).toBe(1);
  const changed = run.losses.findIndex(({ content }, i) => i > 0 && content === run.latest!.content);
  expect(changed === -1 || changed > 3).toBe(true);
  expect(Object.keys(run.latest!.styleOfLayer)).toEqual(['conv2']);
  expect(run.step).toBeGreaterThan(3);
  expect(run.losses.map(({ step }) => step)).toEqual(run.losses.map((_, i) => i));
});

test('a worker that dies in the middle: painting goes on from the last picture', async () => {
  begin({ steps: 5000 });
  await expect.poll(() => run.step, SOON).toBeGreaterThan(3);
  const before = run.step;
  client.stop();
  await expect.poll(() => run.notice, SOON).toMatch(/goes on from step/);
  await expect.poll(() => run.step, SOON).toBeGreaterThan(before + 2);
  expect(run.losses.map(({ step }) => step)).toEqual(run.losses.map((_, i) => i));
});

test('the page stays free while a picture of 256 pixels is painted', async () => {
  const long: number[] = [];
  begin({ width: 256, height: 256, steps: 5000 });
  await expect.poll(() => run.step, SOON).toBeGreaterThan(1);
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) long.push(duration);
  });
  observer.observe({ type: 'longtask' });
  const before = run.step;
  await expect.poll(() => run.step, SOON).toBeGreaterThan(before + 3);
  observer.disconnect();
  expect(long).toEqual([]);
});
