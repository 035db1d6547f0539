import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { highlight, lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import type { OperatingPoint } from '../../../src/widgets/scan-3d/networks.ts';
import { RATES } from '../../../src/widgets/scan-3d/options.ts';
import Scan3d from '../../../src/widgets/scan-3d/Scan3d.svelte';
import { getClient } from '../../../src/worker/client.ts';
import { drawScan } from '../../../src/world/volume/factors.ts';
import { renderScan } from '../../../src/world/volume/phantom.ts';

const SLOW = { timeout: 30_000 };
const WIDGET = 'scan-3d';
/** The looser the rate, the lower the threshold; these let some peaks through whatever the networks have learnt. */
const line = (of: number): OperatingPoint[] =>
  RATES.map((rate, i) => ({ rate, threshold: of - i, sensitivity: 0.1 * i, low: 0, high: 1 }));
const points = { '2d': line(1), '3d': line(2) };

const figure = () => document.querySelector('figure')!;
const output = (name: string) => document.querySelector(`output[name="${name}"]`)?.textContent;
const options = () => lastAnnouncement(WIDGET)!.options;
const values = () => lastAnnouncement(WIDGET)!.values;
const ready = () => expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
const open = async (props: Record<string, unknown> = {}) => {
  const screen = await render(Scan3d, { points, ...props });
  await ready();
  return screen;
};

beforeAll(() => page.viewport(1100, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('the crosshair starts in the largest nodule, and the scan is that of the world', async () => {
  await open({ seed: 7, nodules: 3, noise: 0.02 });
  const { nodules } = renderScan(drawScan(7, { nodules: 3, noise: 0.02 }));
  const [largest] = [...nodules].sort((a, b) => b.radius - a.radius);
  expect(values().nodules).toBe(nodules.length);
  const slices = [...document.querySelectorAll<HTMLInputElement>('input[aria-label$=" slice"]')];
  expect(slices.map((slider) => slider.valueAsNumber)).toEqual(largest!.centre.map(Math.round));
});

test('arrows move the crosshair in all three slices, Page keys change the slice, edges hold', async () => {
  const screen = await open({ z: 10, y: 20, x: 30 });
  const axial = screen.getByRole('slider', { name: /^Axial picture/ });
  (axial.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(options()).toMatchObject({ z: 10, y: 21, x: 31 });
  await userEvent.keyboard('{PageDown}{Shift>}{ArrowLeft}{/Shift}');
  expect(options()).toMatchObject({ z: 11, y: 21, x: 26 });
  requestSet(WIDGET, { x: 47 });
  await userEvent.keyboard('{ArrowRight}');
  expect(options()).toMatchObject({ x: 47 });
  const coronal = screen.getByRole('slider', { name: /^Coronal picture/ });
  expect(coronal.element().getAttribute('aria-valuetext')).toBe(
    'slice 22 of 48, crosshair at row 12, column 48',
  );
});

test('dragging in a slice moves the other two', async () => {
  const screen = await open({ z: 24, y: 24, x: 24 });
  const coronal = screen.getByRole('slider', { name: /^Coronal picture/ }).element() as HTMLElement;
  coronal.setPointerCapture = () => {};
  const { left, top, width } = coronal.getBoundingClientRect();
  const at = (row: number, column: number) => ({
    clientX: left + ((column + 0.5) / 48) * width,
    clientY: top + ((row + 0.5) / 48) * width,
    bubbles: true,
    button: 0,
    buttons: 1,
    pointerId: 1,
  });
  coronal.dispatchEvent(new PointerEvent('pointerdown', at(10, 12)));
  await expect.poll(() => options()).toMatchObject({ z: 10, y: 24, x: 12 });
  coronal.dispatchEvent(new PointerEvent('pointermove', at(11, 15)));
  await expect.poll(() => options()).toMatchObject({ z: 11, y: 24, x: 15 });
});

test('more false alarms allowed never loses a nodule, and thresholds are those of the cards', async () => {
  await open({ rate: '0.125' });
  const before = values();
  expect(before['threshold-2d']).toBe(1);
  expect(before['threshold-3d']).toBe(2);
  requestSet(WIDGET, { rate: '8' });
  await expect.poll(() => values()['threshold-2d']).toBe(-5);
  for (const name of ['found-2d', 'found-3d', 'false-2d', 'false-3d']) {
    expect(Number(values()[name])).toBeGreaterThanOrEqual(Number(before[name]));
  }
  expect(output('threshold-3d')).toBe('−4.00');
  expect(Number(output('found-3d'))).toBe(values()['found-3d']);
});

test('a nodule in the list leads the crosshair to it; another scan starts in its own', async () => {
  const screen = await open({ seed: 3 });
  await screen.getByRole('button', { name: 'Nodule 2' }).click();
  const { nodules } = renderScan(drawScan(3, { nodules: 4, noise: 0.03 }));
  const [z, y, x] = nodules[1]!.centre.map(Math.round);
  expect(options()).toMatchObject({ z, y, x });
  await screen.getByRole('button', { name: 'Another scan' }).click();
  expect(options()).toMatchObject({ seed: 4, z: -1, y: -1, x: -1 });
  await ready();
});

test('the projection turns by drag and keys, past its back, and on its own only when asked', async () => {
  const screen = await open({ yaw: 176, pitch: 0 });
  const projection = screen.getByRole('slider', { name: /^Projection/ });
  (projection.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(options()).toMatchObject({ yaw: -178, pitch: 6 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(options().yaw).toBe(-178);
  await screen.getByRole('button', { name: 'Turn' }).click();
  await expect.poll(() => options().yaw, SLOW).not.toBe(-178);
  await screen.getByRole('button', { name: 'Stop' }).click();
  const stopped = options().yaw;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(options().yaw).toBe(stopped);
});

test('ball and tube: the same slice, and so the same 2D answer to the last digit; 3D differs', async () => {
  await open({ view: 'probe', depth: 0 });
  expect(output('alike')).toBe('625 of 625');
  expect(output('ball-2d')).toBe(output('tube-2d'));
  expect(output('verdict-2d')).toBe('the same answer to the last digit');
  expect(output('ball-3d')).not.toBe(output('tube-3d'));
  expect(values()['ball-2d']).toBe(values()['tube-2d']);
  requestSet(WIDGET, { depth: 4 });
  await expect.poll(() => output('alike')).not.toBe('625 of 625');
  await expect.poll(() => values().depth).toBe(4);
  requestSet(WIDGET, { depth: 0, tilt: 40 });
  await ready();
  await expect.poll(() => output('alike'), SLOW).not.toBe('625 of 625');
});

test('first filters: one is chosen by arrow keys, and shown with all its numbers', async () => {
  const screen = await open({ view: 'filters', of: '3d', filter: 0 });
  const cells = () => document.querySelectorAll('td').length;
  expect(cells()).toBe(125);
  expect(output('depth-share')).toMatch(/^\d+ %$/);
  (screen.getByRole('radio', { name: '3D filter 0', exact: true }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(options()).toMatchObject({ of: '3d', filter: 1 });
  requestSet(WIDGET, { of: '2d', filter: 3 });
  await expect.poll(cells).toBe(25);
});

test('a link with nonsense shows the nearest legal view', async () => {
  history.replaceState(
    null,
    '',
    '?scan-3d.seed=-5&scan-3d.nodules=1e9&scan-3d.view=xray&scan-3d.z=900&scan-3d.rate=3',
  );
  await open({});
  expect(options()).toMatchObject({ seed: 1, nodules: 8, view: 'scan', z: 47, rate: '1' });
});

test('a word of the prose lights up the rings', async () => {
  await open({});
  highlight(WIDGET, 'truth');
  await expect.poll(() => document.querySelectorAll('circle.lit').length).toBeGreaterThan(0);
  highlight(WIDGET, null);
  await expect.poll(() => document.querySelectorAll('circle.lit').length).toBe(0);
});

test('a scan without nodules is one, too', async () => {
  await open({ nodules: 0 });
  expect(output('found-3d')).toBe('0');
  expect(document.querySelectorAll('input[aria-label$=" slice"]')).toHaveLength(3);
});

test('leaves no tensors behind', async () => {
  await open({ seed: 11 });
  const before = await getClient().tensors();
  for (const seed of [12, 13]) {
    requestSet(WIDGET, { seed });
    await expect.poll(() => figure().dataset.state, SLOW).toBe('busy');
    await ready();
  }
  expect(await getClient().tensors()).toBe(before);
});
