import type { Page } from '@playwright/test';
import { browserLaunchOptions } from '../../scripts/browser.ts';
import { bar, expect, LESSON, LONG, see, test, widget } from './reader.ts';

/** Serves something else in place of files, until told to stop. */
async function spoil(page: Page, files: string, how: 'missing' | 'damaged' | 'unreachable' | string) {
  let spoilt = true;
  await page.context().route(files, (route) => {
    if (!spoilt) return route.continue();
    if (how === 'unreachable') return route.abort('internetdisconnected');
    if (how === 'missing') return route.fulfill({ status: 404, body: 'no such file' });
    return route.fulfill({ body: how === 'damaged' ? 'damaged' : how });
  });
  return () => {
    spoilt = false;
  };
}

const again = (page: Page, name: string) =>
  widget(page, name).getByRole('button', { name: 'Try again' }).click();

const FILES: [file: string, how: string, name: string, words: RegExp][] = [
  ['models/pictures/weights.bin', 'damaged', 'tuning', /models\/pictures\/weights\.bin arrived damaged/],
  [
    'models/pictures/model.json',
    '{"not":"a network"}',
    'tuning',
    /models\/pictures\/model\.json arrived damaged/,
  ],
  [
    'models/pictures/manifest.json',
    '<!doctype html>',
    'tuning',
    /manifest\.json arrived damaged: it can't be/,
  ],
  ['models/pictures/weights.bin', 'missing', 'tuning', /models\/pictures\/weights\.bin is missing.*404/],
  ['data/pictures/unit-index.bin', 'damaged', 'unit-hunt', /unit-index\.bin arrived damaged/],
  ['data/pictures/classes.bin', 'missing', 'patch-explorer', /classes\.bin is missing/],
  ['data/pictures/patches-conv1.webp', 'damaged', 'patch-explorer', /patches-conv1\.webp arrived damaged/],
  [
    'data/pictures/unit-index.bin',
    'unreachable',
    'tuning',
    /unit-index\.bin could not be fetched.*offline\?/,
  ],
  ['_astro/*.wasm', 'missing', 'tuning', /part of this site’s program could not be loaded/],
  ['_astro/compute.worker*.js', 'missing', 'tuning', /has stopped: it could not be loaded/],
];

for (const [file, how, name, words] of FILES) {
  test(`${name} names ${file} (${how.replace(/[<{].*/, 'wrong')}), the rest goes on, Try again mends it`, async ({
    page,
  }) => {
    const mend = await spoil(page, `**/${file}`, how);
    await page.goto(`${LESSON}?backend=wasm&patch-explorer.layer=conv1`);
    const figure = await see(page, name, 'error');
    await expect(figure.locator('.error')).toContainText(words);
    await see(page, 'receptive-field');
    mend();
    await again(page, name);
    await see(page, name, 'ready');
    await expect(figure.locator('.error')).toHaveCount(0);
  });
}

test('the toy can be turned when the network cannot be had, and answers when it can', async ({ page }) => {
  const mend = await spoil(page, '**/weights.bin', 'damaged');
  await page.goto('?backend=wasm');
  const toy = widget(page, 'home-scene');
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask a network what it sees' }).click();
  await expect(toy.locator('.error')).toContainText('weights.bin arrived damaged', LONG);
  await toy.getByRole('button', { name: 'Another toy' }).click();
  await expect(toy.locator('output[name=view]')).not.toHaveText(/^cat/);
  await expect(toy.getByRole('button', { name: 'Try again' })).toBeVisible(LONG);
  mend();
  await again(page, 'home-scene');
  await expect(toy.locator('output[name=answer]')).toHaveText(/The network says/, LONG);
  await expect(toy).toHaveAttribute('data-state', 'ready', LONG);
});

test('a backend that this browser has not: a sentence, and what is shipped stays', async ({ page }) => {
  await page.goto(`${LESSON}?backend=webgpu&patch-explorer.layer=conv4&patch-explorer.unit=2`);
  const explorer = await see(page, 'patch-explorer', 'error');
  await expect(explorer).toContainText('asks for the webgpu backend, which does not work in this browser');
  await expect(explorer.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(explorer.getByRole('gridcell')).toHaveCount(25);
  await see(page, 'unit-hunt');
});

test('a browser with neither WebGL nor WebGPU computes all the same', async ({ playwright, baseURL }) => {
  const browser = await playwright.chromium.launch(
    browserLaunchOptions(['--disable-gpu', '--disable-software-rasterizer']),
  );
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    await page.goto(LESSON);
    const tuning = await see(page, 'tuning');
    await expect(tuning).toHaveAttribute('data-backend', 'wasm');
    await page.goto(`${LESSON}?backend=webgl`);
    await see(page, 'tuning', 'error');
    await expect(tuning).toContainText('asks for the webgl backend, which does not work in this browser');
  } finally {
    await browser.close();
  }
});

test('a figure whose program cannot be fetched says so below its picture, and wakes when back online', async ({
  page,
  context,
}) => {
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  await context.setOffline(true);
  const figure = await see(page, 'receptive-field', 'error');
  const note = page.getByRole('alert');
  await expect(note).toContainText('This figure’s program could not be loaded');
  await expect(figure.locator('svg').first()).toBeVisible();
  await note.getByRole('button', { name: 'Try again' }).click();
  await expect(note).toContainText('could not be loaded');
  await expect(figure).toHaveAttribute('data-state', 'error');
  await context.setOffline(false);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  await expect(note).toHaveCount(0);
});

test('offline after the figure woke: it says so, and Try again goes on when the service is back', async ({
  page,
  context,
}) => {
  await page.goto(`${LESSON}?backend=wasm`);
  const explorer = await see(page, 'patch-explorer');
  await context.setOffline(true);
  await explorer.getByRole('button', { name: 'Compute it here' }).click();
  await expect(explorer.locator('.error')).toContainText('could not be loaded', LONG);
  await explorer.getByRole('tab', { name: 'conv1' }).click();
  await context.setOffline(false);
  await again(page, 'patch-explorer');
  await expect.poll(() => bar(page), LONG).toBeGreaterThan(0);
  await explorer.getByRole('button', { name: 'Cancel' }).click();
  await see(page, 'patch-explorer');
});
