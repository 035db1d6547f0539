import type { BrowserContext } from '@playwright/test';
import sharp from 'sharp';
import { SPECS as HOME } from '../../src/widgets/home-scene/options.ts';
import { gif, pngHeader } from '../widgets/shared/picture-files.ts';
import { expect, LESSON, LONG, see, test, widget } from './reader.ts';

const FIGURES = ['patch-explorer', 'receptive-field', 'unit-hunt', 'tuning'];

const bytes = async (file: File) => Buffer.from(await file.arrayBuffer());
const solid = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha } } })
    .png()
    .toBuffer();

test('own pictures: each bad one gets its sentence, each odd one its note, and the next one works', async ({
  page,
}) => {
  await page.goto(`${LESSON}?backend=wasm&patch-explorer.layer=conv5&patch-explorer.unit=3`);
  const explorer = await see(page, 'patch-explorer');
  const give = async (name: string, buffer: Buffer, words: RegExp) => {
    await explorer
      .locator('fieldset.input input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer });
    await expect(explorer.locator('fieldset.input')).toContainText(words, LONG);
  };
  await give('letter.png', Buffer.from('not a picture at all'), /letter\.png is not a picture/);
  await give('empty.png', Buffer.alloc(0), /empty\.png is empty \(0 bytes\)/);
  await give('dot.png', await solid(1, 1), /dot\.png has 1 × 1 pixels: it is too small/);
  await give('wall.png', await bytes(pngHeader(12_000, 12_000)), /12,000 × 12,000 pixels, more than/);
  await give('cut.png', (await solid(80, 80)).subarray(0, 60), /cut\.png is damaged/);
  await expect(explorer.locator('output[name=own-activation]')).toHaveCount(0);
  await give('glass.png', await solid(96, 64, 0.5), /middle square.*transparent in places/);
  await expect(explorer.locator('output[name=own-activation]')).toHaveText(/^\d+\.\d{3}$/, LONG);
  const film = gif(32, [
    [250, 0, 0],
    [0, 250, 0],
  ]);
  await give('film.gif', await bytes(film), /animated: its first frame/);
  await give('again.png', Buffer.from('no'), /again\.png is not a picture/);
  await expect(explorer.locator('output[name=own-activation]')).toHaveText(/^\d+\.\d{3}$/);
  await expect(explorer).toHaveAttribute('data-state', 'ready');
});

test('a camera that is not there leaves a sentence', async ({ page }) => {
  await page.goto(`${LESSON}?patch-explorer.unit=3`);
  const explorer = await see(page, 'patch-explorer');
  await explorer.getByRole('button', { name: 'Camera' }).click();
  await expect(explorer.locator('fieldset.input')).toContainText(
    /The camera was refused|This device has no camera/,
  );
  await expect(explorer.locator('video')).toHaveCount(0);
  await expect(explorer).toHaveAttribute('data-state', 'ready');
});

const OPTIONS: Record<string, string[]> = {
  'patch-explorer': ['layer', 'unit', 'view', 'show', 'asNetwork', 'range'],
  'receptive-field': ['layer', 'row', 'column', 'network', 'pixels'],
  'unit-hunt': ['find', 'layer', 'reveal', 'seed'],
  tuning: ['layer', 'unit', 'vary', 'object', 'texture', 'seed', 'yaw', 'pitch', 'scale', 'x', 'y'].concat([
    'lightAzimuth',
    'lightElevation',
    'bodyHue',
  ]),
};
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '-1e999',
  '1e999',
  '__proto__',
  '%00%ff',
  '"\');alert(1)//',
  '{{constructor}}',
  'NaN',
  '😀',
  '',
  '../../../etc/passwd',
  '9'.repeat(400),
];

/** A link that gives every option a hostile value, and each of them twice. */
function tampered(options: Record<string, string[]>, shift: number): string {
  const query = new URLSearchParams();
  let at = shift;
  for (const [name, all] of Object.entries(options)) {
    for (const option of all) {
      query.append(`${name}.${option}`, HOSTILE[at++ % HOSTILE.length]!);
      query.append(`${name}.${option}`, HOSTILE[at % HOSTILE.length]!);
    }
  }
  query.append('patch-explorer.__proto__', 'x');
  query.append('backend', '<b>');
  return `${query}#<script>alert(1)</script>%E0%A4`;
}

