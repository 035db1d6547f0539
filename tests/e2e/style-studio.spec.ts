import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { violations } from './axe.ts';
import { expect, LONG, see, test } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

const LESSON = 'lessons/neural-style-transfer/';
const NAME = 'style-studio';
/** A painting that is over in seconds, and one that lasts until a hand stops it. */
const SHORT = { size: '96', steps: '20' };
const LASTING = { size: '96', steps: '3000' };

/** Opens the lesson with options in the figure's link, and waits for it. */
async function open(
  page: Page,
  options: Record<string, string> = {},
  more = '&backend=wasm',
): Promise<Locator> {
  const named = Object.entries(options).map(([name, value]) => [`${NAME}.${name}`, value]);
  await page.goto(`${LESSON}?${new URLSearchParams(named)}${more}`);
  return see(page, NAME);
}

const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);
const button = (figure: Locator, name: string) => figure.getByRole('button', { name, exact: true });
const status = (figure: Locator) => figure.locator('p[role=status]').first();
const stepOf = async (figure: Locator) => Number((await output(figure, 'step').textContent()) ?? '-1');
const scrub = (figure: Locator) =>
  figure.getByRole('slider', { name: 'Losses over the steps; go to a step' });
const totalOf = async (figure: Locator) =>
  (await scrub(figure).getAttribute('aria-valuetext'))?.match(/total (.*)/)?.[1];

async function stepReached(figure: Locator, step: number) {
  await expect.poll(() => stepOf(figure), LONG).toBeGreaterThan(step);
}

/** Opens all groups of settings. */
async function openAll(figure: Locator) {
  const closed = figure.locator('details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
}

async function paint(figure: Locator) {
  await button(figure, 'Paint').click();
  await expect(status(figure)).toContainText('Painted: ', LONG);
}

async function picture(download: Promise<Download>) {
  const file = await (await download).path();
  return sharp(await readFile(file)).metadata();
}

/** A PNG with a red square on white. */
const ownPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([
      { input: { create: { width: 40, height: 40, channels: 3, background: '#c02020' } }, left: 10, top: 10 },
    ])
    .png()
    .toBuffer();

test('without scripts the pictures and the map stand there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = page.locator(`[data-widget="${NAME}"]`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByText('With scripts on')).toBeVisible();
  await expect(figure.getByRole('button')).toHaveCount(0);
  const named = await figure
    .locator('img[alt]')
    .evaluateAll((all) => all.filter((one) => one.getAttribute('alt')).length);
  expect(named).toBeGreaterThan(20);
  await context.close();
});

test('paints: the loss falls, each step has its picture, and one can go back to it', async ({ page }) => {
  const figure = await open(page, SHORT);
  await paint(figure);
  expect(await stepOf(figure)).toBe(20);
  await expect(status(figure)).toContainText(/style loss fell by \d/);
  const end = await totalOf(figure);
  await scrub(figure).focus();
  await page.keyboard.press('Home');
  await expect(output(figure, 'step')).toHaveText('0');
  const number = (text: string | undefined) => Number(text?.replace(/[\s ]/g, ''));
  expect(number(await totalOf(figure))).toBeGreaterThan(number(end));
  const first = await figure.locator('.generated canvas').screenshot();
  await page.keyboard.press('End');
  await expect(output(figure, 'step')).toHaveText('20');
  expect((await figure.locator('.generated canvas').screenshot()).equals(first)).toBe(false);
  await button(figure, '100 more steps').click();
  await stepReached(figure, 22);
});

test('is put aside and taken up, also from an earlier step', async ({ page }) => {
  const figure = await open(page, LASTING);
  await button(figure, 'Paint').click();
  await stepReached(figure, 5);
  await button(figure, 'Pause').click();
  await expect(status(figure)).toContainText(/^Paused at step \d+ of 3000/);
  const at = await stepOf(figure);
  await page.waitForTimeout(500);
  expect(await stepOf(figure)).toBe(at);
  await button(figure, 'Go on').click();
  await stepReached(figure, at);
  await button(figure, 'Pause').click();
  await scrub(figure).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await button(figure, 'Go on from step 1').click();
  await stepReached(figure, 2);
  await button(figure, 'Pause').click();
  await expect(status(figure)).toContainText('Paused');
});

