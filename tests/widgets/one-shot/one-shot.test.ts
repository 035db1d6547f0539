import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import OneShot from '../../../src/widgets/one-shot/OneShot.svelte';
import { getClient } from '../../../src/worker/client.ts';

const props = { posters: [], threshold: 0.9, shipped: null, people: 5, method: 'encoder' as const };
const SLOW = { timeout: 50_000 };
const figure = () => document.querySelector<HTMLElement>('figure[data-widget=one-shot]')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('one-shot')!.values;
const options = () => lastAnnouncement('one-shot')!.options;
const ready = async () => {
  await expect.poll(() => output('enrolment'), SLOW).toBeTruthy();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
};

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('enrols, answers, trains; a newcomer is known to one side at once and to the other after training', async () => {
  const screen = await render(OneShot, props);
  await ready();
  expect(values().of).toBe(50);
  expect(Number(output('right'))).toBeGreaterThan(25);
  await screen.getByRole('button', { name: 'Train it' }).click();
  await expect.poll(() => output('training'), SLOW).toBeTruthy();
  expect(Number(output('softmax-right'))).toBeGreaterThan(15);
  expect(values().probability as number).toBeGreaterThan(0);

  await screen.getByRole('button', { name: 'A newcomer arrives' }).click();
  await expect.poll(() => options().row).toBe(5);
  await expect.poll(() => figure().textContent).toContain('5 outputs and none for');
  expect(figure().querySelectorAll('li.newcomer').length).toBe(1);
  await screen.getByRole('button', { name: /Grow an output/ }).click();
  await expect.poll(() => figure().textContent, SLOW).toContain('6 outputs, 198 numbers');
  expect(figure().textContent).not.toContain('outputs and none for');

  await screen.getByRole('radio', { name: /^Picture 3 of/ }).click({ force: true });
  await expect.poll(() => options().picture).toBe(2);
});

test('strangers: the classifier is always wrong, whatever the threshold; one-shot with τ near 0 never is', async () => {
  const screen = await render(OneShot, { ...props, tau: 0.05, row: 13 });
  await ready();
  await screen.getByRole('button', { name: 'Train it' }).click();
  await expect.poll(() => output('training'), SLOW).toBeTruthy();
  const marks = (name: RegExp) => screen.getByRole('img', { name }).element().getAttribute('aria-label');
  expect(marks(/One-shot on ten pictures of Strangers/)).toContain('10 right, 0 wrong');
  expect(marks(/The classifier on ten pictures of Strangers/)).toContain('0 right, 10 wrong');
  expect(output('answer')).toBe('nobody I know');
});

test('a cancelled training says so, and the next one works', async () => {
  const screen = await render(OneShot, { ...props, method: 'pixels', pictures: '10' });
  await ready();
  await screen.getByRole('button', { name: 'Train it' }).click();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => figure().textContent).toContain('The training was cancelled');
  expect(figure().dataset.state).toBe('ready');
  requestSet('one-shot', { method: 'encoder', pictures: '1' });
  await expect.poll(() => figure().textContent).not.toContain('The training was cancelled');
  await screen.getByRole('button', { name: 'Train it' }).click();
  await expect.poll(() => output('training'), SLOW).toBeTruthy();
});

test('a cancelled encoding can go on', async () => {
  const screen = await render(OneShot, { ...props, seed: 99 });
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => figure().textContent).toContain('not all encoded');
  await screen.getByRole('button', { name: 'Go on encoding' }).click();
  await ready();
});

test('other settings end a training that is no longer wanted; classifiers are kept', async () => {
  const screen = await render(OneShot, props);
  await ready();
  await screen.getByRole('button', { name: 'Train it' }).click();
  await expect.poll(() => output('training'), SLOW).toBeTruthy();
  const right = output('softmax-right');
  requestSet('one-shot', { augment: false });
  await expect.poll(() => output('training')).toBeUndefined();
  requestSet('one-shot', { augment: true });
  await expect.poll(() => output('softmax-right')).toBe(right);
});

test('a link tampered with shows a legal view', async () => {
  const query = 'people=900&seed=-3&pictures=7&method=<b>&row=99&picture=1e999&tau=-1';
  history.replaceState(null, '', `?${query.replaceAll(/(^|&)/g, '$1one-shot.')}`);
  await render(OneShot, { posters: [], threshold: 0.9, shipped: null });
  await ready();
  expect(options()).toMatchObject({
    people: 12,
    seed: 0,
    pictures: '1',
    method: 'pixels',
    row: 12,
    picture: 9,
    tau: 0,
  });
});

test('a worker that has died is named, and Try again starts afresh', async () => {
  const screen = await render(OneShot, props);
  await ready();
  await screen.getByRole('button', { name: 'Train it' }).click();
  await expect.poll(() => figure().dataset.state).toBe('busy');
  getClient().stop();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('error');
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => output('training'), SLOW).toBeTruthy();
});
