import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { withBase } from '../../../src/site/base-path.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import type { ShippedTextures } from '../../../src/site/shipped-textures.ts';
import TextureFromGram from '../../../src/widgets/texture-from-gram/TextureFromGram.svelte';
import { getClient } from '../../../src/worker/client.ts';

const SLOW = { timeout: 120_000 };
const NAME = 'texture-from-gram';
const SMALL = { steps: 10, layer: 'conv1' };

let poster: ShippedTextures;

beforeEach(async () => {
  history.replaceState(null, '', location.pathname);
  const shipped = (await (await fetch(withBase('data/textures/textures.json'))).json()) as ShippedTextures;
  poster = { ...shipped, styles: shipped.styles.filter(({ style }) => style === 'swirls') };
});

afterEach(() => getClient().stop());

const figure = () => document.querySelector<HTMLElement>(`[data-widget=${NAME}]`)!;
const output = (name: string) => figure().querySelector(`output[name=${name}]`)?.textContent ?? '';
const status = () => figure().querySelector('[role=status]')?.textContent ?? '';
const values = () => lastAnnouncement(NAME)!.values;
const cell = (row: number, column: number) =>
  figure().querySelectorAll('tbody tr')[row]!.querySelectorAll('td')[column]!;

async function shown(options: Record<string, string | number> = {}) {
  const screen = await render(TextureFromGram, { poster, sheets: withBase('data/textures') });
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  requestSet(NAME, options);
  return screen;
}

test('what a script grew is there at once; what was not asked is not matched', async () => {
  const screen = await shown();
  expect(status()).toContain('beforehand');
  const left = (row: number, column: number) => Number(cell(row, column).textContent!.replace('<', ''));
  expect(left(3, 0)).toBeGreaterThan(left(0, 0));
  expect(cell(0, 0).classList.contains('marked')).toBe(true);
  expect(cell(3, 0).classList.contains('marked')).toBe(false);
  await screen.getByRole('radio', { name: 'Texture from conv1 to conv6' }).click();
  expect(lastAnnouncement(NAME)!.options.layer).toBe('conv6');
  expect(Number(values().share)).toBeLessThan(0.2);
  requestSet(NAME, { style: 'mosaic' });
  await expect.poll(status).toContain('beforehand');
});

test('a texture is grown here, measured in every layer, and the same noise gives the same', async () => {
  const screen = await shown(SMALL);
  await expect.poll(status).toContain('Nothing was grown');
  await screen.getByRole('button', { name: 'Grow it here from conv1' }).click();
  await expect.poll(() => cell(5, 0).textContent?.trim(), SLOW).not.toBe('—');
  expect(cell(5, 1).textContent?.trim()).toBe('—');
  expect(Number(values().cost)).toBeLessThan(Number(values()['cost-start']));
  const first = values().cost;
  const tensors = await getClient().tensors();
  await screen.getByRole('button', { name: 'Grow it here from conv1' }).click();
  await expect.poll(() => cell(5, 0).textContent?.trim(), SLOW).toBe('—');
  await expect.poll(() => cell(5, 0).textContent?.trim(), SLOW).not.toBe('—');
  expect(values().cost).toBe(first);
  await expect.poll(() => getClient().tensors(), SLOW).toBe(tensors);
});

test('the texture may be larger than its source', async () => {
  const screen = await shown({ ...SMALL, steps: 10, size: '192' });
  await screen.getByRole('button', { name: 'Grow it here from conv1' }).click();
  await expect.poll(() => output('step'), SLOW).toBe('10');
  const canvases = [...figure().querySelectorAll<HTMLCanvasElement>('.detail canvas')];
  expect(canvases.map(({ width, height }) => [width, height])).toContainEqual([192, 192]);
});
