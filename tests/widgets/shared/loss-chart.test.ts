import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LossChart from '#widgets/shared/LossChart.svelte';

const losses = Array.from({ length: 51 }, (_, step) => ({
  step,
  total: 100 * 0.9 ** step,
  content: step === 0 ? 0 : 10 * 0.9 ** step,
  style: 90 * 0.9 ** step,
  evaluations: step + 1,
}));

test('draws the costs with their numbers at the shown step', async () => {
  const { container } = await render(LossChart, { losses, steps: 100, step: 10 });
  const paths = [...container.querySelectorAll('path')];
  expect(paths.map((path) => path.getAttribute('class')!.split(' ')[0])).toEqual([
    'content',
    'style',
    'total',
  ]);
  // Nothing is infinitely low: the first content cost is 0 and is left out.
  for (const path of paths) expect(path.getAttribute('d')).not.toMatch(/NaN|Infinity/);
  expect(container.querySelector('li.total .number')!.textContent).toBe('34.9');
  expect(container.querySelectorAll('circle').length).toBe(3);
  expect(container.querySelector('.plot')!.getAttribute('role')).toBe('img');
});

test('leaves out what plays no part', async () => {
  const { container } = await render(LossChart, { losses, steps: 100, step: 10, showContent: false });
  expect(container.querySelector('li.content')).toBeNull();
  expect(container.querySelectorAll('path').length).toBe(2);
});

test('is a slider: keys and the pointer go to a step', async () => {
  const onseek = vi.fn();
  const screen = await render(LossChart, { losses, steps: 100, step: 10, onseek });
  const slider = screen.getByRole('slider');
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'step 10 of 100, total 34.9');
  await userEvent.tab();
  await expect.element(slider).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}{PageUp}{Home}{End}');
  expect(onseek.mock.calls.flat()).toEqual([11, 9, 15, 0, 50]);
  onseek.mockClear();
  const box = slider.element().getBoundingClientRect();
  await userEvent.click(slider, { position: { x: box.width - 12, y: 40 } });
  expect(onseek).toHaveBeenLastCalledWith(50);
});

test('stands before anything is painted', async () => {
  const { container } = await render(LossChart, { losses: [], steps: 200, step: 0 });
  expect(container.querySelectorAll('circle').length).toBe(0);
  expect(container.querySelector('li.total .number')!.textContent).toBe('—');
});

test('a long run is drawn with no more points than pixels', async () => {
  const long = Array.from({ length: 5000 }, (_, step) => ({ ...losses[1]!, step, total: 1 + (step % 7) }));
  const { container } = await render(LossChart, { losses: long, steps: 5000, step: 0 });
  const points = container.querySelector('path.total')!.getAttribute('d')!.split('L').length;
  expect(points).toBeLessThan(2000);
});
