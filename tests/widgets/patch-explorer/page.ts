import { expect } from 'vitest';

/** The explorer on the page. */
export function figure(): HTMLElement {
  return document.querySelector<HTMLElement>('[data-widget=patch-explorer]')!;
}

export function output(name: string): string | undefined {
  return figure().querySelector(`output[name=${name}]`)?.textContent?.trim();
}

export async function ready(): Promise<void> {
  await expect.poll(() => figure()?.dataset.state, { timeout: 30_000 }).toBe('ready');
  await expect.poll(() => figure().querySelector('[role=grid]') !== null).toBe(true);
}

/** How many different colours a canvas shows: none or one while it is empty. */
export function shownColours(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}
