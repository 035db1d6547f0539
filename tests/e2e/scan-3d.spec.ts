import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/one-two-three-dimensions/';
const NAME = 'scan-3d';

async function open(page: Page, query = '') {
  await page.goto(`${LESSON}?backend=wasm${query}#${NAME}`);
  return see(page, NAME);
}

const output = (page: Page, name: string) => widget(page, NAME).locator(`output[name="${name}"]`);

test('a scan is read by both networks within a second each, and its nodules lead to their places', async ({
  page,
}) => {
  const figure = await open(page, '&scan-3d.seed=12');
  const taken = Number.parseFloat((await output(page, 'seconds-3d').textContent())!);
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(3);
  await expect(output(page, 'found-3d')).toHaveText(/^\d$/);
  const axial = figure.getByRole('slider', { name: 'Axial slice' });
  await figure.getByRole('button', { name: 'Nodule 2' }).click();
  const there = await axial.inputValue();
  await figure.getByRole('button', { name: 'Nodule 3' }).click();
  await expect(axial).not.toHaveValue(there);
});

test('the 3D network finds more at the same cost, whatever is allowed', async ({ page }) => {
  const figure = await open(page);
  const strictness = figure.getByRole('slider', { name: 'False alarms allowed, a scan' });
  await strictness.focus();
  await strictness.press('Home');
  const strict = Number(await output(page, 'found-3d').textContent());
  await strictness.press('End');
  await expect(strictness).toHaveAttribute('aria-valuetext', '8');
  const loose = Number(await output(page, 'found-3d').textContent());
  expect(loose).toBeGreaterThanOrEqual(strict);
  const held = figure.getByRole('row', { name: /held-out/ }).getByRole('cell');
  const [flat, deep] = (await held.allTextContents()).map(Number.parseFloat);
  expect(deep!).toBeGreaterThan(flat!);
});

test('dragging in one slice moves the other two; the view is in the link', async ({ page }) => {
  const figure = await open(page);
  const axial = figure.getByRole('slider', { name: /^Axial picture/ });
  await axial.scrollIntoViewIfNeeded();
  const box = (await axial.boundingBox())!;
  const at = (share: number) => [box.x + box.width * share, box.y + box.height * share] as const;
  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 4 });
  await page.mouse.up();
  await expect(figure.getByRole('slider', { name: 'Coronal slice' })).toHaveValue('28');
  await expect(figure.getByRole('slider', { name: 'Sagittal slice' })).toHaveValue('28');
  await axial.press('PageDown');
  const slice = await figure.getByRole('slider', { name: 'Axial slice' }).inputValue();

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  const again = await see(page, NAME);
  await expect(again.getByRole('slider', { name: 'Axial slice' })).toHaveValue(slice);
  await expect(again.getByRole('slider', { name: 'Sagittal slice' })).toHaveValue('28');
});

test('ball and tube in one slice: 2D says the same to the last digit, 3D does not', async ({ page }) => {
  const figure = await open(page, '&scan-3d.view=probe');
  const said = async (name: string) => (await output(page, name).textContent())!;
  await expect(output(page, 'alike')).toHaveText('625 of 625');
  expect(await said('ball-2d')).toBe(await said('tube-2d'));
  expect(await said('ball-3d')).not.toBe(await said('tube-3d'));
  await expect(output(page, 'verdict-2d')).toHaveText('the same answer to the last digit');
  await figure.getByRole('slider', { name: /^3D.*answer by depth/ }).press('ArrowRight');
  await expect(figure.getByRole('slider', { name: 'Depth of the slice, from the middle' })).toHaveValue('1');
  await expect(output(page, 'alike')).not.toHaveText('625 of 625');
});

test('first filters of both networks, with their numbers', async ({ page }) => {
  const figure = await open(page);
  await figure.getByRole('tab', { name: 'First filters' }).click();
  await expect(figure.getByRole('radio', { name: /^3D filter/ })).toHaveCount(12, LONG);
  await expect(figure.getByRole('radio', { name: /^2D filter/ })).toHaveCount(24);
  await figure.getByRole('radio', { name: '3D filter 5' }).check({ force: true });
  await expect(figure.getByRole('heading', { name: '3D filter 5' })).toBeVisible();
  await expect(figure.getByRole('table')).toHaveCount(5);
});

