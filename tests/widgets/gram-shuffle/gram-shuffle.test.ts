import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import GramShuffle from '../../../src/widgets/gram-shuffle/GramShuffle.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { picture } from '../shared/picture-files.ts';

const SLOW = { timeout: 60_000 };
const figure = () => document.querySelector('figure')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('gram-shuffle')!.values as Record<string, number>;
const ready = () => expect.poll(() => figure().dataset.state, SLOW).toBe('ready');

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('the matrix stays but for its last digits, the content cost leaps', async () => {
  await render(GramShuffle);
  await ready();
  expect(values()).toMatchObject({ layer: 'conv5', moved: values().places });
  expect(values().relative).toBeLessThan(1e-4);
  expect(values().style).toBeLessThan(1e-9 * values()['silent-style']!);
  expect(values().content).toBeGreaterThan(0.3 * values()['silent-content']!);
  expect(output('moved')).toBe(output('places'));
  expect(output('content-share')).toMatch(/times|%/);
  expect(output('style-share')).toMatch(/less than 0\.001 %|^0 %/);
  const curve = document.querySelector('path.content')!.getAttribute('d')!;
  expect(curve.match(/L/g)).toHaveLength(20);
});

test('the slider needs no new run; at 0 % both costs are 0', async () => {
  const screen = await render(GramShuffle);
  await ready();
  const run = vi.spyOn(getClient(), 'run');
  const slider = screen.getByRole('slider', { name: 'Places that change' });
  await slider.fill('0');
  await expect.poll(() => values().moved).toBe(0);
  expect([output('content'), output('style'), output('difference')]).toEqual(['0', '0', '0']);
  await expect.element(screen.getByText(/Nothing has changed its place/)).toBeVisible();
  await slider.fill('50');
  await expect.poll(() => values().moved).toBe(values().places! / 2);
  expect(run).not.toHaveBeenCalled();
  run.mockRestore();
});

test('another seed is another shuffle of the same cost to the style: none', async () => {
  const screen = await render(GramShuffle, { layer: 'conv6' });
  await ready();
  const before = values().content;
  await screen.getByRole('button', { name: 'Shuffle again' }).click();
  await expect.poll(() => values().content, SLOW).not.toBe(before);
  expect(lastAnnouncement('gram-shuffle')!.options.seed).toBe(2);
  expect(values().style).toBeLessThan(1e-9 * values()['silent-style']!);
});

test('with the picture shuffled and looked at again, the matrix changes', async () => {
  const screen = await render(GramShuffle, { picture: 'cat' });
  await ready();
  await screen.getByRole('radio', { name: 'the picture, and look again' }).click();
  await expect.poll(() => values().relative, SLOW).toBeGreaterThan(0.01);
  expect(values().style).toBeGreaterThan(1e-3 * values()['silent-style']!);
  await expect.element(screen.getByText(/At every seam/)).toBeVisible();
});

test('takes options from the link and from the page, the nearest legal ones', async () => {
  history.replaceState(
    null,
    '',
    '?gram-shuffle.layer=conv9&gram-shuffle.share=33&gram-shuffle.picture=house',
  );
  await render(GramShuffle);
  await ready();
  expect(lastAnnouncement('gram-shuffle')!.options).toMatchObject({
    layer: 'conv5',
    share: 35,
    picture: 'house',
  });
  requestSet('gram-shuffle', { layer: 'conv1' });
  await expect.poll(() => values().layer, SLOW).toBe('conv1');
  expect(values().places).toBe(128 * 128);
});

test('an own picture keeps its shape, and is left for one of the site’s', async () => {
  const screen = await render(GramShuffle);
  await ready();
  const square = values().places!;
  await screen.getByRole('button', { name: 'Your own picture' }).click();
  await page.elementLocator(document.querySelector('input[type=file]')!).upload(await picture(300, 150));
  await expect.poll(() => values().places, SLOW).toBe(square / 2);
  await screen.getByRole('button', { name: /^Mosaic/ }).click();
  await expect.poll(() => values().places, SLOW).toBe(square);
});
