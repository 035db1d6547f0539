import { expect, type Locator, type Page, test } from '@playwright/test';
import { violations } from './axe.ts';

const LESSON = 'lessons/what-deep-convnets-learn/';
const LONG = { timeout: 60_000 };
const widget = (page: Page, name: string) => page.locator(`[data-widget=${name}]`);

/** Nothing for axe to find, wide in light and on a phone in dark, and nothing wider than the phone. */
async function expectClean(page: Page, part: string) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, part), `${part}, wide, light`).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, part), `${part}, 360 px, dark`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function open(page: Page, name: string, query = ''): Promise<Locator> {
  await page.goto(`${LESSON}?backend=wasm${query}`);
  const figure = widget(page, name);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  return figure;
}

const VIEWS: [what: string, name: string, query: string][] = [
  ['the filters of the first layer', 'patch-explorer', '&patch-explorer.layer=conv1'],
  ['a grid with silent filters', 'patch-explorer', '&patch-explorer.layer=conv4'],
  [
    'a grid as the network sees it',
    'patch-explorer',
    '&patch-explorer.layer=conv6&patch-explorer.asNetwork=on',
  ],
  ['a silent filter, opened', 'patch-explorer', '&patch-explorer.layer=conv4&patch-explorer.unit=13'],
  ['a unit at the edge', 'receptive-field', '&receptive-field.layer=conv6&receptive-field.row=0'],
  [
    'a changed network',
    'receptive-field',
    '&receptive-field.layer=conv5&receptive-field.network=5x1-2x2-3x1-2x2-3x1-3x1-1x1-3x1-3x1',
  ],
  ['a hunt not yet shown', 'unit-hunt', ''],
  ['a hunt shown', 'unit-hunt', '&unit-hunt.reveal=on&unit-hunt.find=plane'],
  ['a tuned unit', 'tuning', '&tuning.vary=bodyHue'],
  ['labels, and one measured filter', 'dissection', ''],
];

for (const [what, name, query] of VIEWS) {
  test(`${name}: ${what}`, async ({ page }) => {
    await open(page, name, query);
    await expectClean(page, `[data-widget=${name}]`);
  });
}

test('patch-explorer: an opened filter with patches, pictures and maps, its strip scrubbed', async ({
  page,
}) => {
  const figure = await open(page, 'patch-explorer', '&patch-explorer.layer=conv5&patch-explorer.unit=12');
  for (const tiles of ['Patches', 'Pictures', 'Activation maps']) {
    await figure.getByRole('radio', { name: tiles }).check({ force: true });
    await figure.getByRole('slider').press('ArrowRight');
    await expectClean(page, '[data-widget=patch-explorer]');
  }
});

test('patch-explorer: at work, stopped, and looking on', async ({ page }) => {
  const figure = await open(page, 'patch-explorer', '&patch-explorer.layer=conv2');
  await figure.getByRole('button', { name: 'Compute it here' }).click();
  await expect(figure.locator('progress')).toBeVisible();
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
  await expect
    .poll(() => figure.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value), LONG)
    .toBeGreaterThan(0);
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready');
  await expect(figure).toContainText('Stopped after');
  await expectClean(page, '[data-widget=patch-explorer]');
  await figure.getByRole('button', { name: 'Keep looking' }).click();
  await expect(figure.locator('progress')).toBeVisible();
  await expectClean(page, '[data-widget=patch-explorer]');
});

test('patch-explorer: an own picture, refused and answered', async ({ page }) => {
  const figure = await open(page, 'patch-explorer', '&patch-explorer.layer=conv5&patch-explorer.unit=3');
  const chooser = figure.locator('fieldset.input input[type=file]');
  await chooser.setInputFiles({ name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) });
  await expect(figure).toContainText('empty.png is empty');
  await expectClean(page, '[data-widget=patch-explorer]');
  const response = await page.request.get('figures/scene-512.webp');
  await chooser.setInputFiles({ name: 'scene.webp', mimeType: 'image/webp', buffer: await response.body() });
  await expect(figure.locator('output[name=own-activation]')).toHaveText(/^\d+\.\d{3}$/, LONG);
  await expectClean(page, '[data-widget=patch-explorer]');
});

test('patch-explorer: an error', async ({ page }) => {
  await page.route('**/unit-index.bin', (route) => route.fulfill({ body: Buffer.from('damaged') }));
  await page.goto(LESSON);
  const figure = widget(page, 'patch-explorer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', 'error', LONG);
  await expectClean(page, '[data-widget=patch-explorer]');
});

test('a prediction made, a check answered wrongly and rightly, a term opened', async ({ page }) => {
  await page.goto(LESSON);
  const prediction = page.locator('predict-question').first();
  await prediction.getByRole('radio').first().check();
  await expectClean(page, 'predict-question');
  await prediction.getByRole('button', { name: 'Commit and see' }).click();
  await expect(prediction.locator('.reveal')).toBeVisible();
  await expectClean(page, 'predict-question');

  const check = page.locator('check-question').first();
  for (const correct of [false, true]) {
    await check.locator(`li[data-correct="${correct}"] input`).first().check();
    await check.getByRole('button', { name: 'Check my answer' }).click();
    await expect(check.locator('.why').first()).toBeVisible();
    await expectClean(page, 'check-question');
    if (!correct) await check.getByRole('button', { name: 'Try again' }).click();
  }

  const term = page.locator('glossary-term').first();
  const definition = term.locator('[popover]');
  await expect(async () => {
    if (!(await definition.isVisible())) await term.getByRole('button').press('Enter');
    await expect(definition).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectClean(page, 'glossary-term');
});
