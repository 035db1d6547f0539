import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { analyse } from '../../../src/math/convolution/analyse.ts';
import { convolution, dense, type Network } from '../../../src/math/convolution/network.ts';
import { PRESETS } from '../../../src/math/convolution/presets.ts';
import ChainDrawing from '../../../src/widgets/conv-shape/drawing/ChainDrawing.svelte';
import ConvDrawing from '../../../src/widgets/conv-shape/drawing/ConvDrawing.svelte';
import { DEFAULT_NUMBERS } from '../../../src/widgets/conv-shape/drawing/numbers.ts';

const preset = (id: string) => PRESETS.find((one) => one.id === id)!.network;

/** A layer's drawing that takes what the reader does as its next props. */
async function draw(network: Network, given: Record<string, unknown> = {}, layer = 0) {
  const props = {
    report: analyse(network).layers[layer],
    view: 'blocks' as 'blocks' | 'numbers',
    place: [0, 0, 0],
    filter: 0,
    channel: 0,
    numbers: DEFAULT_NUMBERS,
    highlight: null,
    ...given,
  };
  const take = (name: string) =>
    vi.fn((value: unknown) => screen.rerender({ ...props, ...Object.assign(props, { [name]: value }) }));
  const on = {
    onview: take('view'),
    onplace: take('place'),
    onfilter: take('filter'),
    onchannel: take('channel'),
    onnumbers: take('numbers'),
    onhighlight: vi.fn(),
  };
  const screen = await render(ConvDrawing, { ...props, ...on } as never);
  const root = screen.container as HTMLElement;
  const output = (name: string) => root.querySelector(`output[name=${name}]`)?.textContent;
  return { screen, root, on, output, props };
}

function point(element: Element, right: number, down: number) {
  const { left, top } = element.getBoundingClientRect();
  element.dispatchEvent(
    new PointerEvent('pointerdown', {
      clientX: left + right,
      clientY: top + down,
      bubbles: true,
      pointerType: 'touch',
      button: 0,
    }),
  );
}

test('the slider goes through all cells of the output, and back', async () => {
  const { root, output } = await draw(preset('picture'));
  expect(output('place')).toBe('row 1, column 1');
  const slider = root.querySelector<HTMLInputElement>('input[type=range]')!;
  expect(slider.max).toBe('99');
  slider.value = '57';
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => output('place')).toBe('row 6, column 8');
  slider.focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(() => output('place')).toBe('row 5, column 8');
  await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
  await expect.poll(() => output('place')).toBe('row 6, column 7');
});

test('Play moves on until it is stopped', async () => {
  const { screen, on } = await draw(preset('signal'));
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => on.onplace.mock.calls.length).toBeGreaterThan(1);
  await screen.getByRole('button', { name: 'Pause' }).click();
  const calls = on.onplace.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(on.onplace.mock.calls.length).toBe(calls);
});

test('nothing moves by itself', async () => {
  const { on } = await draw(preset('picture'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(on.onplace).not.toHaveBeenCalled();
});

test('pointing at the output chooses its cell; the window in the input moves along', async () => {
  const { root, output } = await draw(preset('picture'));
  const svg = root.querySelector('svg')!;
  const before = root.querySelector('path.window.front')!.getAttribute('d');
  const face = root.querySelector('path.output.front')!.getBoundingClientRect();
  const { left, top } = svg.getBoundingClientRect();
  point(svg, face.left - left + face.width * 0.95, face.top - top + face.height * 0.55);
  await expect.poll(() => output('place')).toBe('row 6, column 10');
  expect(root.querySelector('path.window.front')!.getAttribute('d')).not.toBe(before);
});

test('an output number is the sum of its products; a weight typed over changes it', async () => {
  const { root, output, screen, props } = await draw(preset('signal'), {
    view: 'numbers',
    numbers: { ...DEFAULT_NUMBERS, input: 'zeros', weights: 'ones', edits: 'i1.0=5;b0=2' },
  });
  expect(output('value')).toBe('7');
  const weights = screen.getByRole('textbox', { name: 'Weight, tap 2, channel 1' });
  await weights.fill('−0,5');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => output('value')).toBe('−0.5');
  await weights.fill('nonsense');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => (weights.element() as HTMLInputElement).value).toBe('−0.5');
  expect(output('value')).toBe('−0.5');
  expect(props.numbers.edits).toContain('w1.0.0=-0.5');
  await screen.getByRole('button', { name: 'Undo changes' }).click();
  await expect.poll(() => output('value')).toBe('0');
  expect(root.querySelectorAll('svg *').length).toBeLessThan(2000);
});

test('a window of too many numbers is told, and drawn as blocks', async () => {
  const layers = [convolution(2, 1e9, 1e6)];
  const { root } = await draw(
    { dimensions: 2, input: { size: [1e9, 1e9], channels: 1e9 }, layers },
    { view: 'numbers' },
  );
  expect(root.textContent).toContain('too many to be written out');
  expect(root.querySelector('path.window')).not.toBeNull();
  expect(root.querySelectorAll('svg *').length).toBeLessThan(200);
});

test('padding, leftover and skipped cells can be told apart in words as well', async () => {
  const { root } = await draw(preset('leftover'));
  expect(root.textContent).toContain('no window reaches the last row and the last column');
  expect(root.querySelector('svg')!.getAttribute('aria-label')).toContain('an output of 3 × 4 × 4');
});

test('what is pointed at is told, and what is lit is marked', async () => {
  const { root, on } = await draw(preset('picture'), { highlight: 'f' });
  expect(root.querySelectorAll('path.window.lit').length).toBeGreaterThan(0);
  root.querySelector('path.output.front')!.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
  expect(on.onhighlight).toHaveBeenCalledWith('o');
});

test('dense and impossible layers have a sentence instead', async () => {
  const network: Network = {
    dimensions: 1,
    input: { size: [4], channels: 1 },
    layers: [dense(3), convolution(1, 1, 9)],
  };
  expect((await draw(network)).root.textContent).toContain('no window to slide');
  const impossible: Network = { ...network, layers: [convolution(1, 1, 9)] };
  expect((await draw(impossible)).root.textContent).toContain('nothing to draw');
});

test('a block of the chain chooses its layer', async () => {
  const onchosen = vi.fn();
  const screen = await render(ChainDrawing, { report: analyse(preset('lenet')), chosen: 0, onchosen });
  const buttons = screen.getByRole('button').elements();
  expect(buttons).toHaveLength(7);
  expect(buttons[0]!.getAttribute('aria-pressed')).toBe('true');
  (buttons[4] as HTMLElement).click();
  expect(onchosen).toHaveBeenCalledWith(4);
});
