import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { packRecord } from '../../../src/math/training-record.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { DEFAULT_RUN, loadRecord } from '../../../src/site/triplet-runs.ts';
import { placesAt, planeOf, referenceState } from '../../../src/widgets/triplet-training/history.ts';
import TripletTraining from '../../../src/widgets/triplet-training/TripletTraining.svelte';
import { getClient } from '../../../src/worker/client.ts';

const SLOW = { timeout: 50_000 };
/** A run that is over in seconds. */
const SMALL = { people: 3, pictures: 2, steps: 50, choice: 'random' } as const;
/** Long enough for a hand to stop it. */
const LONGER = { ...SMALL, steps: 150 };
const faces = '/data/faces-play/shown.webp';
const figure = () => document.querySelector('figure')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const number = (name: string) => Number(output(name));
const values = () => lastAnnouncement('triplet-training')!.values;
const options = () => lastAnnouncement('triplet-training')!.options;
const status = () => document.querySelector('[role=status]')?.textContent ?? '';
const portrait = (at: number) => document.querySelectorAll<HTMLElement>('.portrait')[at]!.style.left;

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

async function shown(props: Record<string, unknown> = {}) {
  const record = await loadRecord(DEFAULT_RUN);
  const places = placesAt(record.states, 300, planeOf(referenceState(record.states)!))!;
  const poster = { record: { ...packRecord(record), shown: '' }, places: [...places] };
  const screen = await render(TripletTraining, { poster, faces, ...props });
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  return { screen, record };
}

test('shows the record of a run at once, and says that it is one', async () => {
  const { record } = await shown();
  const last = record.states.at(-1)!;
  expect(output('step')).toBe('300');
  expect(output('accuracy')).toBe(`${(last.accuracy * 100).toFixed(1)} %`);
  expect(output('area')).toBe(last.area.toFixed(3));
  expect(values()).toMatchObject({ step: 300, same: last.same, different: last.different });
  expect(document.querySelectorAll('.portrait')).toHaveLength(72);
  expect(status()).toContain('A record: made by the script');
});

test('is a function of run and moment: it scrubs both ways, by slider, keys and link', async () => {
  const { screen, record } = await shown();
  const end = portrait(5);
  const slider = screen.getByRole('slider', { name: /^Step/ });
  await slider.fill('0');
  expect(output('step')).toBe('0');
  expect(values().accuracy).toBe(record.states[0]!.accuracy);
  const start = portrait(5);
  expect(start).not.toBe(end);
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(options().at).toBe(1);
  await slider.fill('300');
  expect(portrait(5)).toBe(end);
  requestSet('triplet-training', { at: 0 });
  await expect.poll(() => portrait(5)).toBe(start);
});

test('an own run grows, can be put aside and taken up, and ends; the run before stays behind it', async () => {
  const { screen } = await shown(LONGER);
  expect(status()).toContain('Not trained yet');
  await screen.getByRole('button', { name: 'Train it here' }).click();
  await expect.poll(() => figure().dataset.state).toBe('busy');
  await expect.poll(() => Number(values().step), SLOW).toBeGreaterThan(10);
  await screen.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => figure().dataset.state).toBe('ready');
  expect(status()).toMatch(/^Paused at step \d+ of 150/);
  await screen.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(status, SLOW).toContain('Trained on your machine');
  expect(output('step')).toBe('150');
  const first = values();
  expect(figure().dataset.backend).toBeTruthy();
  expect(document.querySelectorAll('path.ghost')).toHaveLength(0);
  await screen.getByRole('button', { name: 'Train again' }).click();
  await expect.poll(status, SLOW).toContain('Training on your machine');
  await expect.poll(status, SLOW).toContain('Trained on your machine');
  expect(values()).toEqual(first);
  expect(document.querySelectorAll('path.ghost').length).toBeGreaterThan(0);
});

