import { createRawSnippet } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { AssetError } from '#site/asset';
import { frameError } from '#widgets/shared/frame-error';
import WidgetFrame from '#widgets/shared/WidgetFrame.svelte';
import { ExperimentError } from '#worker/client';

const words = (html: string) => createRawSnippet(() => ({ render: () => `<span>${html}</span>` }));
const base = {
  name: 'unit-hunt',
  title: 'Unit hunt',
  children: words('the body'),
  caption: words('the caption'),
};
const frame = () => document.querySelector<HTMLElement>('figure[data-widget="unit-hunt"]')!;

afterEach(() => vi.restoreAllMocks());

test('carries its name, state and backend, and is named for assistive technology', async () => {
  const screen = await render(WidgetFrame, { ...base, state: 'static' });
  expect(frame().dataset.state).toBe('static');
  expect(frame().hasAttribute('data-backend')).toBe(false);
  expect(frame().id).toBe('unit-hunt');
  await expect.element(screen.getByRole('figure', { name: 'Unit hunt' })).toBeVisible();
  await expect.element(screen.getByText('the caption')).toBeVisible();
  await screen.rerender({ state: 'busy', backend: 'wasm' });
  expect(frame().dataset).toMatchObject({ state: 'busy', backend: 'wasm' });
  expect(frame().getAttribute('aria-busy')).toBe('true');
});

test('shows progress with a count, and cancels', async () => {
  const onCancel = vi.fn();
  const progress = { done: 1024, total: 2048, what: 'pictures looked at' };
  const screen = await render(WidgetFrame, { ...base, state: 'busy', progress, onCancel });
  const bar = screen.getByRole('progressbar', { name: 'pictures looked at' });
  await expect.element(bar).toHaveAttribute('value', '1024');
  await expect.element(screen.getByText('1,024 of 2,048 pictures looked at')).toBeVisible();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  expect(onCancel).toHaveBeenCalledOnce();
});

test('says what went wrong and what to do, and tries again', async () => {
  const onRetry = vi.fn();
  const error = frameError(new ExperimentError('worker-died', 'The computation has stopped.'));
  const screen = await render(WidgetFrame, { ...base, state: 'error', error, onRetry });
  await expect.element(screen.getByText('The computation has stopped.')).toBeVisible();
  await expect.element(screen.getByText(/Try again: it starts afresh/)).toBeVisible();
  await screen.getByRole('button', { name: 'Try again' }).click();
  expect(onRetry).toHaveBeenCalledOnce();
  await expect.element(screen.getByText('the body')).toBeVisible();
});

test('offers no retry where none helps', async () => {
  const error = frameError(new ExperimentError('bad-input', 'The layer conv1 has no filter 99.'));
  const screen = await render(WidgetFrame, { ...base, state: 'error', error, onRetry: () => {} });
  expect(screen.getByRole('button', { name: 'Try again' }).query()).toBeNull();
});

test('any thrown thing becomes a sentence', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const asset = new AssetError('offline', 'a.bin', 'The file a.bin could not be fetched.');
  expect(frameError(asset)).toEqual({
    message: 'The file a.bin could not be fetched.',
    advice: 'Check the connection, then try again.',
    retry: true,
  });
  expect(frameError(new TypeError('x')).message).toBe('Something unexpected went wrong: x');
  expect(frameError('y').message).toBe('Something unexpected went wrong: y');
});

test('copies the link to the view', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const screen = await render(WidgetFrame, { ...base, state: 'ready', link: () => 'https://a.example/?x=1' });
  await screen.getByRole('button', { name: 'Link to this view' }).click();
  expect(write).toHaveBeenCalledWith('https://a.example/?x=1');
  await expect.element(screen.getByText('Link copied.')).toBeVisible();
});

test('shows the link as text where the clipboard is refused', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  const screen = await render(WidgetFrame, { ...base, state: 'ready', link: () => 'https://a.example/?x=1' });
  await screen.getByRole('button', { name: 'Link to this view' }).click();
  const field = screen.getByRole('textbox', { name: 'Link to this view' });
  await expect.element(field).toHaveValue('https://a.example/?x=1');
  await expect.element(field).toHaveFocus();
});

test('fits a phone', async () => {
  const holder = document.body.appendChild(document.createElement('div'));
  holder.style.width = '328px';
  const progress = { done: 1, total: 2, what: 'pictures looked at' };
  const error = frameError(
    new ExperimentError('missing-asset', `The file ${'a/very/long/path'.repeat(6)} is missing.`),
  );
  await render(
    WidgetFrame,
    { ...base, state: 'error', progress, error, onRetry: () => {}, link: () => 'x' },
    { baseElement: holder },
  );
  expect(frame().scrollWidth).toBeLessThanOrEqual(frame().clientWidth);
  expect(holder.scrollWidth).toBeLessThanOrEqual(328);
});
