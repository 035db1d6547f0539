import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { layersOption } from '../../../src/widgets/style-studio/options.ts';
import StyleStudio from '../../../src/widgets/style-studio/StyleStudio.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { STYLE_DEFAULTS } from '../../../src/world/style/defaults.ts';
import { CONVOLUTION_NAMES } from '../../../src/world/style/layers.ts';

const SLOW = { timeout: 50_000 };
/** A painting that is over in seconds, and one that lasts until a hand stops it. */
const SHORT = { size: '96', steps: 12, start: 'content' } as const;
const LONG = { ...SHORT, steps: 3000 } as const;
const LAMBDA = STYLE_DEFAULTS.lambda;
const ONLY_FIRST = Object.fromEntries(
  CONVOLUTION_NAMES.map((name, i) => [name, i === 0 ? 1 : 0]),
) as typeof LAMBDA;
const map = {
  src: 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==',
  grid: {
    content: 'cat',
    style: 'waves',
    network: 'pictures',
    size: 96,
    steps: 200,
    start: 'noise',
    seed: 1,
    ratios: [0, STYLE_DEFAULTS.ratio, 'infinity'],
    layerSets: [
      { name: 'conv1', lambda: ONLY_FIRST },
      { name: 'all', lambda: LAMBDA },
    ],
    cells: [],
  },
} as const;

const figure = () => document.querySelector<HTMLElement>('figure')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('style-studio')!.values as Record<string, number>;
const options = () => lastAnnouncement('style-studio')!.options;
const status = () => document.querySelector('[role=status]')?.textContent?.trim() ?? '';
const painting = () => document.querySelector<HTMLCanvasElement>('.generated canvas');
const bytes = (canvas: HTMLCanvasElement) => canvas.toDataURL();

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

async function shown(props: Record<string, unknown> = {}) {
  const screen = await render(StyleStudio, { map, ...props } as never);
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
  return screen;
}

/** Paints until some steps are done. */
async function painted(props: Record<string, unknown> = SHORT) {
  const screen = await shown(props);
  await screen.getByRole('button', { name: 'Paint', exact: true }).click();
  await expect.poll(() => values().step, SLOW).toBeGreaterThan(2);
  return screen;
}

test('before it runs it shows the painting of the map that has settings like these', async () => {
  await shown();
  expect(document.querySelector('.generated')!.textContent).toContain('painted beforehand');
  const pressed = () =>
    document.querySelector('.map [aria-pressed=true]')?.getAttribute('aria-label') ?? null;
  expect(pressed()).toContain('all');
  requestSet('style-studio', { content: 'house' });
  await expect
    .poll(() => document.querySelector('.generated')!.textContent)
    .toContain('Nothing is painted yet');
});

test('a cell of the map sets α/β and the layers, by mouse and by arrows', async () => {
  const screen = await shown();
  await screen.getByRole('button', { name: /α = 0, only style, style from conv1$/ }).click();
  expect(options()).toMatchObject({ ratio: 0, layers: layersOption(ONLY_FIRST) });
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}{Enter}');
  expect(options()).toMatchObject({ ratio: Infinity, layers: layersOption(LAMBDA) });
});

test('paints: the loss falls, the picture changes, and the end is said', async () => {
  const screen = await painted();
  await expect.poll(status, SLOW).toMatch(/^Painted: 12 steps/);
  expect(output('step')).toBe('12');
  expect(figure().dataset.backend).toBeTruthy();
  const { total, style } = values() as { total: number; style: number };
  const picture = bytes(painting()!);
  await screen
    .getByRole('slider', { name: /Losses over the steps/ })
    .element()
    .focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => values().step).toBe(0);
  expect(values().total).toBeGreaterThan(total);
  expect(values().style).toBeGreaterThan(style);
  expect(values().content).toBe(0);
  expect(bytes(painting()!)).not.toBe(picture);
  await userEvent.keyboard('{End}');
  await expect.poll(() => values().step).toBe(12);
  expect(bytes(painting()!)).toBe(picture);
  await screen.getByRole('button', { name: 'Paint anew' }).click();
  await expect.poll(status, SLOW).toContain('Painting on your machine');
  await expect.poll(status, SLOW).toMatch(/^Painted/);
  expect(values().total).toBe(total);
});

test('pause, go on, and go on from an earlier step', async () => {
  const screen = await painted(LONG);
  await screen.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(status).toMatch(/^Paused at step \d+ of 3000/);
  const at = values().step!;
  await screen.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect.poll(() => values().step, SLOW).toBeGreaterThan(at);
  await screen.getByRole('button', { name: 'Pause' }).click();
  await screen
    .getByRole('slider', { name: /Losses over the steps/ })
    .element()
    .focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  await screen.getByRole('button', { name: 'Go on from step 1' }).click();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('busy');
  await expect.poll(() => values().step, SLOW).toBeGreaterThan(2);
  await screen.getByRole('button', { name: 'Pause' }).click();
});

