import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { highlight, lastAnnouncement, onHighlight, requestSet } from '../../../src/site/page-bus.ts';
import ConvShape from '../../../src/widgets/conv-shape/ConvShape.svelte';

async function show(options: Record<string, unknown> = {}) {
  const screen = await render(ConvShape, options as never);
  const root = screen.container as HTMLElement;
  const field = (name: string) => screen.getByRole('textbox', { name, exact: true });
  const slider = (name: string) => screen.getByRole('slider', { name: `${name}, slider`, exact: true });
  const formula = (name: string) => root.querySelector(`output[name=formula-${name}]`)?.textContent;
  const rows = () =>
    [...root.querySelectorAll('tbody tr')].map((row) => row.textContent!.replace(/\s+/g, ' '));
  const values = () => lastAnnouncement('conv-shape')!.values;
  return { screen, root, field, slider, formula, rows, values };
}

test('typing a kernel changes formula, table, drawing and what the page is told', async () => {
  const { field, formula, rows, values } = await show();
  await field('Kernel').fill('3');
  await expect.poll(() => formula('each-side')).toMatch(/= 12$/);
  expect(rows()[1]).toContain('12 × 12 × 16');
  await expect.poll(() => values().o).toBe('12');
  expect(lastAnnouncement('conv-shape')!.options.preset).toBe('own');
});

test('nonsense and the impossible: it says why, nothing typed is lost, and the nearest is one press away', async () => {
  const { screen, root, field, rows } = await show();
  await field('Kernel').fill('nonsense');
  await expect
    .poll(() => root.querySelector('[id$=-problem]')?.textContent)
    .toMatch(/The kernel along the height must be a whole number/);
  await expect.element(field('Kernel')).toHaveValue('nonsense');
  await expect.element(field('Kernel')).toHaveAttribute('aria-invalid', 'true');
  const described = field('Kernel').element().getAttribute('aria-describedby')!;
  expect(root.querySelector(`#${described}`)!.textContent).toContain('The kernel');
  await field('Kernel').fill('20');
  await screen.getByRole('button', { name: /^Take kernel/ }).click();
  expect(rows()[1]).toContain('1 × 1 × 16');
  await expect.element(field('Kernel')).not.toHaveAttribute('aria-invalid');
});

test('10⁹ typed in words of ten is exact, and the slider stays with what can be', async () => {
  const { field, slider, root } = await show({ preset: 'quiz' });
  await field('Filters').fill('10^9');
  await expect
    .poll(() => root.querySelector('tbody [title]')?.getAttribute('title'))
    .toBe('433 000 000 000'.replaceAll(' ', '\u2009'));
  const kernel = slider('Kernel').element() as HTMLInputElement;
  kernel.focus();
  await userEvent.keyboard('{End}');
  await expect.element(field('Kernel')).toHaveValue('32');
  expect(root.querySelector('.problem')).toBeNull();
});

test('arrow keys in a field go to the next number that can be, and no further than the next layer allows', async () => {
  const { field } = await show();
  await field('Stride').click();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
  await expect.element(field('Stride')).toHaveValue('2');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  await expect.element(field('Stride')).toHaveValue('1');
});

test('layers are added, moved and removed; dimensions change; a preset brings back its own', async () => {
  const { screen, rows } = await show();
  await screen.getByRole('button', { name: /Add\s*dense/ }).click();
  expect(rows()).toHaveLength(4);
  expect(rows()[3]).toContain('3. Dense, 10');
  await screen.getByRole('button', { name: 'Move layer 3 earlier' }).click();
  await expect.element(screen.getByRole('button', { name: 'Take a dense layer of 32' })).toBeVisible();
  await screen.getByRole('button', { name: 'Remove layer 2' }).click();
  expect(rows()).toHaveLength(3);
  await screen.getByRole('radio', { name: '3D' }).click();
  expect(rows()[1]).toContain('10 × 10 × 10 × 16');
  await expect.element(screen.getByRole('combobox', { name: 'Network' })).toHaveValue('own');
  await screen.getByRole('combobox', { name: 'Network' }).selectOptions('lenet');
  expect(rows()).toHaveLength(8);
});

test('padding by number, every side for itself, groups and transposed', async () => {
  const { screen, field, rows, formula } = await show({ preset: 'quiz' });
  await screen.getByRole('combobox', { name: 'Padding' }).selectOptions('sides');
  await field('Cells of padding').fill('1');
  expect(rows()[1]).toContain('32 × 32 × 32 × 32');
  await screen.getByText('More').click();
  await screen.getByRole('checkbox', { name: 'Every side for itself' }).click();
  await field('Padding after, width').fill('0');
  expect(rows()[1]).toContain('32 × 32 × 31 × 32');
  expect(formula('width')).toMatch(/= 31$/);
  await field('Groups').fill('3');
  await expect.element(screen.getByRole('button', { name: /^Take groups/ })).toBeVisible();
  await field('Groups').fill('16');
  await screen.getByRole('combobox', { name: 'Kind' }).selectOptions('transposed');
  await expect.element(field('Output padding, depth')).toBeVisible();
});

test('a field, its number in the formula and its part of the drawing light up together', async () => {
  const { field, root } = await show();
  const heard: (string | null)[] = [];
  const stop = onHighlight('conv-shape', (thing) => heard.push(thing));
  await field('Kernel').click();
  expect(heard.at(-1)).toBe('f');
  await expect.poll(() => root.querySelectorAll('.terms .lit').length).toBeGreaterThan(0);
  highlight('conv-shape', 'n');
  await expect
    .poll(() =>
      [...root.querySelectorAll('.terms .lit')].every((term) => (term as HTMLElement).dataset.term === 'n'),
    )
    .toBe(true);
  stop();
});

test('the code follows the network and the choice, and says where “same” differs', async () => {
  const { screen, root } = await show({ network: '2d-8x8x1_c4k3s2ps' });
  await screen.getByText('The same network as code').click();
  const code = () => root.querySelector('pre')!.textContent;
  await expect.poll(code).toContain('layers.Conv2D(4, 3, strides=2, padding="same")');
  await screen.getByRole('radio', { name: 'PyTorch' }).click();
  await expect.poll(code).toContain('nn.ConstantPad2d((0, 1, 0, 1), 0)');
  expect(lastAnnouncement('conv-shape')!.options.code).toBe('pytorch');
  expect(root.querySelector('details .code')!.textContent).toContain('PyTorch refuses “same” with a stride');
  requestSet('conv-shape', { code: 'tensorflow.js' });
  await expect.poll(code).toContain('tf.layers.conv2d({ filters: 4, kernelSize: 3');
});

test('a network without layers can be begun', async () => {
  const { screen, rows } = await show({ network: '1d-9x2' });
  expect(rows()).toHaveLength(1);
  await screen.getByRole('button', { name: /Add\s*convolution/ }).click();
  expect(rows()[1]).toContain('7 × 16');
});
