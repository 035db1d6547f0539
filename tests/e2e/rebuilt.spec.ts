import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);
const status = (figure: Locator) => figure.locator('p[role=status]');

/** Opens a lesson with a figure's options in its link, and waits for the figure. */
async function open(
  page: Page,
  lesson: string,
  name: string,
  options: Record<string, string> = {},
  more = '',
) {
  const query = new URLSearchParams(
    Object.entries(options).map(([option, value]) => [`${name}.${option}`, value]),
  );
  await page.goto(`${lesson}?${query}${more}`);
  return see(page, name);
}

const content = (page: Page, options: Record<string, string> = {}, more = '') =>
  open(page, 'lessons/content-cost/', 'content-layers', options, more);
const texture = (page: Page, options: Record<string, string> = {}, more = '') =>
  open(page, 'lessons/style-cost/', 'texture-from-gram', options, more);

/** Nothing for axe to find, wide in light and on a phone in dark, and nothing wider than the phone. */
async function expectClean(page: Page, name: string) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, `[data-widget=${name}]`), 'wide, light').toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, `[data-widget=${name}]`), '360 px, dark').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

test('content-layers: shipped rebuilds are looked at by keyboard, layer by layer', async ({ page }) => {
  const figure = await content(page);
  await expect(status(figure)).toContainText('beforehand');
  await figure.getByRole('radio', { name: 'conv4' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('radio', { name: 'conv5' })).toBeChecked();
  await expect(output(figure, 'share')).toContainText('%');
  const line = figure.getByRole('slider', { name: /^Compare the original/ });
  await line.focus();
  await page.keyboard.press('Home');
  await expect(line).toHaveAttribute('aria-valuenow', '0');
  await figure.getByText('Every rebuild, measured in every layer').click();
  await expect(figure.getByRole('row')).toHaveCount(7);
  await expectClean(page, 'content-layers');
});

test('content-layers: a layer is rebuilt here, its numbers saved, and its link restores the settings', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await content(page, { layer: 'conv2', size: '96', steps: '10', content: 'dog' });
  await expect(status(figure)).toContainText('Nothing was rebuilt');
  await figure.getByRole('button', { name: 'Rebuild conv2 here' }).click();
  await expect(output(figure, 'between-conv2')).toContainText('%', LONG);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  await expect(output(figure, 'difference-conv2')).toContainText('%', LONG);
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('content-layers.csv');
  const picture = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Save the rebuild (PNG)' }).click();
  expect((await picture).suggestedFilename()).toBe('conv2.png');
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.get('content-layers.content')).toBe('dog');
  expect(link.searchParams.get('content-layers.size')).toBe('96');
  expect(await violations(page, '[data-widget=content-layers]')).toEqual([]);
});

test('content-layers: a picture of one’s own is rebuilt in its own shape', async ({ page }) => {
  const figure = await content(page, { layer: 'conv1', size: '96', steps: '10' });
  await figure.getByRole('button', { name: 'Your own picture' }).click();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"/>';
  const chooser = figure.locator('fieldset.input input[type=file]').first();
  await chooser.setInputFiles({ name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await expect(figure.getByText(/drawing \(SVG\)/)).toBeVisible();
  await chooser.setInputFiles({ name: 'wide.png', mimeType: 'image/png', buffer: await widePicture(page) });
  await expect(status(figure)).toContainText('Nothing was rebuilt', LONG);
  await figure.getByRole('button', { name: 'Rebuild conv1 here' }).click();
  await expect(output(figure, 'difference-conv1')).toContainText('%', LONG);
  const sizes = await figure
    .locator('.column canvas')
    .evaluateAll((all) =>
      all.map((canvas) => [(canvas as HTMLCanvasElement).width, (canvas as HTMLCanvasElement).height]),
    );
  expect(sizes).toContainEqual([96, 48]);
});

/** A PNG of 200 × 100 pixels with a few colours. */
async function widePicture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [200, 100];
    const context = canvas.getContext('2d')!;
    for (const [i, colour] of ['teal', 'gold', 'crimson', 'navy'].entries()) {
      context.fillStyle = colour;
      context.fillRect(i * 50, 0, 50, 100);
    }
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.split(',')[1]!, 'base64');
}

