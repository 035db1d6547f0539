import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

const LESSON = 'lessons/one-picture-is-enough/';
const NAME = 'one-shot';
const link = (query: string) => `${LESSON}?backend=wasm${query.replaceAll('&', `&${NAME}.`)}`;

test('the classifier learns the people; a newcomer is known at once to one side alone', async ({ page }) => {
  await page.goto(link('&people=5&method=encoder'));
  const figure = await see(page, NAME);
  await expect(figure.locator('output[name=right]')).toHaveText(/^\d+$/, LONG);
  await figure.getByRole('button', { name: 'Train it' }).click();
  await expect(figure.locator('output[name=training]')).toHaveText(/s$/, LONG);
  await figure.getByRole('button', { name: 'A newcomer arrives' }).click();
  await expect(figure).toContainText('The classifier has 5 outputs');
  await expect(figure.locator('li.newcomer')).toContainText('no output yet');
  await expect(figure.locator('output[name=answer]')).not.toHaveText('');
  await figure.getByRole('button', { name: /Grow an output/ }).click();
  await expect(figure).toContainText('6 outputs', LONG);
  await expect(figure.locator('li.newcomer')).not.toContainText('no output yet');
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('one-shot.csv');
});

test('a convnet trains from pixels in the page, and can be cancelled', async ({ page }) => {
  await page.goto(link('&people=5'));
  const figure = await see(page, NAME);
  const train = figure.getByRole('button', { name: 'Train it' });
  await expect(train).toBeEnabled(LONG);
  await train.click();
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(figure).toContainText('The training was cancelled');
  await train.click();
  await expect(figure.locator('output[name=training]')).toHaveText(/s$/, LONG);
  await expect(figure.locator('output[name=probability]')).toHaveText(/^\d+ %$/);
  await expect(figure).toHaveAttribute('data-state', 'ready');
});

test('pictures are chosen by keyboard, people by their button', async ({ page }) => {
  await page.goto(link('&people=5'));
  const figure = await see(page, NAME);
  await figure.getByRole('radio', { name: /^Picture 1 of/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('radio', { name: /^Picture 2 of/ })).toBeChecked();
  await figure.getByRole('button', { name: 'Strangers' }).click();
  await expect(figure.getByRole('radio', { name: 'Stranger 2' })).toBeChecked();
});

test('missing weights are named, and Try again gets them', async ({ page }) => {
  let missing = true;
  await page.route('**/models/faces/weights.bin', (route) =>
    missing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.goto(link('&people=5'));
  const figure = await see(page, NAME, 'error');
  await expect(figure).toContainText('weights.bin');
  missing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure.locator('output[name=right]')).toHaveText(/^\d+$/, LONG);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
});

test('a link tampered with shows a legal view', async ({ page }) => {
  const hostile = ['<img src=x onerror=alert(1)>', '-1e999', 'NaN', '__proto__', '😀', '9'.repeat(400)];
  const options = [
    'people',
    'seed',
    'pictures',
    'method',
    'augment',
    'start',
    'newcomer',
    'tau',
    'row',
    'picture',
  ];
  const query = options.map(
    (name, i) => `${NAME}.${name}=${encodeURIComponent(hostile[i % hostile.length]!)}`,
  );
  await page.goto(`${LESSON}?backend=wasm&${query.join('&')}`);
  const figure = await see(page, NAME);
  await expect(figure.locator('output[name=right]')).toHaveText(/^\d+$/, LONG);
  await expect(figure.locator('img[src="x"]')).toHaveCount(0);
});

test('without scripts the people and what a shipped run measured stand there', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(figure.locator('.face img')).toHaveCount(8);
  await expect(figure.getByRole('row', { name: /Right on 80 other pictures/ })).toContainText('%');
  await context.close();
});

test('axe finds nothing, and it fits 360 px: before and after a training, with a newcomer', async ({
  page,
}) => {
  await page.goto(link('&people=5&method=encoder'));
  const figure = await see(page, NAME);
  const expectClean = async (what: string) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      expect(await violations(page, `[data-widget=${NAME}]`), `${what}, ${colorScheme}, ${width}`).toEqual(
        [],
      );
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(360);
  };
  await expectClean('enrolled');
  await figure.getByRole('button', { name: 'Train it' }).click();
  await expect(figure.locator('output[name=training]')).toHaveText(/s$/, LONG);
  await figure.getByRole('button', { name: 'A newcomer arrives' }).click();
  await expect(figure.locator('li.newcomer')).toContainText('no output yet');
  await expectClean('newcomer');
});
