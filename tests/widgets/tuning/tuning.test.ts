import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { loadAtlasClasses, loadUnitIndex } from '../../../src/site/unit-index.ts';
import { defaultOptions } from '../../../src/site/view-options.ts';
import { SPECS } from '../../../src/widgets/tuning/options.ts';
import { bestDetector } from '../../../src/widgets/tuning/presets.ts';
import { sceneOf } from '../../../src/widgets/tuning/scene.ts';
import Tuning from '../../../src/widgets/tuning/Tuning.svelte';
import { getClient } from '../../../src/worker/client.ts';

const poster = '/figures/tuning-448.webp';
const SLOW = { timeout: 30_000 };
const figure = () => document.querySelector('figure')!;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('tuning')!.values;
const options = () => lastAnnouncement('tuning')!.options;
const ready = async () => {
  await expect.poll(() => document.querySelector('output[name=peak]')?.textContent, SLOW).toBeTruthy();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
};

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('tells the response of the best detector of the object, and draws its curve', async () => {
  await render(Tuning, { poster });
  await ready();
  const [index, labels] = await Promise.all([loadUnitIndex(), loadAtlasClasses()]);
  expect(values().unit).toBe(bestDetector(index.layers.at(-1)!, index, labels, 'cat'));
  expect(output('response')).toBe((values().response as number).toFixed(2));
  const curve = document.querySelector('path.curve')!.getAttribute('d')!;
  expect(curve.split('L').length).toBe(33);
  expect(figure().dataset.backend).toBeTruthy();
});

test('the response is what the experiment gives for the same view', async () => {
  await render(Tuning, { poster, yaw: 45, layer: 'conv3', unit: 2 });
  await ready();
  const factors = sceneOf({ ...defaultOptions(SPECS), yaw: 45 });
  const { responses } = await getClient().run('tune-unit', {
    network: 'pictures',
    layer: 'conv3',
    unit: 2,
    factors,
    vary: 'yaw',
    values: [45],
  });
  expect(values().response).toBeCloseTo(responses[0]!, 3);
});

test('the marker moves by arrow keys and pointing, the picture turns by keys and dragging', async () => {
  const screen = await render(Tuning, { poster });
  await ready();
  const curve = screen.getByRole('slider', { name: 'Response over turn' });
  (curve.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  expect(options().yaw).toBe(-180);
  await userEvent.keyboard('{ArrowRight}');
  expect(options().yaw).toBe(-174);
  const stage = screen.getByRole('slider', { name: 'Turn the cat' });
  const from = stage.element().getBoundingClientRect();
  const at = (dx: number, dy: number) => ({
    clientX: from.left + 100 + dx,
    clientY: from.top + 100 + dy,
    bubbles: true,
    pointerId: 1,
    buttons: 1,
  });
  const element = stage.element();
  element.setPointerCapture = () => {};
  requestSet('tuning', { yaw: 0, pitch: 10 });
  element.dispatchEvent(new PointerEvent('pointerdown', at(0, 0)));
  for (let i = 1; i <= 50; i++) element.dispatchEvent(new PointerEvent('pointermove', at(i, i)));
  element.dispatchEvent(new PointerEvent('pointerup', at(50, 50)));
  await expect.poll(() => options()).toMatchObject({ yaw: 30, pitch: 25 });
  await ready();
});

test('another factor gives another curve; moving along a curve keeps it', async () => {
  const screen = await render(Tuning, { poster });
  await ready();
  const path = () => document.querySelector('path.curve')!.getAttribute('d');
  const before = path();
  requestSet('tuning', { yaw: 90 });
  await expect.poll(() => options().yaw).toBe(90);
  await ready();
  expect(path()).toBe(before);
  await screen.getByLabelText('Curve over').selectOptions('scale');
  await expect.poll(path, SLOW).not.toBe(before);
  await ready();
});

test('options come from the link; a unit that the layer has not is its last', async () => {
  history.replaceState(null, '', '?tuning.layer=conv1&tuning.unit=4000&tuning.object=mug&tuning.yaw=999');
  await render(Tuning, { poster });
  await ready();
  expect(options()).toMatchObject({ layer: 'conv1', unit: 15, object: 'mug', yaw: 180 });
});

test('a worker that has died is named, and Try again starts afresh', async () => {
  const screen = await render(Tuning, { poster });
  await ready();
  requestSet('tuning', { layer: 'conv5', texture: 'checks' });
  await expect.poll(() => figure().dataset.state).toBe('busy');
  getClient().stop();
  await expect.poll(() => figure().dataset.state, SLOW).toBe('error');
  await screen.getByRole('button', { name: 'Try again' }).click();
  await ready();
});