test('content-layers: a worker that is killed in the middle: the rebuild goes on', async ({ page }) => {
  const figure = await content(page, { layer: 'conv1', size: '96', steps: '200' });
  await figure.getByRole('button', { name: 'Rebuild conv1 here' }).click();
  await expect.poll(async () => Number(await output(figure, 'step').textContent()), LONG).toBeGreaterThan(3);
  await page.workers()[0]!.evaluate(() => self.close());
  await expect(figure.getByText('It goes on from step')).toBeVisible(LONG);
  await figure.getByRole('button', { name: 'Pause' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready');
});

for (const [name, openIt, file] of [
  ['content-layers', content, 'rebuilds.json'],
  ['texture-from-gram', texture, 'textures.json'],
] as const) {
  test(`${name}: a damaged file is named, and Try again gets it`, async ({ page }) => {
    let damaged = true;
    await page.route(`**/${file}`, (route) => (damaged ? route.fulfill({ body: '{}' }) : route.continue()));
    await page.goto(name === 'content-layers' ? 'lessons/content-cost/' : 'lessons/style-cost/');
    const figure = await see(page, name, 'error');
    await expect(figure.locator('.error')).toContainText(file);
    damaged = false;
    await figure.getByRole('button', { name: 'Try again' }).click();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test(`${name}: the shipped pictures and their numbers stand there`, async ({ page }) => {
      await page.goto(name === 'content-layers' ? 'lessons/content-cost/' : 'lessons/style-cost/');
      const figure = widget(page, name);
      await expect(figure).toHaveAttribute('data-state', 'static');
      await expect(figure.getByRole('img')).not.toHaveCount(0);
      await expect(figure.getByRole('radio')).toHaveCount(0);
      await expect(figure.getByRole('button')).toHaveCount(0);
      if (name === 'content-layers') await expect(output(figure, 'between-conv6')).toContainText('%');
      else await expect(figure.getByRole('row')).toHaveCount(7);
    });
  });

  test(`${name}: whatever stands in the link becomes a legal view`, async ({ page }) => {
    const figure = await openIt(page, {
      layer: 'conv9',
      size: '-3',
      steps: 'many',
      seed: '1e99',
      smoothing: '',
    });
    await expect(figure.getByRole('radio', { checked: true }).first()).toBeChecked();
  });
}

test('texture-from-gram: another style, another layer, by keyboard; nothing for axe to find', async ({
  page,
}) => {
  const figure = await texture(page);
  await expect(status(figure)).toContainText('beforehand');
  await figure.getByRole('radio', { name: 'Texture from conv1 to conv4' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('radio', { name: 'Texture from conv1 to conv5' })).toBeChecked();
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Save the texture (PNG)' }).click();
  expect((await download).suggestedFilename()).toBe('texture.png');
  await figure.getByText('Settings: size, steps').click();
  await expectClean(page, 'texture-from-gram');
});

test('texture-from-gram: a texture is grown here, larger than its source, put aside and taken up', async ({
  page,
}) => {
  const figure = await texture(page, { layer: 'conv1', size: '192', steps: '40' });
  await expect(status(figure)).toContainText('Nothing was grown');
  await figure.getByRole('button', { name: 'Grow it here from conv1' }).click();
  await expect.poll(async () => Number(await output(figure, 'step').textContent()), LONG).toBeGreaterThan(2);
  await figure.getByRole('button', { name: 'Pause' }).click();
  await expect(figure).toHaveAttribute('data-state', 'ready');
  await figure.getByRole('button', { name: 'Go on' }).click();
  await expect(output(figure, 'step')).toHaveText('40', LONG);
  await expect(figure.locator('tbody td.marked').first()).toBeVisible(LONG);
});
