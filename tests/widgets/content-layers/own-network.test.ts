import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { type KerasFiles, type KerasKind, kerasNetwork } from '../../../scripts/fixtures/keras-networks.ts';
import { withBase } from '../../../src/site/base-path.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import type { ShippedRebuilds } from '../../../src/site/shipped-rebuilds.ts';
import ContentLayers from '../../../src/widgets/content-layers/ContentLayers.svelte';
import { getClient } from '../../../src/worker/client.ts';

const WAIT = { timeout: 120_000 };
const NAME = 'content-layers';

const figure = () => document.querySelector<HTMLElement>(`[data-widget=${NAME}]`)!;
const output = (name: string) => figure().querySelector(`output[name="${name}"]`)?.textContent ?? '';
const status = () => figure().querySelector('[role=status]')?.textContent?.replace(/\s+/g, ' ') ?? '';
const problem = () => figure().querySelector('.network [role=alert]')?.textContent ?? '';
const values = () => lastAnnouncement(NAME)!.values;
const columns = () => [...figure().querySelectorAll('.column .head')].map((head) => head.textContent!.trim());
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const idle = () => expect.poll(() => figure().dataset.state, WAIT).toBe('ready');
let shipped: ShippedRebuilds;
const COURSE = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'conv6'];

function files(kind: KerasKind, { json, shards }: KerasFiles = kerasNetwork(kind)): File[] {
  return [
    new File([JSON.stringify(json)], 'model.json'),
    ...shards.map(({ name, data }) => new File([data], name)),
  ];
}

async function bring(chosen: File[]): Promise<void> {
  figure().querySelector<HTMLDetailsElement>('details.network')!.open = true;
  await userEvent.upload(figure().querySelector('.network input[type=file]')!, chosen);
}

async function remade(layer: string): Promise<void> {
  await expect.poll(() => output(`between-${layer}`), WAIT).toContain('%');
  await idle();
}

/** What the table says of a rebuild, layer by layer. */
const cells = (layer: string) =>
  [...figure().querySelectorAll('tbody tr')]
    .filter((row) => !row.closest('.network') && row.querySelector('th')?.textContent === layer)
    .flatMap((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim()));
const measured = (layer: string) => !cells(layer).includes('—');

beforeEach(async () => {
  history.replaceState(null, '', location.pathname);
  shipped = (await (await fetch(withBase('data/content-layers/rebuilds.json'))).json()) as ShippedRebuilds;
  const poster = { ...shipped, contents: shipped.contents.filter(({ content }) => content === 'cat') };
  await render(ContentLayers, { poster, sheets: withBase('data/content-layers') });
  await idle();
});

afterEach(() => getClient().stop());

test('a network by its files: a layer is rebuilt from it, its cost falls and is measured in every layer; the course’s view comes back', async () => {
  requestSet(NAME, { size: '64', steps: 12, layer: 'conv2' });
  await press('Rebuild conv2 here');
  await remade('conv2');
  await expect.poll(() => output('difference-conv2'), WAIT).toContain('%');
  const course = [output('between-conv2'), output('difference-conv2'), output('cost')];

  await bring(files('mobile'));
  await expect.poll(() => output('own-network'), WAIT).toBe('model');
  expect(columns()).toEqual(['Conv1_relu', 'expanded_conv_depthwise_relu', 'out_relu']);
  expect(status()).toContain('belongs to the course’s network');
  expect(figure().textContent).toContain(
    'The link keeps picture and settings, but it can’t carry your network',
  );
  await userEvent.click(page.getByRole('radio', { name: 'out_relu' }));
  await press('Rebuild out_relu here');
  await remade('out_relu');
  expect(status()).toContain('Rebuilt from your network');
  expect(values().layer).toBe('out_relu');
  expect(Number(values()['cost-start'])).toBeGreaterThan(0);
  expect(Number(values().cost)).toBeLessThan(0.5 * Number(values()['cost-start']));
  expect(lastAnnouncement(NAME)!.options.layer).toBe('conv2');
  await expect.poll(() => measured('out_relu'), WAIT).toBe(true);
  expect(Number(cells('out_relu').at(-1))).toBeCloseTo(100 * Number(values().share), -1);

  await userEvent.click(page.getByRole('radio', { name: 'The course’s network' }));
  expect(columns()).toEqual(COURSE);
  expect([output('between-conv2'), output('difference-conv2'), output('cost')]).toEqual(course);
  await userEvent.click(page.getByRole('radio', { name: 'Your network' }));
  expect(output('between-out_relu')).toContain('%');
  await press('Back to the course’s network');
  expect(columns()).toEqual(COURSE);
  expect([output('between-conv2'), output('difference-conv2'), output('cost')]).toEqual(course);
  requestSet(NAME, { size: '128', steps: shipped.steps });
  await expect.poll(status).toContain('beforehand');
});

