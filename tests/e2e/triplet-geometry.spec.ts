import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, see, test } from './reader.ts';

const LESSON = 'lessons/triplet-loss/';
const NAME = 'triplet-geometry';

/** Opens the lesson with options in its link, and waits for the figure. */
async function open(page: Page, options: Record<string, string> = {}): Promise<Locator> {
  const query = new URLSearchParams(
    Object.entries(options).map(([name, value]) => [`${NAME}.${name}`, value]),
  );
  await page.goto(`${LESSON}?${query}`);
  return see(page, NAME);
}

const loss = (figure: Locator) => figure.locator('output[name=loss]');
const zone = (figure: Locator) => figure.locator('output[name=zone]');
const handle = (figure: Locator, role: string) => figure.locator(`[data-role=${role}]`);

async function middleOf(target: Locator) {
  const box = (await target.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('dragging N with the mouse goes through the zones', async ({ page }) => {
  const figure = await open(page, { preset: 'semi-hard' });
  await expect(zone(figure)).toHaveText('semi-hard');
  await figure.locator('.plot').scrollIntoViewIfNeeded();
  const anchor = await middleOf(handle(figure, 'anchor'));
  const from = await middleOf(handle(figure, 'negative'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(anchor.x - 20, anchor.y + 30, { steps: 5 });
  await expect(zone(figure)).toHaveText('hard');
  await page.mouse.move(anchor.x - 4000, anchor.y, { steps: 5 });
  await expect(zone(figure)).toHaveText('easy');
  await expect(loss(figure)).toHaveText('0.000');
  await page.mouse.up();
  const box = (await figure.locator('.plot').boundingBox())!;
  const to = await middleOf(handle(figure, 'negative'));
  expect(to.x).toBeGreaterThan(box.x);
});

test('arrow keys move a point, and Shift moves it farther', async ({ page }) => {
  const figure = await open(page, { preset: 'semi-hard' });
  const negative = handle(figure, 'negative');
  await negative.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(negative).toHaveAttribute('aria-valuetext', /x −0\.55, y 0\.60/);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(negative).toHaveAttribute('aria-valuetext', /x −0\.55, y 0\.35/);
  await expect(figure.locator('output[name=d-an]')).toHaveText('0.425');
});

test('a finger drags a point, and scrolls the page beside it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 800 },
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  const figure = await open(page, { preset: 'hard' });
  const client = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });

  await figure.locator('.plot').evaluate((plot) => plot.scrollIntoView({ block: 'center' }));
  const before = await page.evaluate(() => scrollY);
  const { x, y } = await middleOf(handle(figure, 'negative'));
  await touch('touchStart', x + 12, y + 12);
  for (let i = 1; i <= 6; i++) await touch('touchMove', x + 12 - i * 12, y + 12 - i * 9);
  await touch('touchEnd');
  await expect(zone(figure)).toHaveText('easy');
  expect(await page.evaluate(() => scrollY)).toBe(before);

  const box = (await figure.locator('.plot').boundingBox())!;
  await touch('touchStart', box.x + 20, box.y + box.height - 20);
  for (let i = 1; i <= 6; i++) await touch('touchMove', box.x + 20, box.y + box.height - 20 - i * 25);
  await touch('touchEnd');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
  await context.close();
});

test('the formula has the figure’s numbers, and both light each other up', async ({ page }) => {
  const figure = await open(page, { preset: 'hard' });
  const formula = figure.locator('[data-live-formula]');
  await expect(formula.locator('[data-live=d-an]')).toHaveText('0.250');
  await expect(formula.locator('output')).toContainText('is 0.610');
  await formula.getByRole('button', { name: 'margin' }).focus();
  await expect(figure.locator('.zone.semi-hard.lit')).toHaveCount(1);
  await figure.locator('.bar.negative').hover();
  await expect(formula.locator('button[data-symbol=d-an]')).toHaveAttribute('data-lit', '');
  await handle(figure, 'positive').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(formula.locator('[data-live=d-ap]')).toHaveText('0.274');
});

test('steps go down to 0, back, and along the history', async ({ page }) => {
  const figure = await open(page, { preset: 'between', space: 'circle' });
  await expect(loss(figure)).toHaveText('2.500');
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(figure).toContainText('step 1 of 1');
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect(loss(figure)).toHaveText('0.000');
  await expect(figure).toContainText(/Loss 0 after \d+ steps/);
  await figure.getByRole('button', { name: 'Back' }).click();
  await expect(loss(figure)).not.toHaveText('0.000');
  await figure.getByRole('slider', { name: 'Loss, step by step' }).focus();
  await page.keyboard.press('Home');
  await expect(loss(figure)).toHaveText('2.500');
});

test('a link brings back what was set, and a tampered one something legal', async ({ page }) => {
  const figure = await open(page, { preset: 'hard' });
  await handle(figure, 'negative').focus();
  await page.keyboard.press('ArrowLeft');
  await figure.getByLabel('Margin α').fill('0.8');
  const before = await loss(figure).textContent();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('preset=own');
  await page.goto(link);
  await expect(loss(await see(page, NAME))).toHaveText(before!);

  const tampered = await open(page, {
    preset: '<script>',
    space: 'torus',
    anchor: '1e99,NaN',
    positive: '9999,-9999',
    negative: '0,0,0',
    margin: 'Infinity',
    rate: '-1',
    surface: 'perhaps',
  });
  await expect(loss(tampered)).toHaveText(/^\d+\.\d{3}$/);
  await expect(tampered.getByLabel('Margin α')).toHaveValue('2');
  await expect(tampered.getByLabel('Step size η')).toHaveValue('0.005');
});

test('a word in the prose sets the figure and stays lit', async ({ page }) => {
  await page.goto(LESSON);
  const word = page.locator(`a[data-set="${NAME}"]`).first();
  await word.click();
  await see(page, NAME);
  await expect(word).toHaveAttribute('aria-current', 'true');
});

test('the drawing can be taken away as a file', async ({ page }) => {
  const figure = await open(page);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Save as SVG' }).click();
  expect((await download).suggestedFilename()).toBe('triplet.svg');
});

test('without scripts the drawing, the numbers and the formula are there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = page.locator(`[data-widget=${NAME}]`);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('.plot svg .zone')).toHaveCount(2);
  await expect(figure.locator('.plot svg .arrow')).toHaveCount(3);
  await expect(loss(figure)).toHaveText('0.250');
  await expect(figure.locator('[data-live-formula] .katex').first()).toBeVisible();
  await expect(figure.getByRole('button', { name: 'Step' })).toBeHidden();
  await context.close();
});

const STATES: Record<string, string>[] = [
  { preset: 'semi-hard' },
  { preset: 'hard', surface: 'on' },
  { preset: 'collapsed' },
  { preset: 'between', space: 'circle', surface: 'on' },
];
for (const options of STATES) {
  test(`accessible, and no wider than a phone: ${Object.values(options).join(', ')}`, async ({ page }) => {
    const part = `[data-widget=${NAME}]`;
    const figure = await open(page, options);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    await figure.getByRole('button', { name: 'Stretch ×2' }).click();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}
