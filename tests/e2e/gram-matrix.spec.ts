import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/style-cost/';
const NAME = 'gram-matrix';

async function open(page: Page, query = '') {
  await page.goto(`${LESSON}?backend=wasm${query}#${NAME}`);
  return see(page, NAME);
}

test('an entry is pointed at, chosen and kept in the link', async ({ page }) => {
  const figure = await open(page, '&gram-matrix.layer=conv1&gram-matrix.order=network');
  const matrix = figure.getByRole('slider', { name: /^𝒢 of S/ });
  const box = (await matrix.boundingBox())!;
  const cell = (index: number) => ((index + 0.5) / 16) * box.width;
  await matrix.hover({ position: { x: cell(3), y: cell(7) } });
  await expect(figure.getByText('k = 7, k′ = 3:')).toBeVisible();
  await matrix.click({ position: { x: cell(4), y: cell(6) } });
  await page.mouse.move(0, 0);
  await expect(figure.getByText('k = 6, k′ = 4:')).toBeVisible();
  await matrix.press('ArrowDown');
  await expect(matrix).toHaveAttribute('aria-valuetext', /^channel 7 with channel 4: /);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('gram-matrix.k')).toBe('7');
  expect(new URL(link).searchParams.get('gram-matrix.k2')).toBe('4');
  const entry = await figure.locator('output[name=entry]').textContent();
  await page.goto(link);
  await expect((await see(page, NAME)).locator('output[name=entry]')).toHaveText(entry!);
});

test('two pictures are compared, and the cost is worked out', async ({ page }) => {
  const figure = await open(page);
  await figure.getByRole('checkbox', { name: 'Compare two pictures' }).check();
  await expect(figure.locator('output[name=loss]')).toHaveText(/^0\.\d+$/, LONG);
  await expect(figure.getByRole('slider', { name: /channels; arrow/ })).toHaveCount(3);
  await expect(figure.getByText('(2 · 64 · 64 · 32)²')).toBeVisible();
  await figure.getByRole('combobox', { name: 'Layer' }).selectOption('conv3');
  await expect(figure.getByText('(2 · 32 · 32 · 48)²')).toBeVisible(LONG);
});

test('a measured pair sets the whole figure', async ({ page }) => {
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Dots of colour, not colour blocks' }).click();
  await expect(figure.getByText('Dots of colour', { exact: true }).first()).toBeVisible();
  await expect(figure.locator('output[name="cosine-g"]')).toBeVisible(LONG);
  const together = Number(await figure.locator('output[name=cosine]').textContent());
  const apart = Number(await figure.locator('output[name="cosine-g"]').textContent());
  expect(together - apart).toBeGreaterThan(0.3);
});

test('a channel leads to itself in lesson 1', async ({ page }) => {
  const figure = await open(page, '&gram-matrix.layer=conv1&gram-matrix.k=5&gram-matrix.k2=9');
  await figure.getByRole('link', { name: 'Channel 9 in lesson 1' }).click();
  await expect(page).toHaveURL(/what-deep-convnets-learn/);
  const explorer = await see(page, 'patch-explorer');
  await expect(explorer.locator('output[name=unit]')).toHaveText('9', LONG);
});

test('on a touch screen a tap and a slider choose the pair', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    hasTouch: true,
    viewport: { width: 360, height: 740 },
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  const figure = await open(page, '&gram-matrix.layer=conv1&gram-matrix.order=network');
  const matrix = figure.getByRole('slider', { name: /^𝒢 of S/ });
  const { width } = (await matrix.boundingBox())!;
  await matrix.tap({ position: { x: (2.5 / 16) * width, y: (10.5 / 16) * width } });
  await expect(figure.getByText('k = 10, k′ = 2:')).toBeVisible();
  await figure.getByRole('slider', { name: 'Channel k′' }).fill('12');
  await expect(figure.getByText('k = 10, k′ = 12:')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await context.close();
});

test('without scripts both pictures, their matrices and the cost are there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('img:visible')).toHaveCount(5);
  await expect(figure.getByText(/The style cost of the two in conv2 is 0\.\d+/)).toBeVisible();
  await context.close();
});

test('a file that is missing is named, the matrix stays, and trying again helps', async ({ page }) => {
  await page.route('**/patches-conv2.webp', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${LESSON}?backend=wasm#${NAME}`);
  const figure = await see(page, NAME, 'error');
  await expect(figure.getByText(/patches-conv2\.webp/)).toBeVisible();
  await expect(figure.locator('output[name=entry]')).toBeVisible(LONG);
  await page.unroute('**/patches-conv2.webp');
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('a reader’s own picture takes the place of S; one that is none is said to be so', async ({ page }) => {
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  const file = figure.locator('input[type=file]');
  await file.setInputFiles({ name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(figure.getByText(/words\.png/)).toBeVisible(LONG);
  const before = await figure.locator('output[name=entry]').textContent();
  const wide = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 200];
    const context = canvas.getContext('2d')!;
    for (let i = 0; i < 40; i++) {
      context.fillStyle = `hsl(${i * 47} 80% ${30 + i}%)`;
      context.fillRect((i * 67) % 400, (i * 31) % 200, 90, 60);
    }
    return canvas.toDataURL('image/png').split(',')[1]!;
  });
  await file.setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: Buffer.from(wide, 'base64') });
  await expect(figure.locator('output[name=entry]')).not.toHaveText(before!, LONG);
  await expect(figure.getByText('Added up over 32 × 64')).toBeVisible();
  // Another shape than G: per place.
  await figure.getByRole('checkbox', { name: 'Compare two pictures' }).check();
  await expect(figure.getByText(/The pictures differ in shape/)).toBeVisible(LONG);
});

for (const [what, query] of [
  ['one picture', ''],
  ['two pictures', '&gram-matrix.compare=on&gram-matrix.layer=conv6'],
] as const) {
  test(`axe has nothing to say: ${what}`, async ({ page }) => {
    await open(page, query);
    const part = `[data-widget=${NAME}]`;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}