test('layers can be chosen, the worker may have died, and a run is put aside while the course’s network is shown', async () => {
  requestSet(NAME, { size: '64', steps: 400 });
  await bring(files('plain'));
  await expect.poll(() => output('own-network'), WAIT).toBe('sequential');
  expect(columns()).toEqual(['conv2d', 'conv2d_1', 'conv2d_2']);
  await userEvent.click(figure().querySelector('.network details summary')!);
  await userEvent.click(page.getByRole('checkbox', { name: 'max_pooling2d' }));
  expect(columns()).toEqual(['conv2d', 'conv2d_1', 'max_pooling2d', 'conv2d_2']);
  getClient().stop();
  await press('All four, one after another');
  await expect.poll(() => figure().dataset.state).toBe('busy');
  await userEvent.click(page.getByRole('radio', { name: 'conv2d', exact: true }));
  await expect.poll(() => Number(output('step')), WAIT).toBeGreaterThan(1);
  await userEvent.click(page.getByRole('radio', { name: 'The course’s network' }));
  await idle();
  expect(figure().querySelector('progress')).toBeNull();
  await userEvent.click(page.getByRole('radio', { name: 'Your network' }));
  await press('Go on');
  await expect.poll(() => figure().dataset.state).toBe('busy');
  await press('Pause');
  await press('Leave it');
  requestSet(NAME, { layer: 'conv5' });
  await expect.poll(columns).toEqual(COURSE);
});

test('tensors are the same after a second rebuild as after the first, and fewer once the network is forgotten', async () => {
  requestSet(NAME, { size: '64', steps: 10 });
  await bring(files('mobile'));
  await expect.poll(() => output('own-network'), WAIT).toBe('model');
  await userEvent.click(page.getByRole('radio', { name: 'out_relu' }));
  await press('Rebuild out_relu here');
  await remade('out_relu');
  await expect.poll(() => measured('out_relu'), WAIT).toBe(true);
  const before = await getClient().tensors();
  await press('Rebuild out_relu again');
  await expect.poll(() => measured('out_relu'), WAIT).toBe(false);
  await remade('out_relu');
  await expect.poll(() => measured('out_relu'), WAIT).toBe(true);
  await expect.poll(() => getClient().tensors(), WAIT).toBe(before);
  await press('Back to the course’s network');
  await expect.poll(() => getClient().tensors(), WAIT).toBeLessThan(before);
});

test('a layer that answers 0 everywhere is named, and nothing runs', async () => {
  const silent = kerasNetwork('plain');
  for (const { data } of silent.shards) data.fill(0);
  requestSet(NAME, { size: '64', steps: 10 });
  await bring(files('plain', silent));
  await expect.poll(() => output('own-network'), WAIT).toBe('sequential');
  await userEvent.click(page.getByRole('radio', { name: 'conv2d_1' }));
  await press('Rebuild conv2d_1 here');
  await expect
    .poll(() => figure().querySelector('.notice')?.textContent ?? '', WAIT)
    .toContain('conv2d_1 answers 0 everywhere');
  await idle();
  expect(figure().querySelector('progress')).toBeNull();
});

test('what can’t be used is said in words, and nothing is lost', async () => {
  await bring(files('plain'));
  await expect.poll(() => output('own-network'), WAIT).toBe('sequential');
  await bring(files('lambda'));
  await expect.poll(problem, WAIT).toContain('Lambda (lambda)');
  expect(columns()).toEqual(['conv2d', 'conv2d_1', 'conv2d_2']);
  expect(figure().dataset.state).toBe('ready');
});
