import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { type LayerIndex, loadUnitIndex, PATCHES_PER_UNIT } from '../../../src/site/unit-index.ts';
import PatchExplorer from '../../../src/widgets/patch-explorer/PatchExplorer.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { picture } from '../shared/picture-files.ts';
import { figure, output, ready } from './page.ts';

let layer: LayerIndex;
const WAIT = { timeout: 40_000 };
const amount = (name: string) => Number(output(name)?.replaceAll(',', ''));
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const choose = (file: File) => userEvent.upload(figure().querySelector('input[type=file]')!, file);

beforeAll(async () => {
  layer = (await loadUnitIndex()).layers.find(({ layer }) => layer === 'conv6')!;
});

beforeEach(async () => {
  await page.viewport(1000, 900);
});

afterEach(() => {
  vi.restoreAllMocks();
  getClient().stop();
});

test('keeps looking in new pictures: the lists improve, can be stopped, and go on from there', async () => {
  await render(PatchExplorer, { layer: 'conv6', unit: 0, view: 'detail' });
  await ready();
  const tiles = () => [...figure().querySelectorAll('[role=grid] button')].map((tile) => tile.ariaLabel!);
  const shipped = tiles();
  await press('Keep looking');
  expect(figure().dataset.state).toBe('busy');
  await expect.poll(() => amount('new-pictures'), WAIT).toBeGreaterThan(0);
  await press('Cancel');
  await expect.poll(() => figure().dataset.state).toBe('ready');
  const looked = amount('new-pictures');
  expect(amount('replaced')).toBe(tiles().filter((label) => label.endsWith('new')).length);
  expect(amount('replaced-all')).toBeGreaterThan(0);
  await press('Go on looking');
  await expect.poll(() => amount('new-pictures'), WAIT).toBeGreaterThan(looked);
  await press('Cancel');
  await userEvent.click(page.getByRole('radio', { name: 'The site’s lists' }));
  expect(tiles()).toEqual(shipped);
});

test('when the worker dies in the middle it says so, keeps the lists, and goes on', async () => {
  await render(PatchExplorer, { layer: 'conv6' });
  await ready();
  await press('Keep looking');
  await expect.poll(() => amount('replaced-all'), WAIT).toBeGreaterThan(0);
  getClient().stop();
  await expect.poll(() => figure().dataset.state).toBe('error');
  const kept = amount('new-pictures');
  expect(kept).toBeGreaterThan(0);
  expect(amount('replaced-all')).toBeGreaterThan(0);
  await press('Try again');
  await expect.poll(() => figure().dataset.state).toBe('busy');
  await expect.poll(() => amount('new-pictures'), WAIT).toBeGreaterThan(kept);
  await press('Cancel');
  await expect.poll(() => figure().dataset.state).toBe('ready');
});

test('a run over the atlas fills the lists as it goes, and a cancelled one says how far it came', async () => {
  await render(PatchExplorer, { layer: 'conv6', unit: 4, view: 'detail' });
  await ready();
  await press('Compute it here');
  // Lists come every quarter of a second: by then there are some.
  await expect.poll(() => figure().querySelector('progress')?.value ?? 0, WAIT).toBeGreaterThan(500);
  await press('Cancel');
  await expect.poll(() => amount('mined-pictures'), WAIT).toBeGreaterThan(0);
  expect(amount('mined-pictures')).toBeLessThan(2048);
  expect(output('agreement')).toBeUndefined();
  const labels = [...figure().querySelectorAll('[role=grid] button')].map((tile) => tile.ariaLabel!);
  const values = labels.map((label) => Number(/activation ([\d.]+)/.exec(label)![1]));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(values.length).toBeGreaterThanOrEqual(PATCHES_PER_UNIT);
});

test('an own picture is answered: activation, place in the range, guesses that add up to at most 1', async () => {
  await render(PatchExplorer, { layer: 'conv6', unit: 2, view: 'detail' });
  await ready();
  await choose(await picture(120, 80));
  await expect.poll(() => output('own-activation'), WAIT).toMatch(/^\d+\.\d{3}$/);
  const strongest = layer.top.values[2 * layer.top.keep]!;
  const place = output('own-place');
  if (amount('own-activation') < strongest) expect(Number(place)).toBeLessThanOrEqual(100);
  const shares = [...figure().textContent!.matchAll(/\(([\d.]+) %\)/g)].map(([, share]) => Number(share));
  expect(shares.length).toBe(3);
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares[0]! + shares[1]! + shares[2]!).toBeLessThanOrEqual(101);
  const first = output('own-activation');
  await press('Next');
  await expect.poll(() => output('own-activation'), WAIT).not.toBe(first);
});

test('a file that is no picture gets a sentence, and nothing breaks', async () => {
  await render(PatchExplorer, { layer: 'conv6', unit: 2, view: 'detail' });
  await ready();
  await choose(new File(['not a picture'], 'letter.png', { type: 'image/png' }));
  await expect.element(page.getByText(/letter\.png is not a picture/)).toBeVisible();
  expect(output('own-activation')).toBeUndefined();
  expect(figure().dataset.state).toBe('ready');
});

test('a missing file of the network is named; the shipped patches stay; Try again mends it', async () => {
  const { fetch } = globalThis;
  let broken = true;
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    broken && String(input).includes('patches-conv3')
      ? Promise.resolve(new Response('gone', { status: 404 }))
      : fetch(input, init),
  );
  await render(PatchExplorer, { layer: 'conv3' });
  await expect.poll(() => figure().dataset.state, WAIT).toBe('error');
  await expect.element(page.getByText(/patches-conv3\.webp is missing/)).toBeVisible();
  broken = false;
  await press('Try again');
  await ready();
});
