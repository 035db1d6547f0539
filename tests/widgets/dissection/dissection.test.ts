import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, onHighlight, onSet, requestSet } from '../../../src/site/page-bus.ts';
import { loadUnitIndex } from '../../../src/site/unit-index.ts';
import {
  kindCounts,
  type LayerSummary,
  largestGroup,
  summarise,
} from '../../../src/widgets/dissection/concepts.ts';
import Dissection from '../../../src/widgets/dissection/Dissection.svelte';
import { getClient } from '../../../src/worker/client.ts';

const figure = () => document.querySelector<HTMLElement>('figure[data-widget=dissection]');
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent ?? '';
const number = (name: string) => Number(output(name).replaceAll(',', ''));
const values = () => lastAnnouncement('dissection')!.values;
const options = () => lastAnnouncement('dissection')!.options;
const measured = () =>
  expect.poll(() => document.querySelector('.verdict')?.textContent, { timeout: 50_000 });
let layers: LayerSummary[];

/** The best labelled unit of a layer. */
function best(layer: string) {
  const { groups } = layers.find((one) => one.layer === layer)!;
  const all = groups.flatMap(({ kind, name, units }) => units.map((unit) => ({ kind, name, ...unit })));
  return all.filter(({ kind }) => kind !== 'none').sort((a, b) => b.iou - a.iou)[0]!;
}

beforeAll(async () => {
  await page.viewport(1100, 900);
  layers = summarise(await loadUnitIndex());
  history.replaceState(null, '', '?backend=wasm');
  getClient();
});

beforeEach(() => history.replaceState(null, '', location.pathname));
afterEach(() => {
  vi.restoreAllMocks();
});

test('the overview tells every layer’s units by kind, and arrows go through the layers', async () => {
  const screen = await render(Dissection, { summary: layers });
  const tabs = screen.getByRole('tab').elements() as HTMLElement[];
  expect(tabs.length).toBe(layers.length);
  for (const [i, layer] of layers.entries()) {
    const { part, none } = kindCounts(layer);
    const label = tabs[i]!.getAttribute('aria-label')!;
    expect(label).toContain(`${layer.layer}: ${layer.units} units.`);
    expect(label).toContain(`part ${part} (`);
    expect(label).toContain(`unlabelled ${none} (`);
  }
  tabs.find((tab) => tab.tabIndex === 0)!.focus();
  await userEvent.keyboard('{Home}{ArrowDown}');
  await expect.element(screen.getByRole('tab', { selected: true })).toHaveAccessibleName(/^conv2/);
  expect(values()).toMatchObject({ units: layers[1]!.units, unlabelled: kindCounts(layers[1]!).none });
});

test('without a summary the labels come from the index', async () => {
  await render(Dissection, {});
  await expect.poll(() => document.querySelectorAll('[role=tab]').length).toBe(layers.length);
});

test('a concept lists its units, best first, with their patches', async () => {
  const screen = await render(Dissection, { summary: layers, layer: 'conv2' });
  const [group] = layers[1]!.groups;
  await screen.getByRole('option', { name: new RegExp(`^${group!.kind} ${group!.name}: `) }).click();
  expect(options().concept).toBe(group!.id);
  const rows = screen.getByRole('button', { name: /^Open unit/ }).elements();
  const listed = rows.map((row) => Number(/\d+/.exec(row.getAttribute('aria-label')!)![0]));
  expect(listed).toEqual(group!.units.slice(0, 8).map(({ unit }) => unit));
  await expect.poll(() => rows[0]!.querySelector('canvas')?.width).toBe(9 * 48);
});

test('an opened unit is measured here, and the numbers fit each other', async () => {
  const { unit, name } = best('conv6');
  const screen = await render(Dissection, { summary: layers, layer: 'conv6', unit, pictures: 128 });
  await measured().toMatch(/128 pictures are a sample of the 2,048/);
  expect(figure()?.dataset.state).toBe('ready');
  expect(output('backend')).toBe('wasm');
  for (const scope of ['', 'unit-']) {
    expect(number(`${scope}union`)).toBe(
      number(`${scope}on`) + number(`${scope}mask`) - number(`${scope}intersection`),
    );
    expect(number(`${scope}iou`)).toBeCloseTo(number(`${scope}intersection`) / number(`${scope}union`), 3);
  }
  expect(output('activations')).toBe((128 * 64).toLocaleString('en-GB'));
  expect(values()).toMatchObject({
    intersection: number('intersection'),
    union: number('union'),
    pictures: 128,
  });
  await expect
    .element(screen.getByRole('option', { name: new RegExp(` ${name}: IoU .*shipped label`) }))
    .toBeVisible();

  const before = output('mask');
  const ranking = screen.getByRole('listbox', { name: 'Concepts by their IoU' });
  await ranking.getByRole('option').nth(3).click();
  expect(options().compare).not.toBe('label');
  expect(output('mask')).not.toBe(before);
  await screen.getByRole('option', { name: /^Picture 4,/ }).click();
  expect(options().picture).toBe(3);
});