test('reading stops when asked to, and goes on', async ({ page }) => {
  await page.route('**/models/scans-3d/weights.bin', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await route.continue();
  });
  await page.goto(`${LESSON}?backend=wasm#${NAME}`);
  const figure = await see(page, NAME, 'busy');
  await expect(figure.locator('progress')).toBeVisible(LONG);
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready');
  await expect(output(page, 'found-3d')).toHaveText('—');
  await figure.getByRole('button', { name: 'Ask the networks again' }).click();
  await expect(output(page, 'found-3d')).toHaveText(/^\d$/, LONG);
});

for (const [file, what] of [
  ['missing', { status: 404 }],
  ['damaged', { status: 200, body: 'no weights' }],
] as const) {
  test(`weights that are ${file} are named, the scan stays, and trying again helps`, async ({ page }) => {
    await page.route('**/models/scans-2d/weights.bin', (route) => route.fulfill(what));
    await page.goto(`${LESSON}?backend=wasm#${NAME}`);
    const figure = await see(page, NAME, 'error');
    await expect(figure.getByText(/models\/scans-2d\/weights\.bin/)).toBeVisible();
    await expect(figure.getByRole('slider', { name: 'Axial slice' })).toBeVisible();
    await page.unroute('**/models/scans-2d/weights.bin');
    await figure.getByRole('button', { name: 'Try again' }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    await expect(output(page, 'found-2d')).toHaveText(/^\d$/);
  });
}

test('a tampered link shows the nearest legal scan', async ({ page }) => {
  const figure = await open(
    page,
    '&scan-3d.seed=1e30&scan-3d.noise=-4&scan-3d.nodules=NaN&scan-3d.answer=4d&scan-3d.y=77',
  );
  await expect(figure.getByText('Scan 999', { exact: true })).toBeVisible();
  await expect(figure.getByRole('slider', { name: 'Noise' })).toHaveValue('0');
  await expect(figure.getByRole('slider', { name: 'Nodules' })).toHaveValue('4');
  await expect(figure.getByRole('slider', { name: 'Coronal slice' })).toHaveValue('47');
});

test('without scripts the slices, the projection and what was found are there', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('img:visible')).toHaveCount(4);
  await expect(figure.locator('output[name="found-3d"]')).toHaveText(/^\d$/);
  await expect(figure.locator('input:visible')).toHaveCount(0);
  await context.close();
});

test('on a touch screen a tap moves the crosshair, and nothing is wider than the screen', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    hasTouch: true,
    viewport: { width: 360, height: 740 },
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  const figure = await open(page);
  const coronal = figure.getByRole('slider', { name: /^Coronal picture/ });
  const { width } = (await coronal.boundingBox())!;
  await coronal.tap({ position: { x: (20.5 / 48) * width, y: (30.5 / 48) * width } });
  await expect(figure.getByRole('slider', { name: 'Axial slice' })).toHaveValue('30');
  for (const tab of ['Ball or tube?', 'First filters']) {
    await figure.getByRole('tab', { name: tab }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await context.close();
});

for (const view of ['scan', 'probe', 'filters']) {
  test(`axe has nothing to say: ${view}`, async ({ page }) => {
    await open(page, `&scan-3d.view=${view}`);
    const part = `[data-widget=${NAME}]`;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, part)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

test('a volume that can’t be drawn is said to be so, the shipped pictures stay, and trying again helps', async ({
  page,
}) => {
  await page
    .context()
    .route('**/render-scan*.js', (route) => route.fulfill({ status: 404, body: 'no such file' }));
  await page.goto(`${LESSON}?backend=wasm#${NAME}`);
  const figure = await see(page, NAME, 'error');
  await expect(figure.getByText(/program could not be loaded/)).toBeVisible();
  await expect(figure.locator('img:visible')).toHaveCount(4);
  await page.context().unroute('**/render-scan*.js');
  await page.reload();
  await see(page, NAME);
  await expect(output(page, 'found-3d')).toHaveText(/^\d$/);
});
