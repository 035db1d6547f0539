import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { highlight, lastAnnouncement, onHighlight, requestSet } from '../../../src/site/page-bus.ts';
import ReceptiveField from '../../../src/widgets/receptive-field/ReceptiveField.svelte';

// A single grey pixel: the tests are about the field, not about the picture under it.
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAICAgAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

const show = (options = {}) => render(ReceptiveField, { picture: PIXEL, pixels64: PIXEL, ...options });
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('receptive-field')!.values;
const options = () => lastAnnouncement('receptive-field')!.options;

afterEach(() => history.replaceState(null, '', location.pathname));

test('the default unit of conv5 sees 48 pixels, by its outputs, its words and its announcement', async () => {
  const screen = await show();
  expect(output('r')).toBe('48');
  expect(output('jump')).toBe('8');
  await expect
    .element(screen.getByText(/sees a square of 48\s×\s48 pixels/), { timeout: 2000 })
    .toBeVisible();
  expect(values()).toMatchObject({ r: 48, jump: 8, kernel: 3, stride: 1, before: 32, 'jump-before': 8 });
  expect(document.querySelector('figure')?.dataset.state).toBe('ready');
});

test.each([
  ['conv1', '5'],
  ['conv2', '10'],
  ['conv3', '20'],
  ['conv4', '28'],
  ['conv5', '48'],
  ['conv6', '64'],
])('the tab of %s gives a field of %s pixels', async (layer, field) => {
  const screen = await show();
  await screen.getByRole('tab', { name: layer }).click();
  expect(output('r')).toBe(field);
});

test('arrow keys move the unit, stop at the edge, and say what hangs over it', async () => {
  const screen = await show();
  const picture = screen.getByRole('slider');
  (picture.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowUp}');
  expect(values()).toMatchObject({ row: 3, column: 4 });
  await userEvent.keyboard('{Home}{Home}{PageUp}');
  expect(values()).toMatchObject({ row: 1, column: 1 });
  await expect
    .element(picture)
    .toHaveAttribute('aria-valuetext', expect.stringContaining('20 pixels over the left edge'));
});

test('another layer keeps the place on the picture', async () => {
  const screen = await show({ layer: 'conv6', row: 0, column: 7 });
  await screen.getByRole('tab', { name: 'conv3' }).click();
  // conv6's unit 7 is centred on pixel 60, conv3's units on 2 + 4 k: halfway, so the further of the two.
  expect(values()).toMatchObject({ row: 2, column: 16 });
});

test('pointing with the mouse and tapping choose the unit there', async () => {
  const screen = await show();
  const svg = screen.getByRole('slider').element().querySelector('svg')!;
  const { left, top, width } = svg.getBoundingClientRect();
  const at = (x: number, y: number) => ({
    clientX: left + ((x + 30) * width) / 124,
    clientY: top + ((y + 30) * width) / 124,
    bubbles: true,
  });
  svg.dispatchEvent(new PointerEvent('pointermove', { ...at(12, 20), pointerType: 'mouse' }));
  await expect.poll(values).toMatchObject({ row: 3, column: 2 });
  svg.dispatchEvent(new PointerEvent('pointermove', { ...at(60, 60), pointerType: 'touch', buttons: 0 }));
  expect(values()).toMatchObject({ row: 3, column: 2 });
  svg.dispatchEvent(new PointerEvent('pointerdown', { ...at(60, 60), pointerType: 'touch', buttons: 1 }));
  await expect.poll(values).toMatchObject({ row: 8, column: 8 });
});

test('a changed network is computed anew, stands in the link, and can be undone', async () => {
  const screen = await show();
  await screen.getByLabelText('change the network').click();
  await screen.getByLabelText('Kernel of conv5').selectOptions('5');
  expect(output('r')).toBe('64');
  expect(options().network).toBe('5x1-2x2-3x1-2x2-3x1-3x1-2x2-5x1-3x1');
  await screen.getByLabelText('Stride of conv1').selectOptions('2');
  expect(output('jump')).toBe('16');
  await screen.getByRole('button', { name: 'Back to the real one' }).click();
  expect(output('r')).toBe('48');
});

test('options come from the link, and nonsense in it leaves the defaults', async () => {
  history.replaceState(
    null,
    '',
    '?receptive-field.layer=conv9&receptive-field.row=999&receptive-field.network=junk',
  );
  await show();
  expect(values()).toMatchObject({ layer: 'conv5', row: 8, r: 48 });
});

test('requests of the page set it, and things light up both ways', async () => {
  await show();
  requestSet('receptive-field', { layer: 'conv2', row: 5, column: 6 });
  await expect.poll(() => output('r')).toBe('10');
  highlight('receptive-field', 'jump');
  await expect.poll(() => document.querySelectorAll('td.jump.lit').length).toBe(1);
  const lit = vi.fn();
  const stop = onHighlight('receptive-field', lit);
  document
    .querySelector('[data-thing=before]')!
    .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  expect(lit).toHaveBeenLastCalledWith('before');
  stop();
});

test('a click on a plane goes to the unit there', async () => {
  await show({ layer: 'conv6' });
  const plane = document.querySelector('[data-layer="5"] rect')!;
  const { left, top, width, height } = plane.getBoundingClientRect();
  plane.dispatchEvent(
    new MouseEvent('click', { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 }),
  );
  await expect.poll(values).toMatchObject({ layer: 'conv3' });
  expect(Math.abs((values().row as number) - 8.5)).toBeLessThan(2);
});