test('leaves no tensor behind', async () => {
  const { screen } = await shown(SMALL);
  await screen.getByRole('button', { name: 'Train it here' }).click();
  await expect.poll(status, SLOW).toContain('Trained on your machine');
  const tensors = await getClient().tensors();
  await screen.getByRole('button', { name: 'Train again' }).click();
  await expect.poll(status, SLOW).toContain('Training on your machine');
  await expect.poll(status, SLOW).toContain('Trained on your machine');
  expect(await getClient().tensors()).toBe(tensors);
});

test('the presets show what folds up, and what never learns', async () => {
  const { screen } = await shown();
  await screen.getByRole('button', { name: 'Hardest first' }).click();
  await expect.poll(status, SLOW).toContain('It has folded up');
  expect(number('different')).toBeLessThan(0.01);
  await expect.poll(() => number('loss')).toBeCloseTo(0.2, 2);
  await screen.getByRole('button', { name: 'α = 0' }).click();
  await expect.poll(() => options().margin).toBe(0);
  await expect.poll(status, SLOW).toContain('It has folded up');
  requestSet('triplet-training', { ...SMALL, choice: 'semi-hard', margin: 0, steps: 50 });
  requestSet('triplet-training', { choice: 'semi-hard' });
  await expect.poll(status).toContain('Not trained yet');
  await screen.getByRole('button', { name: 'Train it here' }).click();
  await expect.poll(status, SLOW).toContain('No triplet was ever fed');
});

test('a step can be looked at closely: its numbers fit together', async () => {
  const { screen } = await shown(SMALL);
  await screen.getByRole('button', { name: 'Train it here' }).click();
  await expect.poll(() => Number(values().step), SLOW).toBe(SMALL.steps);
  await screen.getByRole('slider', { name: /^Step/ }).fill('10');
  await screen.getByRole('button', { name: 'Look at step 11 slowly' }).click();
  await expect.poll(() => document.querySelector('section.slow h3')?.textContent, SLOW).toContain('Step 11');
  const loss = number('d-positive') - number('d-negative') + 0.2;
  expect(number('triplet-loss')).toBeCloseTo(Math.max(loss, 0), 2);
  expect(['easy: no loss', 'semi-hard', 'hard']).toContain(output('zone'));
  const which = screen.getByRole('slider', { name: 'Triplet of the batch' });
  const seen = new Set<string>();
  for (const triplet of ['1', '2', '3', '4']) {
    await which.fill(triplet);
    seen.add(`${output('d-positive')} ${output('d-negative')}`);
  }
  expect(seen.size).toBeGreaterThan(1);
  await screen.getByRole('slider', { name: 'The step' }).fill('1');
  await screen.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => document.querySelector('section.slow')).toBeNull();
});

test('a person is marked by a button, and by the link', async () => {
  history.replaceState(
    null,
    '',
    '?triplet-training.person=3&triplet-training.margin=9&triplet-training.at=150',
  );
  const { screen } = await shown();
  expect(options()).toMatchObject({ person: 3, margin: 1, at: 150 });
  expect(document.querySelectorAll('.portrait.marked')).toHaveLength(0);
  requestSet('triplet-training', { margin: 0.2 });
  await expect.poll(() => document.querySelectorAll('.portrait.marked').length, SLOW).toBe(6);
  await screen.getByRole('button', { pressed: true, name: 'Ketut' }).click();
  expect(options().person).toBe(0);
});

test('a worker that has died is named, and Try again goes on from the last measured state', async () => {
  const { screen } = await shown(LONGER);
  await screen.getByRole('button', { name: 'Train it here' }).click();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('busy');
  await expect.poll(() => Number(values().step), SLOW).toBeGreaterThan(10);
  getClient().stop();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('error');
  expect(Number(values().step)).toBeGreaterThanOrEqual(10);
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(status, SLOW).toContain('Trained on your machine');
  expect(figure().dataset.state).toBe('ready');
});
