import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { highlight, lastAnnouncement, onHighlight, requestSet } from '../../../src/site/page-bus.ts';
import TripletGeometry from '../../../src/widgets/triplet-geometry/TripletGeometry.svelte';

const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('triplet-geometry')!.values;
const options = () => lastAnnouncement('triplet-geometry')!.options;
const handle = (role: string) => document.querySelector<HTMLElement>(`[data-role=${role}]`)!;

afterEach(() => history.replaceState(null, '', location.pathname));

/** Drags a point by so many pixels. */
function drag(role: string, right: number, down: number, pointerType = 'mouse') {
  const { left, top, width, height } = handle(role).getBoundingClientRect();
  const [x, y] = [left + width / 2 + 5, top + height / 2 - 3];
  const event = (type: string, clientX: number, clientY: number) =>
    new PointerEvent(type, { clientX, clientY, bubbles: true, cancelable: true, pointerId: 1, pointerType });
  const target = handle(role);
  target.setPointerCapture = () => {};
  target.dispatchEvent(event('pointerdown', x, y));
  target.dispatchEvent(event('pointermove', x + right, y + down));
  target.dispatchEvent(event('pointerup', x + right, y + down));
}

test('the default triplet by its outputs, bars and announcement', async () => {
  await render(TripletGeometry);
  expect(output('zone')).toBe('semi-hard');
  expect(output('loss')).toBe('0.250');
  expect(output('d-ap')).toBe('0.360');
  expect(output('d-an')).toBe('0.610');
  await expect.poll(values).toMatchObject({ relation: '>', wish: 'not met', step: 0 });
  expect(values().loss).toBeCloseTo(0.25, 12);
  expect(values()['anchor-x']).toBeCloseTo(1.96, 12);
  expect(values()['anchor-y']).toBeCloseTo(-0.48, 12);
  expect(document.querySelector('figure')?.dataset.state).toBe('ready');
});

test.each(['mouse', 'touch'])(
  'dragging by %s moves a point, keeps the grip, and leaves the preset',
  async (type) => {
    await render(TripletGeometry);
    const scale = document.querySelector('.plot svg')!.getBoundingClientRect().width / 3.2;
    drag('negative', -0.2 * scale, 0.1 * scale, type);
    await expect.poll(() => options().preset).toBe('own');
    const [x, y] = String(options().negative).split(',').map(Number);
    expect(x).toBeCloseTo(-0.7, 1);
    expect(y).toBeCloseTo(0.5, 1);
    expect(document.activeElement).toBe(handle('negative'));
  },
);

test('a point dragged out of the frame stays at its edge', async () => {
  await render(TripletGeometry);
  drag('positive', 5000, -5000);
  await expect.poll(() => options().positive).toBe('1.49,1.19');
  drag('positive', -9000, 9000);
  await expect.poll(() => options().positive).toBe('-1.49,-1.19');
});

test('arrow keys move a point, with Shift farther; on the circle round it', async () => {
  const screen = await render(TripletGeometry);
  handle('anchor').focus();
  await userEvent.keyboard('{ArrowRight}{ArrowUp}');
  await expect.poll(() => options().anchor).toBe('0.05,0.05');
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  await expect.poll(() => options().anchor).toBe('-0.2,0.05');
  await screen.getByRole('tab', { name: 'Unit circle' }).click();
  await screen.getByRole('button', { name: 'semi-hard' }).click();
  handle('negative').focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect
    .element(handle('negative'))
    .toHaveAttribute('aria-valuetext', expect.stringContaining('at 22°'));
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect
    .element(handle('negative'))
    .toHaveAttribute('aria-valuetext', expect.stringContaining('at 12°'));
});

test('a step, many steps, back, and the place among them', async () => {
  const screen = await render(TripletGeometry, { preset: 'hard' });
  await screen.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => values().step).toBe(1);
  const first = Number(values().loss);
  expect(first).toBeLessThan(0.61);
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => values().loss, { timeout: 5000 }).toBe(0);
  await expect.element(screen.getByText(/Loss 0 after \d+ steps/)).toBeVisible();
  const last = Number(values().step);
  await screen.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => values().step).toBe(last - 1);
  expect(values().loss).toBeGreaterThan(0);
  const scrub = screen.getByRole('slider', { name: 'Loss, step by step' }).element() as HTMLInputElement;
  scrub.focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => values().step).toBe(0);
  expect(values().loss).toBeCloseTo(0.61, 12);
});

test('playing can be paused, and dragging stops it', async () => {
  const screen = await render(TripletGeometry, { preset: 'between', rate: 0.005 });
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => values().step).toBeGreaterThan(1);
  await screen.getByRole('button', { name: 'Pause' }).click();
  const { step } = values();
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(values().step).toBe(step);
  await screen.getByRole('button', { name: 'Play' }).click();
  drag('negative', 40, 40);
  await expect.poll(() => values().step).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(values().step).toBe(0);
});

