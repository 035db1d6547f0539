import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/one-picture-is-enough/';
const NAME = 'siamese-twin';
const link = (query: string) => `${LESSON}?backend=wasm${query.replaceAll('&', `&${NAME}.`)}`;

test('the same picture is at distance 0 from itself while the towers share their weights', async ({
  page,
}) => {
  await page.goto(link('&person1=3&person2=3&picture1=2&picture2=2&layer=conv1&filter=4&gain=-1'));
  const figure = await see(page, NAME);
  await expect(figure.locator('output[name=distance]')).toHaveText('0', LONG);
  await expect(figure.locator('output[name=way-22]')).toHaveText('0');
  await figure.getByLabel('Untie the towers').check({ force: true });
  await expect(figure.locator('output[name=distance]')).toHaveText(/^0\.\d*[1-9]/, LONG);
  await expect(figure).toContainText('Two sets of weights');
  await expect(figure).toContainText('two different functions');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure.locator('output[name=distance]')).toHaveText('0', LONG);
});

test('gain by keyboard moves the distance, swapping does not, and the formula follows', async ({ page }) => {
  await page.goto(link('&person1=3&person2=5&layer=conv1&filter=4'));
  const figure = await see(page, NAME);
  const distance = figure.locator('output[name=distance]');
  const before = await distance.textContent();
  await figure.getByRole('slider', { name: 'Gain' }).focus();
  await page.keyboard.press('Home');
  await expect(distance).not.toHaveText(before!, LONG);
  await expect(figure.locator('output[name=before]')).toHaveText(before!);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  const changed = (await distance.textContent())!;
  await figure.getByRole('button', { name: /Swap/ }).click();
  await expect(figure.getByText('x₂ in tower 1', { exact: true }).first()).toBeVisible();
  await expect(distance).toHaveText(changed);
  const formula = page.locator(`[data-live-formula][data-of=${NAME}]`).first();
  await expect(formula.locator('[data-live=d]')).toHaveText(changed);
});

test('pointing at a number lights up its term in the formula', async ({ page }) => {
  await page.goto(link(''));
  const figure = await see(page, NAME);
  await figure.getByRole('slider', { name: 'The encodings, number by number' }).press('ArrowRight');
  await expect(figure.locator('output[name=term]')).toHaveText(/^\d\.\d{4}$/);
  const formula = page.locator(`[data-live-formula][data-of=${NAME}]`).first();
  await expect(formula.locator('button[data-symbol=term]')).toHaveAttribute('data-lit', '');
  await formula.getByRole('button', { name: 'one squared difference' }).focus();
  await expect(figure.locator('rect.square.lit').first()).toBeVisible();
});

test('missing weights are named, and Try again gets them', async ({ page }) => {
  let missing = true;
  await page.route('**/models/faces/weights.bin', (route) =>
    missing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.goto(link(''));
  const figure = await see(page, NAME, 'error');
  await expect(figure).toContainText('weights.bin');
  await expect(figure.locator('output[name=distance]')).toHaveText(/^\d\.\d{3}$/);
  missing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('a link tampered with shows a legal view', async ({ page }) => {
  const hostile = ['<img src=x onerror=alert(1)>', '-1e999', 'NaN', '__proto__', '😀', '9'.repeat(400)];
  const options = [
    'person1',
    'person2',
    'picture1',
    'picture2',
    'look1',
    'look2',
    'swapped',
    'layer',
    'filter',
  ];
  options.push('gain', 'noise', 'tied', '__proto__');
  const query = options.map(
    (name, i) => `${NAME}.${name}=${encodeURIComponent(hostile[i % hostile.length]!)}`,
  );
  await page.goto(`${LESSON}?backend=wasm&${query.join('&')}`);
  const figure = await see(page, NAME);
  await expect(figure.locator('output[name=distance]')).toHaveText(/^\d(\.\d+)?$/, LONG);
  await expect(figure.locator('img[src="x"]')).toHaveCount(0);
});

test('without scripts both pictures, the towers and the distance stand there', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('.face img')).toHaveCount(2);
  await expect(figure.locator('output[name=distance]')).toHaveText(/^\d\.\d{3}$/);
  await expect(figure.getByText('One set of weights', { exact: true })).toBeVisible();
  await context.close();
});

for (const [what, query] of [
  ['as it opens', ''],
  ['untied, with a changed filter', '&tied=off&gain=-1&layer=conv1&filter=4'],
  ['two people, swapped', '&person2=5&swapped=on'],
] as const) {
  test(`axe finds nothing, and it fits 360 px: ${what}`, async ({ page }) => {
    await page.goto(link(query));
    const figure = await see(page, NAME);
    await figure.locator('summary').first().click();
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      expect(await violations(page, `[data-widget=${NAME}]`), `${colorScheme}, ${width}`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}