test('what can change on the way does so at once; the rest waits and is said', async () => {
  const screen = await painted(LONG);
  requestSet('style-studio', { ratio: 0 });
  await expect.poll(() => document.querySelector('output[name=ratio]')!.textContent).toContain('only style');
  await expect.poll(() => values()['content-part'], SLOW).toBe(0);
  requestSet('style-studio', { size: '128' });
  await expect.poll(status).toContain('when you paint anew');
  expect(painting()!.width).toBe(96);
  requestSet('style-studio', { layers: '0,0,0,0,0,0' });
  await expect.poll(status).toContain('every picture is as good as any other');
  expect(figure().dataset.state).toBe('ready');
  await expect.element(screen.getByRole('button', { name: 'Paint anew' })).toBeDisabled();
  expect(painting()).not.toBeNull();
  requestSet('style-studio', { layers: layersOption(LAMBDA), size: '96' });
  await expect.poll(status).toMatch(/^Paused/);
});

test('a run that diverges stops, keeps its last good picture, and goes on more carefully', async () => {
  const screen = await shown({ ...SHORT, steps: 200, optimiser: 'descent', rate: 100_000 });
  await screen.getByRole('button', { name: 'Paint', exact: true }).click();
  await expect.poll(status, SLOW).toContain('The loss ran away');
  expect(painting()).not.toBeNull();
  const rate = Number(options().rate);
  await screen.getByRole('button', { name: 'Go on with a smaller η' }).click();
  expect(options().rate).toBe(rate / 4);
});

test('each optimiser has a rate of its own', async () => {
  await shown({ rate: 0.1 });
  requestSet('style-studio', { optimiser: 'descent' });
  await expect.poll(() => options().rate).toBe(0);
  expect(values().eta).toBe(STYLE_DEFAULTS.rate.descent);
});

test('an own picture gives the painting its shape, and is in no link', async () => {
  const screen = await shown(SHORT);
  const canvas = new OffscreenCanvas(120, 60);
  canvas.getContext('2d')!.fillRect(20, 20, 40, 20);
  const file = new File([await canvas.convertToBlob()], 'mine.png', { type: 'image/png' });
  await screen.getByRole('button', { name: /^Content: / }).click();
  await screen.getByRole('button', { name: 'Your own picture' }).click();
  await userEvent.upload(document.querySelector<HTMLElement>('input[type=file]')!, file);
  await expect.poll(() => figure().textContent, SLOW).toContain('a link to this view does not hold them');
  await screen.getByRole('button', { name: 'Paint', exact: true }).click();
  await expect.poll(status, SLOW).toMatch(/^Painted/);
  expect([painting()!.width, painting()!.height]).toEqual([96, 48]);
  requestSet('style-studio', { content: 'dog' });
  await expect.poll(() => figure().textContent).not.toContain('does not hold them');
  await expect.poll(status).toContain('when you paint anew');
});

test('a file that is no picture, dropped on a tile, is refused in words and changes nothing', async () => {
  const screen = await shown(SHORT);
  const transfer = new DataTransfer();
  transfer.items.add(new File(['no picture'], 'words.png', { type: 'image/png' }));
  const tile = screen.getByRole('button', { name: /^Style: / }).element();
  tile.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain('words.png');
  expect(figure().textContent).not.toContain('does not hold them');
});

test('with C beside G there is a line to draw, by keys too', async () => {
  const screen = await painted({ ...SHORT, compare: true });
  await expect.poll(() => document.querySelectorAll('.generated canvas').length, SLOW).toBe(2);
  const line = screen.getByRole('slider', { name: /Line between content/ }).element() as HTMLElement;
  line.focus();
  await userEvent.keyboard('{Home}');
  expect(line.getAttribute('aria-valuenow')).toBe('0');
});

test('reset puts everything back', async () => {
  const screen = await painted({ ...SHORT, ratio: 0 });
  await screen.getByRole('button', { name: 'Reset everything' }).click();
  expect(options()).toMatchObject({ ratio: STYLE_DEFAULTS.ratio, size: '128' });
  expect(painting()).toBeNull();
});

test('leaves no tensor behind', async () => {
  const screen = await painted();
  await expect.poll(status, SLOW).toMatch(/^Painted/);
  const tensors = await getClient().tensors();
  await screen.getByRole('button', { name: 'Paint anew' }).click();
  await expect.poll(status, SLOW).toContain('Painting on your machine');
  await expect.poll(status, SLOW).toMatch(/^Painted/);
  expect(await getClient().tensors()).toBe(tensors);
});
