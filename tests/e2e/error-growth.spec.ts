import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/verification-and-recognition/';
const NAME = 'error-growth';

async function open(page: Page, query = '') {
  await page.goto(`${LESSON}?backend=wasm${query}#${NAME}`);
  return see(page, NAME);
}

/** Nothing for axe to find, wide in light and on a phone in dark, and nothing wider than the phone. */
async function expectClean(page: Page) {
  const part = `[data-widget=${NAME}]`;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, part), 'wide, light').toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, part), '360 px, dark').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('the formula, what was measured, and the live formula below agree on K', async ({ page }) => {
  const figure = await open(page, '&error-growth.k=10&error-growth.p=0.05');
  await expect(figure.locator('output[name=formula]')).toHaveText('40 %');
  await figure.getByRole('button', { name: '99 % right, 100 people' }).click();
  await expect(figure.locator('output[name=formula]')).toHaveText('63 %');
  await expect(figure.locator('output[name=measured]')).toHaveText(/^\d+ %$/);
  const formula = page.locator(`[data-live-formula][data-of=${NAME}]`).first();
  await expect(formula.locator('[data-live=k]').first()).toHaveText('100');
  await expect(formula.locator('output')).toContainText('63.4 per cent');
  await figure.getByRole('slider', { name: 'People in the gallery' }).press('End');
  await expect(formula.locator('[data-live=k]').first()).toHaveText('1000');
  await expect(figure.locator('output[name=measured]')).toHaveText('—');
  await expectClean(page);
});

test('words in the prose set it', async ({ page }) => {
  await page.goto(`${LESSON}?error-growth.k=7`);
  const prediction = page.locator('predict-question').filter({ has: page.locator(`a[data-set=${NAME}]`) });
  await prediction.getByRole('radio').first().check();
  await prediction.getByRole('button', { name: 'Commit and see' }).click();
  const word = prediction.locator(`a[data-set=${NAME}]`).first();
  const wanted = JSON.parse((await word.getAttribute('data-options')) ?? '{}');
  await word.click();
  await see(page, NAME);
  await expect(word).toHaveAttribute('aria-current', 'true');
  await expect(widget(page, NAME).getByRole('slider', { name: 'People in the gallery' })).toHaveAttribute(
    'aria-valuenow',
    String(wanted.k),
  );
});

test('one person: no worse than one comparison, and nobody else to be taken for', async ({ page }) => {
  const figure = await open(page, '&error-growth.k=1');
  await expect(figure.locator('output[name=formula]')).toHaveText('1 %');
  await expect(figure.locator('output[name=measured]')).toHaveText('1 %');
  await expect(figure.locator('output[name=wrong]')).toHaveText('0 %');
  await expect(figure).toContainText('one person');
  await expectClean(page);
});

test('a link that was tampered with gives the nearest view', async ({ page }) => {
  const figure = await open(
    page,
    '&error-growth.k=-5&error-growth.p=%3Cscript%3E&error-growth.stranger=99999999&error-growth.draw=x',
  );
  await expect(figure.locator('output[name=formula]')).toHaveText('1 %');
  await expect(figure.getByRole('slider', { name: 'People in the gallery' })).toHaveAttribute(
    'aria-valuenow',
    '1',
  );
});

test('strangers: another, one who is often mistaken, other people inside', async ({ page }) => {
  const figure = await open(page, '&error-growth.k=300');
  await figure.getByRole('button', { name: 'One who is often mistaken' }).click();
  await expect(figure.locator('output[name=accepts]')).toHaveText(/^[1-9]\d*$/);
  const count = Number(await figure.locator('output[name=accepts]').textContent());
  await expect(figure.locator('.ring')).toHaveCount(count);
  await expect(
    figure.getByRole('img', { name: /300 people of the gallery. The stranger is taken for/ }),
  ).toBeVisible();
  await expectClean(page);
});

test('strangers made here: cancelled, then measured and counted', async ({ page }) => {
  const figure = await open(page);
  const start = figure.getByRole('button', { name: /Measure 24/ });
  await start.click();
  await expect(figure.locator('progress')).toBeVisible(LONG);
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(figure).toContainText('Stopped: nobody was added');
  await expect(figure).toHaveAttribute('data-state', 'ready');
  await start.click();
  await expect(figure.locator('output[name=measured-here]')).toHaveText(/%$/, LONG);
  await expect(figure).toContainText('24 invented people');
  await expectClean(page);
});

for (const [what, answer] of [
  ['missing', { status: 404, body: '' }],
  ['damaged', { status: 200, body: 'not what it was' }],
] as const) {
  test(`${what} encodings are named, the formula stays, and Try again gets them`, async ({ page }) => {
    let broken = true;
    await page.route('**/encodings-gallery.bin', (route) =>
      broken ? route.fulfill(answer) : route.continue(),
    );
    await page.goto(`${LESSON}#${NAME}`);
    const figure = await see(page, NAME, 'error');
    await expect(figure).toContainText('encodings-gallery.bin');
    await expect(figure.locator('output[name=formula]')).toHaveText('63 %');
    expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
    broken = false;
    await figure.getByRole('button', { name: 'Try again' }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  });
}

test('without scripts it shows both curves and both numbers', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  for (const curve of ['formula', 'measured']) {
    expect(await figure.locator(`path.curve.${curve}`).getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+/);
  }
  await expect(figure.locator('output[name=formula]')).toHaveText('63 %');
  await expect(figure.locator('output[name=measured]')).toHaveText(/^\d+ %$/);
  await context.close();
});