test('with reduced motion, many steps are one jump', async () => {
  const real = window.matchMedia.bind(window);
  const spy = vi
    .spyOn(window, 'matchMedia')
    .mockImplementation((query) =>
      query.includes('reduced-motion') ? ({ matches: true } as MediaQueryList) : real(query),
    );
  const screen = await render(TripletGeometry, { preset: 'between' });
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => values().loss, { timeout: 200 }).toBe(0);
  spy.mockRestore();
});

test('the collapse costs nothing without a margin, and α with one, and no step helps', async () => {
  const screen = await render(TripletGeometry);
  await screen.getByRole('button', { name: 'collapsed' }).click();
  await expect.poll(() => options()).toMatchObject({ preset: 'collapsed', margin: 0 });
  expect(output('loss')).toBe('0.000');
  requestSet('triplet-geometry', { margin: 0.4 });
  await expect.poll(() => output('loss')).toBe('0.400');
  expect(options()).toMatchObject({ preset: 'collapsed', margin: 0.4 });
  await screen.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.element(screen.getByText(/no step moves anything/)).toBeVisible();
  expect(values().step).toBe(0);
});

test('stretching meets the margin in the plane, and changes nothing on the circle', async () => {
  const screen = await render(TripletGeometry);
  await screen.getByRole('button', { name: 'Stretch ×2' }).click();
  await expect.poll(() => output('loss')).toBe('0.000');
  expect(output('d-ap')).toBe('1.440');
  await screen.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => output('loss')).toBe('0.250');
  await screen.getByRole('tab', { name: 'Unit circle' }).click();
  await expect.poll(() => options().preset).toBe('semi-hard');
  const before = output('loss');
  await screen.getByRole('button', { name: 'Stretch ×2' }).click();
  await expect.element(screen.getByText(/back to length 1: every point is where it was/)).toBeVisible();
  expect(output('loss')).toBe(before);
});

test('the loss surface can be switched on, with its legend', async () => {
  const screen = await render(TripletGeometry);
  expect(document.querySelector('.ramp')).toBeNull();
  await screen.getByLabelText('loss for every place of N').click();
  await expect
    .element(screen.getByText(/loss if N were there/))
    .toHaveTextContent('loss if N were there: 0 0.86');
  await screen.getByRole('tab', { name: 'Unit circle' }).click();
  await expect.poll(() => document.querySelectorAll('.wedge').length).toBeGreaterThan(50);
});

test('options come from the link, and nonsense in it leaves something legal', async () => {
  history.replaceState(
    null,
    '',
    '?triplet-geometry.preset=own&triplet-geometry.anchor=0,0&triplet-geometry.positive=1,0&triplet-geometry.negative=junk&triplet-geometry.margin=-4&triplet-geometry.rate=abc&triplet-geometry.space=sphere',
  );
  await render(TripletGeometry);
  await expect
    .poll(options)
    .toMatchObject({ anchor: '0,0', positive: '1,0', negative: '-0.5,0.6', margin: 0, rate: 0.02 });
  expect(options().space).toBe('plane');
  expect(output('d-ap')).toBe('1.000');
});

test('a point of no length has a place on the circle too', async () => {
  history.replaceState(
    null,
    '',
    '?triplet-geometry.space=circle&triplet-geometry.anchor=0,0&triplet-geometry.positive=0,5',
  );
  await render(TripletGeometry);
  await expect.poll(() => options().positive).toBe('0,1');
  expect(options().anchor).toBe('0,1');
  expect(output('d-ap')).toBe('0.000');
});

test('requests of the page set it; a preset keeps a margin that is asked for', async () => {
  await render(TripletGeometry);
  requestSet('triplet-geometry', { preset: 'hard', margin: 0.2 });
  await expect.poll(options).toMatchObject({ preset: 'hard', margin: 0.2 });
  expect(output('loss')).toBe('0.310');
  requestSet('triplet-geometry', { preset: 'easy' });
  await expect.poll(options).toMatchObject({ preset: 'easy', margin: 0.5 });
});

test('things light up both ways', async () => {
  await render(TripletGeometry);
  highlight('triplet-geometry', 'd-an');
  await expect.poll(() => document.querySelectorAll('.segment.negative.lit').length).toBe(1);
  highlight('triplet-geometry', 'margin');
  await expect.poll(() => document.querySelectorAll('.zone.semi-hard.lit').length).toBe(1);
  const lit = vi.fn();
  const stop = onHighlight('triplet-geometry', lit);
  document.querySelector('.bar.loss')!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  expect(lit).toHaveBeenLastCalledWith('loss');
  handle('positive').focus();
  expect(lit).toHaveBeenLastCalledWith('positive');
  stop();
});

test('an input is drawn within a frame', async () => {
  await render(TripletGeometry, { surface: true, space: 'circle' });
  handle('negative').focus();
  const took: number[] = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    handle('negative').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  expect(took[10]).toBeLessThan(16);
});
