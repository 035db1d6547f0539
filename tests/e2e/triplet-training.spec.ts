import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LONG, see, test, widget } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

const LESSON = 'lessons/triplet-loss/';
const NAME = 'triplet-training';
/** A run that is over in seconds. */
const SMALL = { people: '3', pictures: '2', steps: '50', choice: 'random' };

/** Opens the lesson with options in its link, and waits for the figure. */
async function open(page: Page, options: Record<string, string> = {}, more = ''): Promise<Locator> {
  const query = new URLSearchParams(
    Object.entries(options).map(([name, value]) => [`${NAME}.${name}`, value]),
  );
  await page.goto(`${LESSON}?${query}${more}`);
  return see(page, NAME);
}

const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);
const train = (figure: Locator) => figure.getByRole('button', { name: 'Train it here' }).click();
const status = (figure: Locator) => figure.getByRole('status').first();
const stepReached = async (figure: Locator, step: number) =>
  expect.poll(async () => Number(await output(figure, 'step').textContent()), LONG).toBeGreaterThan(step);

test('a record stands there, is gone through by keys, and presets show others', async ({ page }) => {
  const figure = await open(page);
  await expect(output(figure, 'step')).toHaveText('300');
  await expect(status(figure)).toContainText('A record');
  const end = await output(figure, 'accuracy').textContent();
  const time = figure.getByRole('slider', { name: /^Step/ });
  await time.focus();
  await page.keyboard.press('Home');
  await expect(output(figure, 'step')).toHaveText('0');
  await expect(output(figure, 'accuracy')).not.toHaveText(end!);
  await page.keyboard.press('End');
  await expect(output(figure, 'accuracy')).toHaveText(end!);
  await figure.getByRole('button', { name: 'Hardest first' }).click();
  await expect(status(figure)).toContainText('It has folded up');
  await expect(output(figure, 'loss')).toHaveText('0.200');
  await expect(figure.locator('path.ghost').first()).toBeAttached();
});

test('a run is made here, its table saved, and its link restores the settings', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page, SMALL);
  await expect(status(figure)).toContainText('Not trained yet');
  await train(figure);
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
  await expect(output(figure, 'step')).toHaveText('50');
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('triplet-training.csv');
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.get(`${NAME}.steps`)).toBe('50');
  expect(link.searchParams.get(`${NAME}.choice`)).toBe('random');
  await figure.getByRole('button', { name: 'Forget this run' }).click();
  await expect(status(figure)).toContainText('Not trained yet');
});

test('a step is looked at slowly, by keyboard', async ({ page }) => {
  const figure = await open(page, { ...SMALL, at: '0' });
  await train(figure);
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
  await figure.getByRole('button', { name: 'Look at step 51 slowly' }).focus();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('heading', { name: 'Step 51, slowly' })).toBeVisible(LONG);
  const number = async (name: string) => Number(await output(figure, name).textContent());
  const wish = (await number('d-positive')) - (await number('d-negative')) + 0.2;
  expect(await number('triplet-loss')).toBeCloseTo(Math.max(0, wish), 2);
  await figure.getByRole('slider', { name: 'The step' }).focus();
  await page.keyboard.press('End');
  await expect(figure.getByRole('slider', { name: 'The step' })).toHaveAttribute('aria-valuetext', 'after');
  expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
});

test('a worker that is killed in the middle: the run stays, and Try again goes on', async ({ page }) => {
  const figure = await open(page, { ...SMALL, steps: '300' });
  await train(figure);
  await stepReached(figure, 20);
  await page.workers()[0]!.evaluate(() => self.close());
  await expect(figure).toHaveAttribute('data-state', 'error', LONG);
  await expect(figure.locator('.error')).toContainText('The rest of the page is not affected');
  await stepReached(figure, 10);
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
});

test('a GPU that is lost in the middle: it begins again by itself on the next backend', async ({
  page,
  browser,
}) => {
  const figure = await open(page, SMALL, '&backend=webgl');
  await train(figure);
  await stepReached(figure, 2);
  await (await browser.newBrowserCDPSession()).send('Browser.crashGpuProcess');
  await expect(figure).toHaveAttribute('data-backend', 'wasm', LONG);
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
  await expect(figure.locator('.error')).toHaveCount(0);
});

test('a tab that is put to sleep in the middle goes on when it wakes', async ({ page, context }) => {
  const figure = await open(page, { ...SMALL, steps: '200' });
  await train(figure);
  await stepReached(figure, 10);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
  await expect(output(figure, 'step')).toHaveText('200');
});

for (const [what, file] of [
  ['record', 'run-semi-hard-0.2.json'],
  ['sheet of faces', 'faces.webp'],
] as const) {
  test(`a damaged ${what} is named, and Try again gets it`, async ({ page }) => {
    let damaged = true;
    await page.route(`**/${file}`, (route) => (damaged ? route.fulfill({ body: '{}' }) : route.continue()));
    await page.goto(LESSON);
    const figure = await see(page, NAME, /ready|error/);
    if (what === 'sheet of faces') await train(figure);
    await expect(figure).toHaveAttribute('data-state', 'error', LONG);
    await expect(figure.locator('.error')).toContainText(file);
    damaged = false;
    await figure.getByRole('button', { name: 'Try again' }).click();
    await expect(figure).toHaveAttribute('data-state', /ready|busy/, LONG);
    await expect(figure.locator('.error')).toHaveCount(0);
  });
}

test('portraits that did not arrive are named, and training works without', async ({ page }) => {
  await page.route('**/shown.webp', (route) => route.fulfill({ body: '{}' }));
  const figure = await open(page, SMALL);
  await expect(figure.getByText('The portraits did not arrive')).toBeVisible();
  await train(figure);
  await expect(status(figure)).toContainText('Trained on your machine', LONG);
});

test('at 360 px, in light and dark, nothing overflows and nothing is out of reach', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const figure = await open(page);
  await figure.getByText('More settings').click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await figure
    .getByRole('button', { name: /Ketut|Obi/ })
    .first()
    .click();
  await expect(figure.locator('.portrait.marked')).toHaveCount(6);
});

test('with less motion it plays in jumps and comes to the end', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect(figure.getByRole('button', { name: 'Hold' })).toBeVisible();
  await expect(output(figure, 'step')).toHaveText('300', LONG);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the first run stands there: its curves and its last picture', async ({ page }) => {
    await page.goto(LESSON);
    const figure = widget(page, NAME);
    await expect(figure).toHaveAttribute('data-state', 'static');
    await expect(figure.locator('.portrait')).toHaveCount(72);
    await expect(figure.locator('path.curve').first()).toBeAttached();
    await expect(output(figure, 'accuracy')).toHaveText(/\d %$/);
    await expect(figure.getByRole('button', { name: 'Train it here' })).toBeHidden();
  });
});
