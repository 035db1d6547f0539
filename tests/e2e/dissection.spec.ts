import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const LESSON = 'lessons/what-deep-convnets-learn/';
const figureOf = (page: Page) => page.locator('[data-widget=dissection]');

/** Opens the lesson at the figure and waits until it answers. */
async function open(page: Page, query = '') {
  await page.goto(`${LESSON}?backend=wasm${query}`);
  const figure = figureOf(page);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', /ready|busy/, { timeout: 60_000 });
  return figure;
}

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include('[data-widget=dissection]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('from the overview to a unit that is measured here, by keyboard', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(baseURL!).origin) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));

  const figure = await open(page, '&dissection.pictures=128');
  await figure.locator('[role=tab][tabindex="0"]').focus();
  await page.keyboard.press('End');
  const last = figure.getByRole('tab').last();
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('Tab');
  await expect(figure.locator('[role=option]:focus')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('heading', { name: /^conv6, unit \d+$/ })).toBeFocused();
  await expect(figure.locator('.verdict')).toContainText('128 pictures are a sample', { timeout: 60_000 });
  await expect(figure.locator('output[name=measured-pictures]')).toHaveText('128');
  const pixels = async (name: string) =>
    Number((await figure.locator(`output[name=unit-${name}]`).textContent())!.replaceAll(',', ''));
  expect(await pixels('union')).toBe(
    (await pixels('on')) + (await pixels('mask')) - (await pixels('intersection')),
  );
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page)).toEqual([]);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});

test('a link restores the unit, its picture and the sample', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const query = '&dissection.layer=conv4&dissection.unit=5&dissection.picture=2&dissection.pictures=256';
  const figure = await open(page, query);
  await expect(figure.getByRole('heading', { name: 'conv4, unit 5' })).toBeVisible();
  await expect(figure.getByRole('option', { name: /^Picture 3,/ })).toHaveAttribute('aria-selected', 'true');
  await expect(figure.getByRole('slider', { name: 'Measure on' })).toHaveValue('256');
  await expect(figure.locator('output[name=measured-pictures]')).toHaveText('256', { timeout: 60_000 });
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: window.innerWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(width);
  expect(await violations(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the overview stands there', async ({ page }) => {
    await page.goto(LESSON);
    const figure = figureOf(page);
    await expect(figure).toHaveAttribute('data-state', 'static');
    await expect(figure.getByRole('tab')).toHaveCount(6);
    await expect(figure.locator('svg rect').first()).toBeVisible();
    await expect(figure.getByRole('button', { name: /Link to this view/ })).toBeHidden();
  });
});
