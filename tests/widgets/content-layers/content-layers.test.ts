import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { withBase } from '../../../src/site/base-path.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import type { ShippedRebuilds } from '../../../src/site/shipped-rebuilds.ts';
import ContentLayers from '../../../src/widgets/content-layers/ContentLayers.svelte';
import { getClient } from '../../../src/worker/client.ts';

const SLOW = { timeout: 120_000 };
const SMALL = { size: '96', steps: 10, layer: 'conv1' };
const NAME = 'content-layers';

let poster: ShippedRebuilds;

beforeEach(async () => {
  history.replaceState(null, '', location.pathname);
  const shipped = (await (
    await fetch(withBase('data/content-layers/rebuilds.json'))
  ).json()) as ShippedRebuilds;
  poster = { ...shipped, contents: shipped.contents.filter(({ content }) => content === 'cat') };
});

afterEach(() => getClient().stop());

const figure = () => document.querySelector<HTMLElement>(`[data-widget=${NAME}]`)!;
const output = (name: string) => figure().querySelector(`output[name=${name}]`)?.textContent ?? '';
const status = () => figure().querySelector('[role=status]')?.textContent ?? '';
const values = () => lastAnnouncement(NAME)!.values;

async function shown(options: Record<string, string | number> = {}) {
  const screen = await render(ContentLayers, { poster, sheets: withBase('data/content-layers') });
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  requestSet(NAME, options);
  return screen;
}

test('what a script rebuilt is there at once: a deeper layer leaves more to the noise', async () => {
  const screen = await shown();
  expect(status()).toContain('beforehand');
  const shares = [1, 2, 6].map((layer) =>
    Number.parseFloat(output(`between-conv${layer}`).replace(/^<\s/, '')),
  );
  expect(shares[0]).toBeLessThan(shares[1]!);
  expect(shares[1]).toBeLessThan(shares[2]!);
  await screen.getByRole('radio', { name: 'conv6' }).click();
  expect(lastAnnouncement(NAME)!.options.layer).toBe('conv6');
  expect(Number(values().share)).toBeLessThan(0.05);
  requestSet(NAME, { content: 'house' });
  await expect.poll(() => output('difference-conv6')).not.toBe('');
  expect(status()).toContain('beforehand');
});

test('other settings have nothing yet; a rebuild here brings cost, curve and differences', async () => {
  const screen = await shown(SMALL);
  await expect.poll(status).toContain('Nothing was rebuilt');
  expect(output('between-conv1')).toBe('—');
  await screen.getByRole('button', { name: 'Rebuild conv1 here' }).click();
  await expect.poll(() => output('between-conv1'), SLOW).toContain('%');
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  await expect.poll(() => output('difference-conv1'), SLOW).toContain('%');
  expect(Number(values().cost)).toBeLessThan(Number(values()['cost-start']));
  expect(Number(values().between)).toBeLessThan(0.1);
  expect(figure().dataset.backend).toBeTruthy();
  await screen.getByRole('button', { name: 'Forget mine' }).click();
  await expect.poll(status).toContain('Nothing was rebuilt');
});

test('the same noise gives the same rebuild, and no tensor is left behind', async () => {
  const screen = await shown(SMALL);
  await screen.getByRole('button', { name: 'Rebuild conv1 here' }).click();
  await expect.poll(() => figure().querySelector('progress'), SLOW).not.toBeNull();
  await expect.poll(() => figure().querySelector('progress'), SLOW).toBeNull();
  const first = values().cost;
  await expect.poll(() => output('difference-conv1'), SLOW).toContain('%');
  const tensors = await getClient().tensors();
  await screen.getByRole('button', { name: 'Rebuild conv1 again' }).click();
  await expect.poll(() => figure().querySelector('progress'), SLOW).not.toBeNull();
  await expect.poll(() => figure().querySelector('progress'), SLOW).toBeNull();
  expect(values().cost).toBe(first);
  await expect.poll(() => getClient().tensors(), SLOW).toBe(tensors);
});

test('a run is put aside and taken up', async () => {
  const screen = await shown({ ...SMALL, steps: 60 });
  await screen.getByRole('button', { name: 'Rebuild conv1 here' }).click();
  await expect.poll(() => Number(output('step')), SLOW).toBeGreaterThan(1);
  await screen.getByRole('button', { name: 'Pause' }).click();
  const at = output('step');
  await expect.poll(() => figure().dataset.state).toBe('ready');
  expect(output('step')).toBe(at);
  await screen.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => figure().dataset.state).toBe('busy');
  await screen.getByRole('button', { name: 'Pause' }).click();
  await screen.getByRole('button', { name: 'Leave it' }).click();
  await expect.poll(() => figure().querySelector('progress')).toBeNull();
});

test('the line between the two pictures moves by keys', async () => {
  const screen = await shown();
  const line = screen.getByRole('slider', { name: /^Compare the original/ });
  (line.element() as HTMLElement).focus();
  line.element().dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
  await expect.poll(() => line.element().getAttribute('aria-valuenow')).toBe('100');
  await screen.getByRole('radio', { name: 'the other noise' }).click();
  await expect.poll(() => lastAnnouncement(NAME)!.options.against).toBe('noise');
});
