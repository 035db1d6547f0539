import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const LESSON = 'lessons/what-deep-convnets-learn/';

const widget = (page: Page, name: string) => page.locator(`[data-widget="${name}"]`);

/** Goes to the lesson with options in its link, and waits until the widget has them. */
async function open(page: Page, name: string, query = '') {
  await page.goto(`${LESSON}${query}#${name}`);
  const figure = widget(page, name);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  return figure;
}

test.describe('receptive-field', () => {
  test('points, changes layer, and its formula follows', async ({ page }) => {
    const figure = await open(page, 'receptive-field');
    await figure.getByRole('tab', { name: 'conv3' }).click();
    await expect(figure.locator('output[name=r]')).toHaveText('20');
    const formula = page.locator('[data-live-formula][data-of="receptive-field"]').first();
    await expect(formula.locator('[data-live=r]').first()).toHaveText('20');
    await expect(formula.locator('output')).toContainText('20 pixels');

    const picture = figure.getByRole('slider');
    await picture.focus();
    await page.keyboard.press('Home');
    await expect(picture).toHaveAttribute('aria-valuetext', /over the left edge/);
    const box = (await picture.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.width / 2);
    await expect(picture).not.toHaveAttribute('aria-valuetext', /over the left edge/);
  });

  test('a symbol of the formula lights up its thing, and the other way round', async ({ page }) => {
    const figure = await open(page, 'receptive-field');
    const formula = page.locator('[data-live-formula][data-of="receptive-field"]').first();
    await formula.getByRole('button', { name: /what one unit sees/ }).focus();
    await expect(figure.locator('rect.field.lit')).toHaveCount(1);
    await figure.locator('[data-thing=before]').hover();
    await expect(formula.locator('button[data-symbol=before]')).toHaveAttribute('data-lit', '');
  });

  test('without scripts it shows its picture, its table and its formula', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    await page.goto(LESSON);
    const figure = widget(page, 'receptive-field');
    await expect(figure).toHaveAttribute('data-state', 'static');
    await expect(figure.locator('svg image').first()).toBeVisible();
    await expect(figure.getByRole('row', { name: /conv6 3 1 8 64/ })).toBeVisible();
    await expect(page.locator('[data-live-formula] .katex').first()).toBeVisible();
    await expect(widget(page, 'unit-hunt').locator('svg circle')).toHaveCount(6);
    await expect(widget(page, 'tuning').locator('img')).toBeVisible();
    await context.close();
  });
});

test('a word in the prose sets its figure in place, brings it into view and stays lit', async ({ page }) => {
  await page.goto(LESSON);
  const word = page.locator('a[data-set="receptive-field"]').first();
  const wanted = JSON.parse((await word.getAttribute('data-options')) ?? '{}');
  await word.click();
  const figure = widget(page, 'receptive-field');
  await expect(figure).toBeInViewport();
  await expect(word).toHaveAttribute('aria-current', 'true');
  await expect(figure.getByRole('tab', { selected: true })).toHaveText(wanted.layer);
  expect(new URL(page.url()).search).toBe('');
  const other = wanted.layer === 'conv1' ? 'conv2' : 'conv1';
  await figure.getByRole('tab', { name: other }).click();
  await expect(word).not.toHaveAttribute('aria-current', 'true');
});

test('unit-hunt tells another class’s detectors and opens one in the patch-explorer', async ({ page }) => {
  const figure = await open(page, 'unit-hunt', '?unit-hunt.find=guitar&unit-hunt.reveal=on');
  await expect(figure.getByLabel('Find a detector of')).toHaveValue('guitar');
  await expect(figure.locator('output[name=chance]')).toHaveText(/%/);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('guitar-detectors.csv');
  const unit = await figure.locator('output[name=unit]').textContent();
  await figure.getByRole('link', { name: /Open unit/ }).click();
  await expect(widget(page, 'patch-explorer')).toBeInViewport();
  await expect(widget(page, 'patch-explorer')).toContainText(new RegExp(`\\b${unit}\\b`));
});

test('tuning answers to the keyboard and to a slider', async ({ page }) => {
  const figure = await open(page, 'tuning');
  const response = figure.locator('output[name=response]');
  const before = await response.textContent();
  const curve = figure.getByRole('slider', { name: /^Response over/ });
  await curve.focus();
  await page.keyboard.press('Home');
  await expect(response).not.toHaveText(before!);
  const peak = await figure.locator('path.curve').getAttribute('d');
  await figure.getByLabel('Texture').selectOption('checks');
  await expect(figure.locator('path.curve')).not.toHaveAttribute('d', peak!, { timeout: 30_000 });
});

test('a missing index is named, and Try again gets it', async ({ page }) => {
  let missing = true;
  await page.route('**/unit-index.bin', (route) =>
    missing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.goto(`${LESSON}#unit-hunt`);
  const figure = widget(page, 'unit-hunt');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', 'error');
  await expect(figure).toContainText('unit-index.bin');
  missing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the figures are accessible and fit 360 px, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const name of ['receptive-field', 'unit-hunt', 'tuning']) {
      await open(page, name);
      const { violations } = await new AxeBuilder({ page }).include(`[data-widget="${name}"]`).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scroll).toBeLessThanOrEqual(360);
    }
  });
}
