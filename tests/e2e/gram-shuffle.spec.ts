import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/style-cost/';
const NAME = 'gram-shuffle';

test('shuffling leaves the matrix and makes the content cost leap', async ({ page }) => {
  await page.goto(`${LESSON}?gram-shuffle.share=0#${NAME}`);
  const figure = await see(page, NAME);
  await expect(figure.locator('output[name=content]')).toHaveText('0');
  const slider = figure.getByRole('slider', { name: 'Places that change' });
  await slider.focus();
  await page.keyboard.press('End');
  const places = await figure.locator('output[name=places]').textContent();
  await expect(figure.locator('output[name=moved]')).toHaveText(places!);
  await expect(figure.locator('output[name=content]')).not.toHaveText('0');
  await expect(figure.locator('output[name=style-share]')).toHaveText(/less than 0\.001 %|^0 %/);
  await expect(figure.locator('output[name=relative]')).toHaveText(/10⁻[⁵-⁹]|^0$/);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('gram-shuffle.csv');
});

test('the picture itself can be shuffled, and another one chosen by keyboard', async ({ page }) => {
  await page.goto(`${LESSON}#${NAME}`);
  const figure = await see(page, NAME);
  await figure.getByRole('radio', { name: 'the picture, and look again' }).check();
  await expect(figure.getByText(/At every seam/)).toBeVisible(LONG);
  await expect(figure.locator('output[name=style-share]')).not.toHaveText(/less than/);
  await figure.getByRole('button', { name: /^Swirling strokes/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('button', { name: /^Mosaic/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('a bad file is refused with a sentence, and the picture stays', async ({ page }) => {
  await page.goto(`${LESSON}#${NAME}`);
  const figure = await see(page, NAME);
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  await figure
    .locator('input[type=file]')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
  await expect(figure.getByText(/notes\.txt is not a picture/)).toBeVisible();
  await expect(figure.getByRole('button', { name: /^Swirling strokes/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('without scripts it shows both pictures and says the numbers', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.getByRole('img', { name: /after the shuffle/ })).toHaveCount(3);
  await expect(figure).toContainText(/No entry of the Gram matrix differs by more than/);
  await context.close();
});

test('nothing for axe to find, wide in light and on a phone in dark', async ({ page }) => {
  await page.goto(`${LESSON}#${NAME}`);
  const figure = await see(page, NAME);
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