test('sliders act while it paints; nothing holds the page up', async ({ page }) => {
  const figure = await open(page, LASTING);
  await page.evaluate(() => {
    const seen = { longest: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
  });
  await button(figure, 'Paint').click();
  await stepReached(figure, 3);
  await figure.getByRole('slider', { name: /^α\/β/ }).fill('0');
  await expect(output(figure, 'ratio')).toHaveText('α = 0, only style');
  await stepReached(figure, (await stepOf(figure)) + 10);
  await expect(figure.locator('.chart li')).toHaveCount(2);
  await button(figure, 'Pause').click();
  const { longest } = await page.evaluate(
    () => (globalThis as unknown as { seen: { longest: number } }).seen,
  );
  expect(longest).toBeLessThan(200);
});

test('the picture is saved as PNG in its own size, the losses as a table', async ({ page }) => {
  const figure = await open(page, SHORT);
  await paint(figure);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /PNG/ }).click();
  expect(await picture(download)).toMatchObject({ format: 'png', width: 96, height: 96 });
  const table = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  const rows = (await readFile(await (await table).path(), 'utf8')).trim().split('\n');
  expect(rows).toHaveLength(22);
  expect(rows[0]).toContain('step,total');
});

test('the link restores all settings', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const wanted = {
    content: 'house',
    style: 'mosaic',
    second: 'dots',
    mix: '0.25',
    ratio: '0',
    layers: '1,1,0,0,0,0',
  };
  const figure = await open(page, {
    ...SHORT,
    ...wanted,
    optimiser: 'l-bfgs',
    start: 'content',
    colours: 'on',
  });
  await button(figure, 'Link to this view').click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  for (const [name, value] of Object.entries(wanted))
    expect(link.searchParams.get(`${NAME}.${name}`)).toBe(value);
  await page.goto(link.href);
  const again = await see(page, NAME);
  await expect(again).toContainText('House');
  await expect(again).toContainText('75 % S₁, 25 % S₂');
  await expect(again).toContainText('L-BFGS');
  await expect(again).toContainText('style from conv1, conv2');
  await expect(output(again, 'ratio')).toHaveText('α = 0, only style');
  await paint(again);
});

test('a picture of one’s own is painted in its own shape; a bad one is refused in words', async ({
  page,
}) => {
  const figure = await open(page, SHORT);
  await figure.getByRole('button', { name: /^Content: / }).click();
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  const chooser = figure.locator('fieldset.input input[type=file]');
  await chooser.setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(figure).toContainText(/bad\.png is/);
  await chooser.setInputFiles({
    name: 'mine.png',
    mimeType: 'image/png',
    buffer: await ownPicture(240, 120),
  });
  await expect(figure).toContainText('a link to this view does not hold them');
  await paint(figure);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /PNG/ }).click();
  expect(await picture(download)).toMatchObject({ width: 96, height: 48 });
});

test('a style of one colour is painted with', async ({ page }) => {
  const figure = await open(page, SHORT);
  const blank = sharp({ create: { width: 64, height: 64, channels: 3, background: '#3050a0' } });
  const buffer = await blank.png().toBuffer();
  await figure.getByRole('button', { name: /^Style: / }).click();
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  await figure
    .locator('fieldset.input input[type=file]')
    .setInputFiles({ name: 'blue.png', mimeType: 'image/png', buffer });
  await expect(figure).toContainText('blue.png');
  await paint(figure);
});

test('nothing to lower is said, and nothing is lost', async ({ page }) => {
  const figure = await open(page, { ...SHORT, ratio: '0', layers: '0,0,0,0,0,0' });
  await expect(status(figure)).toContainText('every picture is as good as any other');
  await expect(button(figure, 'Paint')).toBeDisabled();
  await figure.getByRole('slider', { name: /^α\/β/ }).press('End');
  await expect(output(figure, 'ratio')).toHaveText('β = 0, only content');
  await paint(figure);
});

test('an η that is too large: it stops, says so, and goes on with a smaller one', async ({ page }) => {
  const figure = await open(page, { ...SHORT, optimiser: 'descent', rate: '100000', steps: '300' });
  await button(figure, 'Paint').click();
  await expect(status(figure)).toContainText('The loss ran away', LONG);
  await expect(figure.locator('.generated canvas')).toBeVisible();
  await button(figure, 'Go on with a smaller η').click();
  await expect(figure).toContainText(/η = 2[.\d]* × 10⁴/);
});

test('a worker that is killed in the middle: it goes on from the last step', async ({ page }) => {
  const figure = await open(page, LASTING);
  await button(figure, 'Paint').click();
  await stepReached(figure, 5);
  const at = await stepOf(figure);
  await page.workers()[0]!.evaluate(() => self.close());
  await expect(status(figure)).toContainText('It goes on from step', LONG);
  await stepReached(figure, at + 3);
  await button(figure, 'Pause').click();
});

for (const width of [360, 1280]) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing, and nothing overflows, at ${width} px, ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const figure = await open(page, { ...SHORT, second: 'dots', compare: 'on' });
      await figure.getByRole('button', { name: /^Style: / }).click();
      await openAll(figure);
      expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
      await paint(figure);
      await openAll(figure);
      await scrub(figure).press('Home');
      expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    });
  }
}