test('as many tensors are alive after ten units as after one', async () => {
  const settings = { network: 'pictures', layer: 'conv3', pictures: 16, show: [4_000_000] } as const;
  await getClient().run('dissect-unit', { ...settings, show: [...settings.show], unit: 0 });
  const after = await getClient().tensors();
  expect(after).toBeGreaterThan(0);
  for (let unit = 1; unit < 10; unit++) {
    await getClient().run('dissect-unit', { ...settings, show: [...settings.show], unit });
  }
  expect(await getClient().tensors()).toBe(after);
});

test('Cancel stops the measurement and keeps what it found', async () => {
  const screen = await render(Dissection, { summary: layers, layer: 'conv5', unit: 3, pictures: 2048 });
  await expect.poll(() => number('measured-pictures'), { timeout: 30_000 }).toBeGreaterThan(0);
  expect(figure()?.dataset.state).toBe('busy');
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => figure()?.dataset.state).toBe('ready');
  expect(number('measured-pictures')).toBeLessThan(2048);
  expect(document.querySelector('.verdict')).toBeNull();
});

test('Escape leads back to the list, and the formula loses its numbers', async () => {
  const { unit } = best('conv4');
  const screen = await render(Dissection, { summary: layers, layer: 'conv4' });
  requestSet('dissection', { unit, pictures: 128 });
  await expect.poll(() => values().iou, { timeout: 30_000 }).toBeTypeOf('number');
  await screen.getByRole('heading', { name: `conv4, unit ${unit}` }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('option');
  expect(options().unit).toBe(-1);
  expect(values().iou).toBe('–');
});

test('options come from the link', async () => {
  const group = largestGroup(layers[4]!);
  history.replaceState(
    null,
    '',
    `?dissection.layer=conv5&dissection.concept=${group.id}&dissection.share=off`,
  );
  const screen = await render(Dissection, { summary: layers });
  await expect.element(screen.getByRole('tab', { selected: true })).toHaveAccessibleName(/^conv5/);
  expect(options()).toMatchObject({ layer: 'conv5', concept: group.id, share: false });
});

test('pointing at a row lights its set, for the figure and for the formula', async () => {
  const { unit } = best('conv4');
  const lit = vi.fn();
  const stop = onHighlight('dissection', lit);
  const screen = await render(Dissection, { summary: layers, layer: 'conv4', unit, pictures: 128 });
  await expect.poll(() => output('iou'), { timeout: 30_000 }).toMatch(/^0\.\d/);
  await screen.getByRole('row', { name: /A ∩ M/ }).hover();
  expect(lit).toHaveBeenLastCalledWith('intersection');
  expect(document.querySelectorAll('.large g.faint').length).toBe(2);
  stop();
});

test('asks the patch-explorer of the page to open the unit', async () => {
  const explorer = document.createElement('figure');
  explorer.id = 'patch-explorer';
  document.body.append(explorer);
  const asked = vi.fn();
  const stop = onSet('patch-explorer', asked);
  const screen = await render(Dissection, { summary: layers, layer: 'conv3', unit: 4, pictures: 128 });
  await screen.getByRole('link', { name: 'Its patches in the explorer' }).click();
  expect(asked).toHaveBeenCalledWith({ layer: 'conv3', unit: 4, view: 'detail' });
  stop();
  explorer.remove();
});

test('a missing file is named, and trying again helps', async () => {
  const real = window.fetch.bind(window);
  const spy = vi
    .spyOn(window, 'fetch')
    .mockImplementation((input, init) =>
      String(input).includes('patches-conv3')
        ? Promise.resolve(new Response('', { status: 404 }))
        : real(input, init),
    );
  const screen = await render(Dissection, { summary: layers, layer: 'conv3' });
  await expect.element(screen.getByText(/patches-conv3\.webp/)).toBeVisible();
  expect(figure()?.dataset.state).toBe('error');
  spy.mockRestore();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => figure()?.dataset.state).toBe('ready');
});

test('fits 360 pixels: a menu of concepts instead of the list', async () => {
  await page.viewport(360, 800);
  const screen = await render(Dissection, { summary: layers, layer: 'conv6' });
  await screen.getByLabelText('Concept', { exact: true }).selectOptions('none');
  expect(options().concept).toBe('none');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  await page.viewport(1100, 900);
});
