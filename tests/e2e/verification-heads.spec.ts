import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/verification-as-classification/';
const NAME = 'verification-heads';

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

test('trains the heads, chooses one, and works out a pair by keyboard', async ({ page }) => {
  const figure = await open(page);
  await expect(figure.locator('output[name=accuracy-absolute]')).toHaveText(/^\d\d\.\d %$/);
  await figure.getByRole('button', { name: /Squared differences/ }).click();
  const term = figure.getByRole('slider', { name: 'Term of the sum' });
  await term.press('Home');
  await expect(term).toHaveAttribute('aria-valuetext', /^number 1 of 32: feature \(.*\)² = /);
  const score = await figure.locator('output[name=score]').textContent();
  await figure.getByRole('button', { name: 'Another pair' }).click();
  await expect(figure.locator('output[name=score]')).not.toHaveText(score!);
  await expectClean(page);
});

test('its formulas follow the pair', async ({ page }) => {
  const figure = await open(page, '&verification-heads.pair=4');
  const formula = page.locator(`[data-live-formula][data-of=${NAME}]`).first();
  const score = Number((await figure.locator('output[name=score]').textContent())!.replace('−', '-'));
  await expect(formula.locator('[data-live=score]')).toHaveText(score.toFixed(1).replace('-', '−'));
  const before = await formula.locator('output').textContent();
  await figure.getByRole('button', { name: 'Another pair' }).click();
  await expect(formula.locator('output')).not.toHaveText(before!);
});

for (const [view, sees] of [
  ['swap', 'The same sum, for any weights'],
  ['plane', 'no line cuts it out'],
  ['curves', 'Right on test people'],
] as const) {
  test(`side by side, ${view}`, async ({ page }) => {
    const figure = await open(page, `&verification-heads.head=side-by-side&verification-heads.view=${view}`);
    await expect(figure).toContainText(sees);
    if (view === 'swap') {
      const sum = await figure.locator('output[name=sum-same]').textContent();
      await expect(figure.locator('output[name=sum-swapped]')).toHaveText(sum!);
    }
    if (view === 'curves') await expect(figure.locator('line.interval')).toHaveCount(40, LONG);
    await expectClean(page);
  });
}

test('tabs by keyboard; χ² reads numbers without signs', async ({ page }) => {
  const figure = await open(page, '&verification-heads.head=chi-squared');
  await expect(figure).toContainText(/Number \d+ of 64/);
  await figure.getByRole('tab', { name: 'One pair' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('tab', { name: 'Swapped' })).toHaveAttribute('aria-selected', 'true');
  await expect(figure.getByRole('button', { name: 'Side by side', exact: true })).toBeVisible();
});

test('other settings train anew', async ({ page }) => {
  const figure = await open(page);
  const before = await figure.locator('output[name=accuracy-squared]').textContent();
  await figure.getByLabel('Training pairs').fill('0');
  await expect(figure.locator('output[name=accuracy-squared]')).not.toHaveText(before!, LONG);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('weights-absolute.csv');
});

test('times an encoding and a comparison', async ({ page }) => {
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Time it here' }).click();
  await expect(figure.locator('output[name=ratio]')).toHaveText(/^[\d,]+$/, LONG);
  expect(
    Number((await figure.locator('output[name=ratio]').textContent())!.replaceAll(',', '')),
  ).toBeGreaterThan(5);
  await expectClean(page);
});

test('a link that was tampered with gives the nearest view', async ({ page }) => {
  const figure = await open(
    page,
    '&verification-heads.head=%00&verification-heads.pairs=-1&verification-heads.l2=1e99&verification-heads.pair=123456&verification-heads.k=999&verification-heads.view=nowhere',
  );
  await expect(figure).toContainText('Number 32 of 32');
  await expect(figure.getByLabel('Training pairs')).toHaveAttribute('aria-valuetext', '40');
});

for (const [what, file, answer] of [
  ['missing test encodings', 'encodings-test.bin', { status: 404, body: '' }],
  ['damaged encodings for training', 'encodings-heads.bin', { status: 200, body: 'not what it was' }],
] as const) {
  test(`${what} are named, and Try again gets them`, async ({ page }) => {
    let broken = true;
    await page.route(`**/${file}`, (route) => (broken ? route.fulfill(answer) : route.continue()));
    await page.goto(`${LESSON}#${NAME}`);
    const figure = await see(page, NAME, 'error');
    await expect(figure).toContainText(file);
    expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
    broken = false;
    await figure.getByRole('button', { name: 'Try again' }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  });
}

test('without scripts it shows what was measured, and its formulas', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  for (const head of ['side-by-side', 'absolute', 'squared', 'chi-squared', 'threshold']) {
    await expect(figure.locator(`output[name=accuracy-${head}]`)).toHaveText(/^\d\d\.\d %$/);
  }
  await expect(page.locator(`[data-of=${NAME}] .katex`).first()).toBeVisible();
  await context.close();
});
