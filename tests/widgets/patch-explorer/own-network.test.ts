import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { type KerasFiles, type KerasKind, kerasNetwork } from '../../../scripts/fixtures/keras-networks.ts';
import PatchExplorer from '../../../src/widgets/patch-explorer/PatchExplorer.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { figure, output, ready, shownColours } from './page.ts';

const WAIT = { timeout: 40_000 };
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const problem = () => figure().querySelector('[role=alert]')?.textContent?.trim();

function files(kind: KerasKind, { json, shards }: KerasFiles = kerasNetwork(kind)): File[] {
  return [
    new File([JSON.stringify(json)], 'model.json'),
    ...shards.map(({ name, data }) => new File([data], name)),
  ];
}

async function bring(chosen: File[]): Promise<void> {
  const details = figure().querySelector<HTMLDetailsElement>('details.network')!;
  details.open = true;
  await userEvent.upload(figure().querySelector('input.files')!, chosen);
}

beforeEach(async () => {
  await page.viewport(1000, 900);
  await render(PatchExplorer, {});
  await ready();
});

afterEach(() => getClient().stop());

test('a network by its files: its layers are listed, the atlas is ranked for them, and filters open', async () => {
  await bring(files('mobile'));
  await expect.poll(() => output('own-network'), WAIT).toBe('model');
  const tabs = [...figure().querySelectorAll('[role=tab]')].map((tab) => tab.getAttribute('aria-label'));
  expect(tabs).toEqual([
    'Conv1_relu: 8 filters, each sees 3 × 3 pixels',
    'expanded_conv_depthwise_relu: 8 filters, each sees 7 × 7 pixels',
    'out_relu: 16 filters, each sees 11 × 11 pixels',
  ]);
  const rows = [...figure().querySelectorAll('details.network tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent!.trim()),
  );
  expect(rows).toContainEqual(['block_1_add', 'Add', '16 × 16 × 8', '0', '7 px']);
  expect(rows).toContainEqual([
    'global_average_pooling2d',
    'GlobalAveragePooling2D',
    '16',
    '0',
    'the whole picture',
  ]);

  await press('Look through the atlas');
  await expect.poll(() => output('mined-pictures'), WAIT).toBe('2,048');
  const cell = figure().querySelector<HTMLElement>('[role=grid] button')!;
  expect(cell.ariaLabel).toMatch(/^Filter 0: strongest [a-z ]+, activation \d/);
  await expect.poll(() => shownColours(cell.querySelector('canvas')!), WAIT).toBeGreaterThan(20);
  await userEvent.click(cell);
  expect(figure().textContent).toContain('Labels were measured for the course’s network only');
  await expect
    .poll(
      () => figure().querySelectorAll('section[aria-label="Strongest patches"] [role=grid] button').length,
    )
    .toBe(25);
  expect(figure().dataset.state).toBe('ready');

  await userEvent.click(page.getByRole('radio', { name: 'The course’s network' }));
  expect(figure().querySelectorAll('[role=tab]')).toHaveLength(6);
  await userEvent.click(page.getByRole('radio', { name: 'Your network' }));
  expect(output('mined-pictures')).toBe('2,048');
  await press('Back to the course’s network');
  expect(figure().querySelectorAll('[role=tab]')).toHaveLength(6);
});

test('tensors are the same after five networks as after one', async () => {
  const cycle = async (kind: KerasKind) => {
    await bring(files(kind));
    await expect.poll(() => output('own-network'), WAIT).toBeDefined();
    await press('Back to the course’s network');
  };
  await cycle('plain');
  await expect.poll(() => getClient().tensors()).toBeLessThan(60);
  const before = await getClient().tensors();
  for (const kind of ['mobile', 'plain', 'keras3', 'flexible'] as const) await cycle(kind);
  await expect.poll(() => getClient().tensors()).toBe(before);
});

test('layers can be chosen, and pictures of any size where the network takes them', async () => {
  await bring(files('flexible'));
  await expect.poll(() => output('own-network'), WAIT).toBe('model');
  await userEvent.click(figure().querySelector('details.network details summary')!);
  await userEvent.click(page.getByRole('checkbox', { name: 'block_1_add' }));
  expect(figure().querySelectorAll('[role=tab]')).toHaveLength(4);
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Side of its pictures' }), '64');
  await expect
    .poll(() => figure().textContent!.replace(/\s+/g, ' '), WAIT)
    .toContain('it takes pictures of 64 × 64 px');
  expect(figure().querySelectorAll('[role=tab]')).toHaveLength(4);
});

test('what can’t be used is said in words, and nothing is lost', async () => {
  const cases: [File[], string][] = [
    [files('lambda'), 'Lambda (lambda)'],
    [files('plain').slice(0, 2), 'group1-shard2of2.bin is missing'],
    [[new File(['\u0089HDF'], 'x.bin')], 'model.json is missing'],
    [[new File(['{"format":"graph-model"}'], 'model.json')], 'graph model'],
  ];
  for (const [chosen, words] of cases) {
    await bring(chosen);
    await expect.poll(problem, WAIT).toContain(words);
  }
  expect(figure().dataset.state).toBe('ready');
  expect(figure().querySelectorAll('[role=tab]')).toHaveLength(6);
});

test('goes on with the network after the worker has died', async () => {
  await bring(files('plain'));
  await expect.poll(() => output('own-network'), WAIT).toBe('sequential');
  getClient().stop();
  await press('Look through the atlas');
  await expect.poll(() => output('mined-pictures'), WAIT).toBe('2,048');
});
