import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { type KerasKind, kerasNetwork } from '../../../scripts/fixtures/keras-networks.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { type LayerWeights, layersOption } from '../../../src/widgets/style-studio/options.ts';
import StyleStudio from '../../../src/widgets/style-studio/StyleStudio.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { STYLE_DEFAULTS } from '../../../src/world/style/defaults.ts';

const SLOW = { timeout: 50_000 };
const SHORT = { size: '96', steps: 10, start: 'content' } as const;
const ONLY_FIRST: LayerWeights = layersOption({ conv1: 1 });
const map = {
  src: 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==',
  grid: {
    content: 'cat',
    style: 'waves',
    network: 'styles',
    size: 96,
    steps: 200,
    start: 'content',
    seed: 1,
    ratios: [0, STYLE_DEFAULTS.ratio, 'infinity'],
    layerSets: [{ name: 'all', lambda: STYLE_DEFAULTS.lambda }],
    cells: [],
  },
};

const figure = () => document.querySelector<HTMLElement>('figure')!;
const values = () => lastAnnouncement('style-studio')!.values as Record<string, number>;
const status = () => document.querySelector('.bar [role=status]')?.textContent?.trim() ?? '';
const problem = () =>
  [...document.querySelectorAll('[role=alert], .error p')].map((alert) => alert.textContent!.trim()).join('');
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const weights = () =>
  [...document.querySelectorAll('.layers label')].map((label) =>
    label.textContent!.replace('λ of ', '').trim(),
  );
const contentLayer = () => page.getByLabelText('Content cost from layer').element() as HTMLSelectElement;

beforeAll(() => page.viewport(1000, 900));
afterEach(() => getClient().stop());

async function bring(kind: KerasKind) {
  const { json, shards } = kerasNetwork(kind);
  const files = [
    new File([JSON.stringify(json)], 'model.json'),
    ...shards.map(({ name, data }) => new File([data], name)),
  ];
  await userEvent.upload(document.querySelector<HTMLElement>('input.files')!, files);
}

function openAll() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

async function opened(props: Record<string, unknown> = {}) {
  await render(StyleStudio, { map, ...SHORT, ...props } as never);
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  openAll();
}

async function painted() {
  await expect.poll(status, SLOW).toMatch(/^Painted: 10 steps; the style loss fell by \d/);
}

test('a network by its files paints: its layers carry style and content; the course’s comes back as it was', async () => {
  await opened({ layers: ONLY_FIRST, depth: 'conv3' });
  expect(weights()).toHaveLength(6);
  await bring('mobile');
  await expect.poll(weights, SLOW).toEqual(['Conv1_relu', 'expanded_conv_depthwise_relu', 'out_relu']);
  openAll();
  expect(contentLayer().value).toBe('out_relu');
  expect(figure().textContent).toContain('The map of results is put away');
  expect(document.querySelector('.map')).toBeNull();
  expect(figure().textContent).toContain('Nothing is painted yet');
  expect(figure().textContent).toContain('Your network stays on this device');

  await press('Paint');
  await painted();
  const { style } = values();
  await userEvent.click(page.getByRole('checkbox', { name: 'block_1_add', exact: true }));
  await userEvent.selectOptions(contentLayer(), 'block_1_add');
  expect(weights()).toContain('block_1_add');
  expect(style).toBeGreaterThan(0);
  await press('100 more steps');
  await expect.poll(() => values().step, SLOW).toBeGreaterThan(12);
  await press('Pause');
  const rows = [...document.querySelectorAll('.tables table:last-child tbody th')];
  expect(rows.map((row) => row.textContent)).toEqual(weights());

  await press('Back to the course’s network');
  await expect.poll(weights).toEqual(['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'conv6']);
  expect(lastAnnouncement('style-studio')!.options).toMatchObject({ layers: ONLY_FIRST, depth: 'conv3' });
  expect(contentLayer().value).toBe('conv3');
  expect(document.querySelector('.map')).not.toBeNull();
  expect(status()).toContain('Another network is to paint');
  expect(document.querySelector('.generated canvas')).not.toBeNull();
  await press('Paint anew');
  await painted();
});

test('layers of the course’s network that the page asks for let it paint; the reader’s is kept', async () => {
  await opened();
  await bring('plain');
  await expect.poll(weights, SLOW).toEqual(['conv2d', 'conv2d_1', 'conv2d_2']);
  requestSet('style-studio', { layers: ONLY_FIRST });
  await expect.poll(() => weights()[0]).toBe('conv1');
  await userEvent.click(page.getByRole('radio', { name: 'Your network' }));
  await expect.poll(weights).toEqual(['conv2d', 'conv2d_1', 'conv2d_2']);
});

test('a network that cannot paint is refused in words, and the course’s goes on', async () => {
  await opened();
  await press('Paint');
  await painted();
  await bring('lambda');
  await expect.poll(problem, SLOW).toContain('Lambda');
  expect(weights()[0]).toBe('conv1');
  await bring('cropped');
  await expect.poll(weights, SLOW).toEqual(['conv2d', 'conv2d_1']);
  await press('Paint anew');
  await expect.poll(problem, SLOW).toContain('too small for the layer cropping2d');
  expect(weights()).toEqual(['conv2d', 'conv2d_1']);
  await press('Back to the course’s network');
  await expect.poll(problem).toBe('');
  await press('Paint');
  await painted();
});

test('leaves no tensor behind when it is brought and taken away again', async () => {
  await opened();
  await press('Paint');
  await painted();
  const round = async () => {
    await bring('flexible');
    await expect.poll(weights, SLOW).toContain('Conv1_relu');
    await press('Paint anew');
    await painted();
    await press('Back to the course’s network');
    return getClient().tensors();
  };
  const tensors = await round();
  expect(await round()).toBe(tensors);
});
