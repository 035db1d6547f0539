import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import SiameseTwin from '../../../src/widgets/siamese-twin/SiameseTwin.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { FACE_SETS } from '../../../src/world/face/sets.ts';

const props = { posters: null, threshold: 0.9, shipped: null };
const SLOW = { timeout: 30_000 };
const figure = () => document.querySelector<HTMLElement>('figure[data-widget=siamese-twin]')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('siamese-twin')!.values;
const options = () => lastAnnouncement('siamese-twin')!.options;
const ready = async () => {
  await expect.poll(() => output('way-11'), SLOW).toBeTruthy();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
};

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('the distance is what the experiment says, and the terms add up to it', async () => {
  await render(SiameseTwin, { ...props, person1: 3, person2: 5, picture1: 0, picture2: 4 });
  await ready();
  const { first } = FACE_SETS.gallery;
  const { distance, maps } = await getClient().run('siamese-forward', {
    pictures: [
      { kind: 'face', identity: first + 3, conditions: 0 },
      { kind: 'face', identity: first + 5, conditions: 4 },
    ],
  });
  expect(values().d).toBeCloseTo(distance, 4);
  expect(output('distance')).toBe(distance.toFixed(3));
  expect(document.querySelectorAll('.map canvas').length).toBe(2 * maps.length * 6);
});

test('a changed filter moves both towers; the same picture stays at 0 until the towers are untied', async () => {
  const screen = await render(SiameseTwin, { ...props, person1: 3, person2: 3, picture1: 2, picture2: 2 });
  await ready();
  expect(output('distance')).toBe('0');
  requestSet('siamese-twin', { layer: 'conv1', filter: 4, gain: -1 });
  await ready();
  expect(output('distance')).toBe('0');
  await screen.getByRole('checkbox', { name: 'Untie the towers' }).click({ force: true });
  await expect.poll(() => Number(output('distance'))).toBeGreaterThan(0);
  expect(output('before')).toBe('0');
  await screen.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => output('distance'), SLOW).toBe('0');
  expect(options()).toMatchObject({ gain: 1, tied: true });
});

test('swapping makes no difference while the weights are shared, and one when they are not', async () => {
  const screen = await render(SiameseTwin, {
    ...props,
    person1: 3,
    person2: 5,
    layer: 'conv1',
    filter: 4,
    gain: -1,
  });
  await ready();
  const before = values().d as number;
  await screen.getByRole('button', { name: /Swap/ }).click();
  await expect.poll(() => options().swapped).toBe(true);
  expect(values().d).toBeCloseTo(before, 6);
  requestSet('siamese-twin', { tied: false });
  await expect.poll(() => options().tied).toBe(false);
  expect(values().d).not.toBeCloseTo(values().exchanged as number, 4);
});

test('a number is pointed at by arrow keys; its term is said', async () => {
  const screen = await render(SiameseTwin, { ...props, person1: 3, person2: 5 });
  await ready();
  (screen.getByRole('slider', { name: 'The encodings, number by number' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  await expect.poll(() => values().k).toBe(2);
  expect(output('term')).toBe((values().term as number).toFixed(4));
  expect(values().term).toBeCloseTo(((values().first as number) - (values().second as number)) ** 2, 6);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => output('term')).toBeUndefined();
});

test('presets: the same person in other light, two people, look-alikes, the same picture twice', async () => {
  const screen = await render(SiameseTwin, { ...props, person1: 3, person2: 3, picture1: 0, picture2: 1 });
  await ready();
  await screen.getByRole('button', { name: 'Same person, other light' }).click();
  await expect.poll(options).toMatchObject({ person1: 3, person2: 3, picture1: 0, picture2: 2 });
  await screen.getByRole('button', { name: 'Two people' }).click();
  await expect.poll(() => options().person2).not.toBe(3);
  await ready();
  const apart = values().d as number;
  await screen.getByRole('button', { name: 'Look-alikes' }).click();
  await expect.poll(() => options().person1).not.toBe(3);
  await ready();
  expect(options().person1).not.toBe(options().person2);
  expect(values().d as number).toBeLessThan(apart);
  await screen.getByRole('button', { name: 'The same picture twice' }).click();
  await expect.poll(() => output('distance'), SLOW).toBe('0');
});

test('a link tampered with shows a legal view; a filter past the last is the last', async () => {
  const query = 'layer=conv1&filter=95&gain=1e999&person1=-4&picture2=NaN&look1=yaw_9999~__proto___1';
  history.replaceState(null, '', `?${query.replaceAll(/(^|&)/g, '$1siamese-twin.')}`);
  await render(SiameseTwin, props);
  await ready();
  expect(options()).toMatchObject({ layer: 'conv1', filter: 15, gain: 2, person1: 0, look1: 'yaw_35' });
});

test('a worker that has died is named, and Try again starts afresh', async () => {
  const screen = await render(SiameseTwin, props);
  await ready();
  requestSet('siamese-twin', { person1: 40 });
  await expect.poll(() => figure().dataset.state).toBe('busy');
  getClient().stop();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('error');
  await screen.getByRole('button', { name: 'Try again' }).last().click();
  await ready();
});
