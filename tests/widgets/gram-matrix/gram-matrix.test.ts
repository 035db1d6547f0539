import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import GramMatrix from '../../../src/widgets/gram-matrix/GramMatrix.svelte';
import { fiveDigits } from '../../../src/widgets/gram-matrix/numbers.ts';
import { getClient } from '../../../src/worker/client.ts';

const SLOW = { timeout: 30_000 };
const WIDGET = 'gram-matrix';
const figure = () => document.querySelector('figure')!;
const output = (name: string) => document.querySelector(`output[name="${name}"]`)?.textContent;
const options = () => lastAnnouncement(WIDGET)!.options;
const values = () => lastAnnouncement(WIDGET)!.values;
const ready = () => expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
const look = (layer: string, name: 'woven' | 'blocks') =>
  getClient().run('gram-matrix', {
    network: 'pictures',
    layer,
    input: { kind: 'style', name, seed: 1 },
    width: 128,
    height: 128,
  });

beforeAll(() => page.viewport(1100, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('shows the entry that the experiment gives, for the pair in the options', async () => {
  await render(GramMatrix, { layer: 'conv2', k: 3, k2: 20 });
  await ready();
  const { gram, channels } = await look('conv2', 'woven');
  expect(output('entry')).toBe(fiveDigits(gram[3 * channels + 20]!));
  expect(values()).toMatchObject({ k: 3, k2: 20, rows: 64, columns: 64, channels: 32 });
});

test('without a pair in the link it shows the strongest one, and another layer has its own', async () => {
  await render(GramMatrix, {});
  await ready();
  const first = options();
  expect(first.k).not.toBe(first.k2);
  requestSet(WIDGET, { layer: 'conv1' });
  await expect.poll(() => values().channels, SLOW).toBe(16);
  expect(options().k).toBeLessThan(16);
});

test('arrows, Home, End and Page keys move through the matrix as it is ordered', async () => {
  const screen = await render(GramMatrix, { layer: 'conv1', order: 'network', k: 5, k2: 9 });
  await ready();
  const matrix = screen.getByRole('slider', { name: /^𝒢 of S/ });
  (matrix.element() as HTMLElement).focus();
  const pair = () => [options().k, options().k2];
  await userEvent.keyboard('{ArrowRight}');
  expect(pair()).toEqual([5, 10]);
  await userEvent.keyboard('{ArrowUp}');
  expect(pair()).toEqual([4, 10]);
  await userEvent.keyboard('{Home}');
  expect(pair()).toEqual([4, 0]);
  await userEvent.keyboard('{End}{PageUp}');
  expect(pair()).toEqual([0, 15]);
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(pair()).toEqual([8, 15]);
  expect(matrix.element().getAttribute('aria-valuetext')).toContain('channel 8 with channel 15');
});

test('pointing looks, clicking stays; both within a frame', async () => {
  const screen = await render(GramMatrix, { layer: 'conv1', order: 'network', k: 0, k2: 1 });
  await ready();
  const matrix = screen.getByRole('slider', { name: /^𝒢 of S/ }).element();
  const { left, top, width } = matrix.getBoundingClientRect();
  const at = (row: number, column: number) => ({
    clientX: left + ((column + 0.5) / 16) * width,
    clientY: top + ((row + 0.5) / 16) * width,
    bubbles: true,
    pointerId: 1,
    pointerType: 'mouse',
  });
  const before = output('entry');
  matrix.dispatchEvent(new PointerEvent('pointermove', at(12, 12)));
  await expect.poll(() => output('entry')).not.toBe(before);
  expect(options()).toMatchObject({ k: 0, k2: 1 });
  matrix.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
  await expect.poll(() => output('entry')).toBe(before);
  matrix.setPointerCapture = () => {};
  matrix.dispatchEvent(new PointerEvent('pointerdown', at(12, 3)));
  await expect.poll(() => options()).toMatchObject({ k: 12, k2: 3 });
});

test('two pictures: both entries, their difference and the cost follow from each other', async () => {
  await render(GramMatrix, { layer: 'conv2', compare: true, k: 3, k2: 20 });
  await ready();
  const [one, other] = [await look('conv2', 'woven'), await look('conv2', 'blocks')];
  const at = 3 * 32 + 20;
  expect(output('entry')).toBe(fiveDigits(one.gram[at]!));
  expect(output('entry-g')).toBe(fiveDigits(other.gram[at]!));
  expect(output('difference')).toBe(fiveDigits(Math.fround(one.gram[at]! - other.gram[at]!)));
  let squares = 0;
  for (let i = 0; i < one.gram.length; i++) squares += (one.gram[i]! - other.gram[i]!) ** 2;
  expect(output('loss')).toBe(fiveDigits(squares / (2 * 64 * 64 * 32) ** 2));
  expect(document.querySelectorAll('[role=slider][aria-label*="channels"]')).toHaveLength(3);
});

test('the same picture twice costs nothing', async () => {
  await render(GramMatrix, { s: 'blocks', g: 'blocks', compare: true });
  await ready();
  expect(output('loss')).toBe('0');
  expect(output('share')).toBe('0 %');
});

test('another order moves channels, not numbers', async () => {
  await render(GramMatrix, { layer: 'conv2', order: 'similarity', k: 3, k2: 20 });
  await ready();
  const entry = output('entry');
  const matrix = () => document.querySelector('[role=slider][aria-label*="channels"]')!;
  const place = matrix().getAttribute('aria-valuenow');
  requestSet(WIDGET, { order: 'network' });
  await expect.poll(() => matrix().getAttribute('aria-valuenow')).toBe(String(3 * 32 + 20 + 1));
  expect(place).not.toBe(String(3 * 32 + 20 + 1));
  expect(output('entry')).toBe(entry);
});

test('a link with numbers beyond the layer shows its last channel', async () => {
  history.replaceState(
    null,
    '',
    '?gram-matrix.layer=conv1&gram-matrix.k=99999&gram-matrix.k2=x&gram-matrix.s=nothing',
  );
  await render(GramMatrix, {});
  await ready();
  expect(options()).toMatchObject({ layer: 'conv1', k: 15, s: 'woven' });
});

test('leaves no tensors behind', async () => {
  await render(GramMatrix, { layer: 'conv3', compare: true });
  await ready();
  const before = await getClient().tensors();
  for (const layer of ['conv4', 'conv5', 'conv6']) await look(layer, 'woven');
  expect(await getClient().tensors()).toBe(before);
});
