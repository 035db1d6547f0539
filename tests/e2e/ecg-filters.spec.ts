import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/one-two-three-dimensions/';
const NAME = 'ecg-filters';

const open = async (page: import('@playwright/test').Page, query = '') => {
  await page.goto(`${LESSON}${query}#${NAME}`);
  return see(page, NAME);
};

test('names the rhythm, and shows where the filter stands and what it adds up', async ({ page }) => {
  const figure = await open(page);
  await expect(figure).toContainText('not for diagnosis');
  await expect(figure.locator('output[name=answer]')).toHaveText('Sinus rhythm');
  await figure.getByLabel('Rhythm').selectOption('atrial-fibrillation');
  await expect(figure.locator('output[name=answer]')).toHaveText('Atrial fibrillation', LONG);
  const signal = figure.getByRole('slider', { name: 'Where the filter is put down' });
  const activation = figure.locator('output[name=activation]');
  const peak = Number(await activation.textContent());
  expect(peak).toBeGreaterThan(0);
  await signal.focus();
  await page.keyboard.press('Home');
  await expect(signal).toHaveAttribute('aria-valuetext', /^0\.00 s/);
  const box = (await signal.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + 40);
  await expect(signal).toHaveAttribute('aria-valuetext', /^(3\.9|4\.0)/);
});

test('goes from a filter to the filter before it', async ({ page }) => {
  const figure = await open(page, `?${NAME}.layer=conv3`);
  await expect(figure.getByRole('tab', { name: /^conv3/ })).toHaveAttribute('aria-selected', 'true');
  await figure
    .getByRole('button', { name: /^filter \d+ of conv2$/ })
    .first()
    .click();
  await expect(figure.getByRole('tab', { name: /^conv2/ })).toHaveAttribute('aria-selected', 'true');
  await expect(figure.getByRole('img', { name: /^Number 9: / })).toBeVisible(LONG);
});

test('the view travels in the link, and the signal can be saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page);
  await figure.getByLabel('Rhythm').selectOption('wenckebach');
  await figure.getByRole('button', { name: 'Another heart' }).click();
  await figure.getByRole('tab', { name: /^conv4/ }).click();
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`${NAME}.rhythm=wenckebach`);
  await page.goto(link);
  const again = await see(page, NAME);
  await expect(again.getByLabel('Rhythm')).toHaveValue('wenckebach');
  await expect(again.getByRole('tab', { name: /^conv4/ })).toHaveAttribute('aria-selected', 'true');
  const download = page.waitForEvent('download');
  await again.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('heartbeat.csv');
});

test('nothing moves by itself; Play is the reader’s wish, also with reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await open(page);
  const start = figure.getByRole('slider', { name: 'The window begins at' });
  await page.waitForTimeout(600);
  await expect(start).toHaveValue('0');
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect(start).not.toHaveValue('0');
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('a signal of one’s own stays here, and a wrong one gets its reason', async ({ page }) => {
  const figure = await open(page);
  await figure.getByText('A signal of your own').click();
  const file = figure.locator('input[type=file]');
  const csv = (text: string) => ({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await file.setInputFiles(csv('0.1\nbanana\n'));
  await expect(figure).toContainText('Line 2 is not a number');
  await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([0, 1, 2, 0]) });
  await expect(figure).toContainText('That is not a text file.');
  await file.setInputFiles(csv(Array.from({ length: 1500 }, (_, i) => Math.sin(i / 15)).join('\n')));
  await expect(figure).toContainText('11.7 s of signal.');
  await expect(figure).toContainText('Not for diagnosis');
  await figure.getByRole('button', { name: 'Back to the grown heart' }).click();
  await expect(figure).toContainText('Synthetic');
});

test('a tampered link gives a legal view', async ({ page }) => {
  const figure = await open(
    page,
    `?${NAME}.rhythm=zombie&${NAME}.seed=-1e99&${NAME}.layer=&${NAME}.filter=1e9&${NAME}.at=NaN&${NAME}.from=1e9&${NAME}.rate=9e9`,
  );
  await expect(figure.locator('output[name=answer]')).toHaveText(/\w/);
  await expect(figure).not.toContainText('NaN');
});

test('a missing index is named, the rest works, and Try again gets it', async ({ page }) => {
  let missing = true;
  await page.route('**/heartbeats/units.json', (route) =>
    missing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.goto(`${LESSON}#${NAME}`);
  const figure = await see(page, NAME, 'error');
  await expect(figure).toContainText('units.json');
  await expect(figure.locator('output[name=answer]')).toHaveText('Sinus rhythm', LONG);
  missing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('missing weights are named, the signal stays, and Try again gets them', async ({ page }) => {
  let missing = true;
  await page.route('**/models/heartbeats/weights.bin', (route) =>
    missing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.goto(`${LESSON}#${NAME}`);
  const figure = await see(page, NAME, 'error');
  await expect(figure).toContainText('weights.bin');
  await expect(figure.locator('path.signal')).toHaveAttribute('d', /^M/);
  missing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('without scripts it shows a signal, its waves, and a filter of each layer', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('path.signal')).toBeVisible();
  await expect(figure).toContainText('A P wave before every QRS');
  await expect(page.locator('.ecg-poster svg')).toHaveCount(5);
  await expect(page.locator('.ecg-poster')).toBeVisible();
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible and fits 360 px in all its states, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const figure = await open(page, `?${NAME}.rate=80`);
    await figure.getByText('A signal of your own').click();
    await figure.getByText('Finer parts').click();
    expect(await violations(page, `[data-widget="${NAME}"]`)).toEqual([]);
    await figure.getByRole('tab', { name: 'conv5' }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    expect(await violations(page, `[data-widget="${NAME}"]`)).toEqual([]);
    await figure.getByRole('button', { name: 'Play' }).click();
    expect(await violations(page, `[data-widget="${NAME}"]`)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
