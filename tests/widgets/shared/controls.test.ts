import { interpolateMagma } from 'd3-scale-chromatic';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { colourAt, paintHeatmap, SEQUENTIAL } from '#widgets/shared/colour-maps';
import { drawRegion } from '#widgets/shared/draw-region';
import HeatmapCanvas from '#widgets/shared/HeatmapCanvas.svelte';
import Output from '#widgets/shared/Output.svelte';
import PixelCanvas from '#widgets/shared/PixelCanvas.svelte';
import Select from '#widgets/shared/Select.svelte';
import Slider from '#widgets/shared/Slider.svelte';
import Tabs from '#widgets/shared/Tabs.svelte';
import Toggle from '#widgets/shared/Toggle.svelte';

const TABS = ['conv1', 'conv2', 'conv3'].map((value) => ({ value, label: value }));

test('tabs: one in the tab order, arrows go round, Home and End to the ends', async () => {
  const onchange = vi.fn();
  const screen = await render(Tabs, { label: 'Layer', tabs: TABS, value: 'conv1', onchange });
  const tab = (name: string) => screen.getByRole('tab', { name });
  await expect.element(tab('conv1')).toHaveAttribute('aria-selected', 'true');
  await userEvent.tab();
  await expect.element(tab('conv1')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(tab('conv3')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(tab('conv2')).toHaveFocus();
  await userEvent.keyboard('{End}{Home}');
  await expect.element(tab('conv1')).toHaveFocus();
  expect(onchange.mock.calls.flat()).toEqual(['conv3', 'conv1', 'conv2', 'conv3', 'conv1']);
  await tab('conv2').click();
  await expect.element(tab('conv2')).toHaveAttribute('tabindex', '0');
  expect(document.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1);
});

test('slider: labelled, says its value with its unit, moves by keyboard', async () => {
  const onchange = vi.fn();
  const screen = await render(Slider, {
    label: 'Turn',
    value: 10,
    min: -90,
    max: 90,
    step: 5,
    unit: '°',
    onchange,
  });
  const slider = screen.getByRole('slider', { name: 'Turn' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', '10°');
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(onchange).toHaveBeenLastCalledWith(15);
  await expect.element(slider).toHaveAttribute('aria-valuetext', '15°');
  await userEvent.keyboard('{End}');
  expect(onchange).toHaveBeenLastCalledWith(90);
});

test('select and toggle: labelled, tell what was chosen', async () => {
  const chosen = vi.fn();
  const screen = await render(Select, { label: 'Class', value: 'conv1', options: TABS, onchange: chosen });
  await screen.getByRole('combobox', { name: 'Class' }).selectOptions('conv3');
  expect(chosen).toHaveBeenCalledWith('conv3');
  const flipped = vi.fn();
  await render(Toggle, { label: 'As the network sees it', checked: false, onchange: flipped });
  const toggle = screen.getByRole('checkbox', { name: 'As the network sees it' });
  await toggle.click();
  expect(flipped).toHaveBeenCalledWith(true);
  await expect.element(toggle).toBeChecked();
});

test('output: named, with its digits, a dash for nothing', async () => {
  const screen = await render(Output, {
    name: 'response',
    value: 1.23456,
    digits: 2,
    label: 'Response',
    unit: 'px',
  });
  const output = document.querySelector<HTMLOutputElement>('output[name="response"]')!;
  expect(output.textContent).toBe('1.23');
  await screen.rerender({ value: null });
  expect(output.textContent).toBe('—');
  await screen.rerender({ value: 0, digits: undefined });
  expect(output.textContent).toBe('0');
});

test('the colour map runs from dark to light, evenly enough, and clamps', () => {
  expect(SEQUENTIAL).toHaveLength(768);
  const light = (i: number) =>
    SEQUENTIAL[i * 3]! * 0.3 + SEQUENTIAL[i * 3 + 1]! * 0.6 + SEQUENTIAL[i * 3 + 2]! * 0.1;
  for (let i = 8; i < 256; i += 8) expect(light(i)).toBeGreaterThan(light(i - 8));
  expect(colourAt(-1)).toBe(colourAt(0));
  expect(colourAt(Number.NaN)).toBe(colourAt(0));
  expect(colourAt(7)).toBe(colourAt(1));
});

test('the colour map is magma, within 3 of 255 everywhere', () => {
  for (let i = 0; i < 256; i++) {
    const hex = Number.parseInt(interpolateMagma(i / 255).slice(1), 16);
    for (const [c, shift] of [16, 8, 0].entries()) {
      expect(Math.abs(SEQUENTIAL[i * 3 + c]! - ((hex >> shift) & 255))).toBeLessThanOrEqual(3);
    }
  }
});

test('a heat map: nothing is the first colour, the maximum the last; faded, nothing is transparent', () => {
  const solid = paintHeatmap([0, 2, 4], 4, false);
  expect([...solid.slice(0, 3)]).toEqual([...SEQUENTIAL.slice(0, 3)]);
  expect([...solid.slice(8, 11)]).toEqual([...SEQUENTIAL.slice(765)]);
  expect([solid[3], solid[7], solid[11]]).toEqual([255, 255, 255]);
  const faded = paintHeatmap([0, 2, 4], 4, true);
  expect(faded[3]).toBe(0);
  expect(faded[7]).toBeGreaterThan(0);
  expect(faded[11]).toBeGreaterThan(faded[7]!);
  expect([...paintHeatmap([5], 0, true)].at(3)).toBe(0);
});

test('a picture keeps its pixels, and what lies outside a region is mid-grey', async () => {
  const pixels = new Uint8ClampedArray([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
  const canvas = document.createElement('canvas');
  drawRegion(canvas, { width: 2, height: 2, pixels }, { x: 1, y: -1, width: 2, height: 2 });
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, 2, 2);
  expect([...data]).toEqual([128, 128, 128, 255, 128, 128, 128, 255, 0, 255, 0, 255, 128, 128, 128, 255]);
  const screen = await render(PixelCanvas, { source: { width: 2, height: 2, pixels }, label: 'A patch' });
  const drawn = screen.getByRole('img', { name: 'A patch' }).element() as HTMLCanvasElement;
  expect([drawn.width, drawn.height]).toEqual([2, 2]);
  expect([...drawn.getContext('2d')!.getImageData(0, 1, 1, 1).data]).toEqual([0, 0, 255, 255]);
});

test('a bitmap is drawn by region like bytes', async () => {
  const image = new ImageData(new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255]), 2, 1);
  const canvas = document.createElement('canvas');
  drawRegion(canvas, await createImageBitmap(image), { x: 1, y: 0, width: 1, height: 1 });
  expect([...canvas.getContext('2d')!.getImageData(0, 0, 1, 1).data]).toEqual([0, 255, 0, 255]);
});

test('a heat map canvas has one pixel a unit', async () => {
  const screen = await render(HeatmapCanvas, {
    values: [0, 1, 2, 3, 4, 5],
    rows: 2,
    columns: 3,
    max: 5,
    label: 'Map',
  });
  const canvas = screen.getByRole('img', { name: 'Map' }).element() as HTMLCanvasElement;
  expect([canvas.width, canvas.height]).toEqual([3, 2]);
  expect([...canvas.getContext('2d')!.getImageData(2, 1, 1, 1).data.slice(0, 3)]).toEqual([
    ...SEQUENTIAL.slice(765),
  ]);
});