for (const shift of [0, 4, 8]) {
  test(`a link tampered with in every option shows legal views (${shift})`, async ({ page }) => {
    await page.goto(`${LESSON}?${tampered(OPTIONS, shift)}`);
    for (const name of FIGURES) {
      const figure = await see(page, name, /ready|busy/);
      await expect(figure.locator('img[src="x"]')).toHaveCount(0);
      await expect(figure.locator('.error')).toHaveCount(0);
    }
    await expect(widget(page, 'tuning').locator('output[name=response]')).toHaveText(/^\d+\.\d\d$/, LONG);
    await expect(widget(page, 'receptive-field').locator('output[name=r]')).toHaveText(/^\d+$/);
  });
}

test('a link of 8,000 characters, and one tampered with for the toy, show legal views', async ({ page }) => {
  await page.goto(
    `${LESSON}?patch-explorer.layer=${'conv'.repeat(2_000)}&receptive-field.network=${'5x1-'.repeat(200)}`,
  );
  await see(page, 'patch-explorer');
  await see(page, 'receptive-field');
  await page.goto(`?${tampered({ 'home-scene': Object.keys(HOME) }, 1)}`);
  const stage = page.getByRole('slider', { name: 'Turn the toy' });
  await expect(stage).toHaveAttribute('aria-valuetext', /^[a-z ]+, .*seen from \d+° above$/);
  await stage.press('ArrowLeft');
  await expect(widget(page, 'home-scene')).toHaveAttribute('data-state', /busy|ready/);
});

/** Refuses storage as a browser does that is told to block it. */
const refuseStorage = (context: BrowserContext) =>
  context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
  });

test('where storage is refused, questions, progress and colours work until the page goes', async ({
  page,
  context,
}) => {
  await refuseStorage(context);
  await page.goto(LESSON);
  const prediction = page.locator('predict-question').first();
  await prediction.getByRole('radio').first().check();
  await prediction.getByRole('button', { name: 'Commit and see' }).click();
  await expect(prediction.locator('.reveal')).toBeVisible();
  const check = page.locator('check-question').first();
  for (const input of await check.locator('.choices > li[data-correct="true"] input').all())
    await input.check();
  await check.getByRole('button', { name: 'Check my answer' }).click();
  await expect(check.locator('output')).toHaveText('That is right.');
  await expect(page.locator('mark-read output')).toHaveText(/^1 of \d+ checks? right$/);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Marked as read' })).toBeVisible();
  const toggle = page.locator('theme-toggle button');
  await toggle.click();
  await toggle.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const name of FIGURES) await see(page, name, /ready|busy/);
});

test('what others have left in storage does not break a page', async ({ page, context }) => {
  await context.addInitScript(() => {
    const junk = ['{', 'null', '[]', '{"01-what-deep-convnets-learn":7}', '"<b>"', '-5', '[99,-1]', '1e9'];
    for (const [i, value] of junk.entries()) {
      localStorage.setItem(['convnets:theme', 'convnets:progress'][i % 2]!, value);
    }
    for (const key of ['predict', 'check'])
      for (let i = 0; i < 9; i++)
        localStorage.setItem(`convnets:${key}:01-what-deep-convnets-learn:${i}`, junk[i % junk.length]!);
  });
  await page.goto(LESSON);
  await expect(page.locator('mark-read output')).toHaveText(/^$|^0 of/);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Marked as read' })).toBeVisible();
});

test('where the clipboard is refused, every figure shows its link to copy by hand', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
  await page.goto(LESSON);
  for (const name of FIGURES) {
    const figure = await see(page, name, /ready|busy/);
    await figure.getByRole('button', { name: 'Link to this view' }).click();
    const link = figure.getByRole('textbox', { name: 'Link to this view' });
    await expect(link).toHaveValue(new RegExp(`#${name}$`));
    await expect(link).toBeFocused();
  }
});

test('with reduced motion nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(LESSON);
  await page.locator('a[data-set="receptive-field"]').first().click();
  await expect(widget(page, 'receptive-field')).toBeInViewport();
  for (const name of FIGURES) await see(page, name, /ready|busy/);
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .length,
  );
  expect(moving).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
});
