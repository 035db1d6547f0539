import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ImageInput from '#widgets/shared/ImageInput.svelte';
import type { OwnPicture } from '#widgets/shared/read-picture';
import { picture } from './picture-files.ts';

afterEach(() => vi.restoreAllMocks());

async function open() {
  const taken: OwnPicture[] = [];
  const screen = await render(ImageInput, { onpicture: (own) => taken.push(own as OwnPicture) });
  const group = screen.getByRole('group').element();
  const chooser = page.elementLocator(document.querySelector('input[type=file]')!);
  return { taken, screen, group, chooser };
}

const carrying = (...files: File[]) => {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
};

test('takes a chosen file, shows it, and says that it stays here', async () => {
  const { taken, screen, chooser } = await open();
  await expect.element(screen.getByText(/nothing is uploaded/)).toBeVisible();
  await chooser.upload(await picture(100, 60));
  await expect.element(screen.getByRole('img', { name: 'Your picture: picture.png' })).toBeVisible();
  await expect.element(screen.getByText('Its middle square is used.')).toBeVisible();
  expect(taken[0]?.network.data).toHaveLength(64 * 64 * 4);
});

test('takes a dropped file', async () => {
  const { taken, group } = await open();
  const dataTransfer = carrying(await picture(64, 64, 'image/webp'));
  group.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
});

test('takes a pasted picture, and says when there is none', async () => {
  const { taken, screen, group } = await open();
  const paste = (clipboardData: DataTransfer) =>
    group.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  paste(carrying());
  await expect.element(screen.getByText('The clipboard holds no picture.')).toBeVisible();
  paste(carrying(await picture(64, 64)));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  expect(screen.getByText('The clipboard holds no picture.').query()).toBeNull();
});

test('says in a sentence why a file cannot be used, and keeps the picture before', async () => {
  const { taken, screen, chooser } = await open();
  await chooser.upload(await picture(64, 64));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  await chooser.upload(new File(['words'], 'words.txt'));
  await expect.element(screen.getByText(/words\.txt is not a picture/)).toBeVisible();
  await expect.element(screen.getByRole('img', { name: 'Your picture: picture.png' })).toBeVisible();
  expect(taken).toHaveLength(1);
});

test.for([
  ['NotAllowedError', /camera was refused/],
  ['NotFoundError', /no camera/],
  ['NotReadableError', /in use by another program/],
] as const)('a camera that fails with %s leaves a sentence', async ([name, sentence]) => {
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('no', name));
  const { screen } = await open();
  await screen.getByRole('button', { name: 'Camera' }).click();
  await expect.element(screen.getByText(sentence)).toBeVisible();
  expect(document.querySelector('video')).toBeNull();
});

test('the camera gives a picture and is let go of', async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 240;
  const context = canvas.getContext('2d')!;
  const paint = setInterval(() => {
    context.fillStyle = 'rgb(20 160 40)';
    context.fillRect(0, 0, 320, 240);
  }, 20);
  const stream = canvas.captureStream(30);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
  const { taken, screen } = await open();
  await screen.getByRole('button', { name: 'Camera' }).click();
  await screen.getByRole('button', { name: 'Take the picture' }).click();
  clearInterval(paint);
  expect(taken).toHaveLength(1);
  expect(taken[0]!.network.data[1]).toBeGreaterThan(120);
  await vi.waitFor(() => expect(stream.getTracks()[0]!.readyState).toBe('ended'));
});
