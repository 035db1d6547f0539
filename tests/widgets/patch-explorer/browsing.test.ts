import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fieldBox } from '../../../src/math/receptive-field.ts';
import type { LayerIndex, UnitIndex } from '../../../src/math/unit-index.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { loadUnitIndex } from '../../../src/site/unit-index.ts';
import { entryAt } from '../../../src/widgets/patch-explorer/entries.ts';
import PatchExplorer from '../../../src/widgets/patch-explorer/PatchExplorer.svelte';
import { figure, output, ready, shownColours } from './page.ts';

let index: UnitIndex;
const layerNamed = (name: string): LayerIndex => index.layers.find(({ layer }) => layer === name)!;
const focused = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

beforeAll(async () => {
  index = await loadUnitIndex();
});

beforeEach(async () => {
  await page.viewport(1000, 900);
  history.replaceState(null, '', location.pathname);
});

afterEach(() => history.replaceState(null, '', location.pathname));

test('the grid shows every filter of a layer, drawn from the shipped patches', async () => {
  await render(PatchExplorer, { layer: 'conv2' });
  await ready();
  const { units, field } = layerNamed('conv2');
  expect(figure().querySelectorAll('[role=grid] button').length).toBe(units);
  expect(output('field-size')).toBe(String(field.size));
  const first = figure().querySelector<HTMLCanvasElement>('[role=grid] canvas')!;
  await expect.poll(() => shownColours(first)).toBeGreaterThan(20);
});

test('arrows move through the grid, Enter opens a filter, Escape leads back to its cell', async () => {
  await render(PatchExplorer, { layer: 'conv1' });
  await ready();
  const tabStops = figure().querySelectorAll('[role=grid] [tabindex="0"]');
  expect(tabStops.length).toBe(1);
  (tabStops[0] as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(focused()).toMatch(/^Filter 2:/);
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Home}{ArrowRight}');
  expect(focused()).toMatch(/^Filter 1:/);
  await userEvent.keyboard('{Enter}');
  await expect.poll(focused).toBe('conv1, filter 1');
  expect(output('unit')).toBe('1');
  await userEvent.keyboard('{Escape}');
  await expect.poll(focused).toMatch(/^Filter 1:/);
});

test('layers are tabs: arrows choose, and the grid follows', async () => {
  await render(PatchExplorer, {});
  await ready();
  figure().querySelector<HTMLElement>('[role=tab][tabindex="0"]')!.focus();
  await userEvent.keyboard('{End}');
  const { units } = layerNamed('conv6');
  await expect.poll(() => figure().querySelectorAll('[role=grid] button').length).toBe(units);
  expect(focused()).toMatch(/^conv6: 128 filters, each sees 64 × 64 pixels/);
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toMatch(/^conv1/);
});

test('an opened filter shows its list, how a patch was cut, and a large picture of the picked one', async () => {
  await render(PatchExplorer, { layer: 'conv4', unit: 5, view: 'detail' });
  await ready();
  const layer = layerNamed('conv4');
  const tiles = figure().querySelectorAll<HTMLElement>('[role=grid] button');
  expect(tiles.length).toBe(layer.top.keep);
  const first = entryAt(layer.top, 5, 0);
  expect(output('picked-activation')).toBe(first.value.toFixed(3));
  const box = fieldBox(layer.field, first.row, first.column);
  const words = figure().textContent!.replaceAll(/\s+/g, ' ').replaceAll('−', '-');
  expect(words).toContain(
    `columns ${box.x} to ${box.x + box.width} and rows ${box.y} to ${box.y + box.height}`,
  );
  tiles[0]!.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(output('picked-activation')).toBe(entryAt(layer.top, 5, 6).value.toFixed(3));
  expect(tiles[6]!.getAttribute('aria-pressed')).toBe('true');
});

test('crisp patches and activation maps arrive from the worker', async () => {
  const screen = await render(PatchExplorer, { layer: 'conv5', unit: 3, view: 'detail' });
  await ready();
  const tiles = () => [...figure().querySelectorAll<HTMLCanvasElement>('[role=grid] canvas')];
  await expect.poll(() => tiles().every((tile) => shownColours(tile) > 20), { timeout: 30_000 }).toBe(true);
  const before = tiles()[0]!.toDataURL();
  await screen.getByRole('radio', { name: 'Activation maps' }).click();
  await expect.poll(() => tiles()[0]!.toDataURL(), { timeout: 30_000 }).not.toBe(before);
  await expect.poll(() => figure().dataset.backend).toMatch(/^(webgpu|webgl|wasm|cpu)$/);
  expect(figure().dataset.state).toBe('ready');
});

test('the range is scrubbed by keys and by dragging, and tells the activation', async () => {
  await render(PatchExplorer, { layer: 'conv3', unit: 7, view: 'detail' });
  await ready();
  const { range } = layerNamed('conv3');
  const value = (at: number) => entryAt(range, 7, at).value.toFixed(3);
  expect(output('activation')).toBe(value(0));
  const slider = figure().querySelector<HTMLInputElement>('input[type=range]')!;
  slider.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(output('activation')).toBe(value(2));
  expect(output('quantile')).toBe(String(Math.round((1 - 2 / (range.keep - 1)) * 100)));
  await userEvent.keyboard('{End}');
  expect(output('activation')).toBe(value(range.keep - 1));
  const strip = figure().querySelector<HTMLElement>('.strip')!;
  await userEvent.click(strip, { position: { x: strip.clientWidth / 2, y: 20 } });
  await expect.poll(() => [value(15), value(16)]).toContain(output('activation'));
});

test('the shares of the classes add up to the whole list', async () => {
  const screen = await render(PatchExplorer, { layer: 'conv6', unit: 0, view: 'detail' });
  await ready();
  await screen.getByRole('button', { name: 'Show all 20 classes' }).click();
  const shares = [...figure().querySelectorAll('section[aria-label=Classes] tbody td:nth-child(2) .number')];
  expect(shares.length).toBe(index.classes.length);
  const sum = shares.reduce((total, share) => total + Number.parseInt(share.textContent!, 10), 0);
  expect(sum).toBe(100);
});

test('a tampered link falls back to the nearest legal view', async () => {
  history.replaceState(
    null,
    '',
    '?patch-explorer.layer=conv2&patch-explorer.unit=5000&patch-explorer.range=x',
  );
  await render(PatchExplorer, {});
  await ready();
  expect(output('unit')).toBe(String(layerNamed('conv2').units - 1));
  expect(output('activation')).toBe(entryAt(layerNamed('conv2').range, 31, 0).value.toFixed(3));
});

test('the page can open a filter, and hears which one is shown', async () => {
  await render(PatchExplorer, {});
  await ready();
  expect(lastAnnouncement('patch-explorer')!.options.unit).toBeUndefined();
  requestSet('patch-explorer', { layer: 'conv5', unit: 12 });
  await expect.poll(() => output('unit')).toBe('12');
  await expect
    .poll(() => lastAnnouncement('patch-explorer')!.options)
    .toMatchObject({ layer: 'conv5', unit: 12, view: 'detail' });
  expect(lastAnnouncement('patch-explorer')!.values.size).toBe(48);
});

test('at 360 px nothing is wider than the page', async () => {
  await page.viewport(360, 800);
  await render(PatchExplorer, { layer: 'conv6', unit: 1, view: 'detail' });
  await ready();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});
