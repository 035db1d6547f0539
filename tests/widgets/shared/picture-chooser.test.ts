import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { OwnPainting } from '#widgets/shared/own-painting';
import PictureChooser from '#widgets/shared/PictureChooser.svelte';
import { STYLES } from '#world/style/styles';
import { picture } from './picture-files.ts';

async function open(change: Record<string, unknown> = {}) {
  const named: string[] = [];
  const taken: OwnPainting[] = [];
  const props = {
    label: 'Style picture',
    kind: 'style' as const,
    names: STYLES,
    name: STYLES[1],
    own: null,
    onname: (name: string) => named.push(name),
    onown: (own: OwnPainting) => taken.push(own),
    ...change,
  };
  const screen = await render(PictureChooser, props);
  return { named, taken, screen, props };
}

const chooser = () => page.elementLocator(document.querySelector('input[type=file]')!);
const pressed = () =>
  [...document.querySelectorAll('[aria-pressed=true]')].map((cell) => cell.getAttribute('title'));

test('one is chosen, and each says what it shows', async () => {
  const { named, screen } = await open();
  expect(pressed()).toEqual(['Mosaic']);
  await expect.element(screen.getByRole('group', { name: 'Style picture' })).toBeVisible();
  await screen.getByRole('button', { name: /^Woven cloth: Cloth seen close by/ }).click();
  expect(named).toEqual(['woven']);
});

test('arrows move along the row without choosing, Enter chooses', async () => {
  const { named, screen } = await open();
  expect(document.querySelectorAll('button[tabindex="0"]')).toHaveLength(1);
  (screen.getByRole('button', { name: /^Mosaic/ }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement?.getAttribute('title')).toBe('Dots of colour');
  expect(named).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(named).toEqual(['dots']);
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(document.activeElement?.getAttribute('title')).toBe('Swirling strokes');
  await userEvent.keyboard('{End}');
  expect(document.activeElement?.getAttribute('title')).toBe('Your own picture');
});

test('an own picture keeps its shape, and its place in the row when another is chosen', async () => {
  const { taken, screen, props } = await open();
  await screen.getByRole('button', { name: 'Your own picture' }).click();
  await expect.element(screen.getByText(/nothing is uploaded/)).toBeVisible();
  await chooser().upload(await picture(900, 600));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  expect([taken[0]!.width, taken[0]!.height]).toEqual([512, 341]);
  expect(taken[0]!.data).toHaveLength(512 * 341 * 4);
  expect([...taken[0]!.data.slice(0, 4)]).toEqual([200, 0, 0, 255]);
  await screen.rerender({ ...props, own: taken[0] });
  expect(pressed()).toEqual(['Your own: picture.png']);
  await screen.rerender({ ...props, own: null });
  expect(pressed()).toEqual(['Mosaic']);
  await screen.getByRole('button', { name: 'Your own: picture.png' }).click();
  expect(taken).toHaveLength(2);
});

test('a small one is not made larger, a very long one is cut', async () => {
  const { taken, screen } = await open();
  await screen.getByRole('button', { name: 'Your own picture' }).click();
  await chooser().upload(await picture(40, 30));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  expect([taken[0]!.width, taken[0]!.height]).toEqual([40, 30]);
  await chooser().upload(await picture(1000, 100));
  await vi.waitFor(() => expect(taken).toHaveLength(2));
  expect([taken[1]!.width, taken[1]!.height]).toEqual([250, 100]);
  expect(taken[1]!.notes).toEqual(['It is very long: its middle is used.']);
});

test('a file that is dropped on the row is taken, a bad one gets its sentence', async () => {
  const { taken, screen } = await open();
  const drop = (file: File) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const row = document.querySelector('.row')!;
    row.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  };
  drop(new File(['words'], 'words.txt'));
  await expect.element(screen.getByText(/words\.txt is not a picture/)).toBeVisible();
  expect(taken).toHaveLength(0);
  drop(await picture(64, 64));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
});

test('no picture can be one of the choices', async () => {
  const { named, screen } = await open({ none: 'No second style', name: 'none' });
  expect(pressed()).toEqual(['No second style']);
  await screen.getByRole('button', { name: 'No second style' }).click();
  expect(named).toEqual(['none']);
});
