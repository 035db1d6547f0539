import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';

const LESSON = 'lessons/what-deep-convnets-learn/';
const LONG = { timeout: 120_000 };

const explorer = (page: Page) => page.locator('[data-widget=patch-explorer]');
const output = (page: Page, name: string) => explorer(page).locator(`output[name=${name}]`);
const count = async (page: Page, name: string) =>
  Number((await output(page, name).textContent())!.replaceAll(',', ''));

/** Opens the lesson at the explorer and waits until it has its index. */
async function open(page: Page, query = '', state = 'ready') {
  await page.goto(`${LESSON}?backend=wasm${query}`);
  await explorer(page).scrollIntoViewIfNeeded();
  await expect(explorer(page)).toHaveAttribute('data-state', state, { timeout: 30_000 });
}

/** Lets a test end the page's workers, as a browser does when memory runs short. */
async function holdWorkers(context: BrowserContext) {
  await context.addInitScript(() => {
    const all: Worker[] = [];
    Object.assign(window, { endWorkers: () => all.splice(0).forEach((worker) => void worker.terminate()) });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        all.push(this);
      }
    };
  });
}

const endWorkers = (page: Page) =>
  page.evaluate(() => (window as never as { endWorkers(): void }).endWorkers());

async function axe(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include('[data-widget=patch-explorer]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('without scripts it shows patches of a shallow and a deep layer, with words', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(LESSON);
  await explorer(page).scrollIntoViewIfNeeded();
  await expect(explorer(page)).toHaveAttribute('data-state', 'static');
  const pictures = explorer(page).locator('img');
  expect(await pictures.count()).toBe(3);
  await expect(pictures.first()).toHaveAttribute('alt', /Filters of conv1, each with the nine patches/);
  await expect(explorer(page).locator('figcaption')).toContainText('the patches that excite it most');
  await page.context().close();
});

test('by keyboard alone: a layer, a filter, its range, and back', async ({ page }) => {
  await open(page);
  await explorer(page).getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('End');
  await expect(explorer(page).getByRole('tab', { selected: true })).toHaveAccessibleName(/^conv6/);
  for (const stop of ['which pictures', 'as the network sees it', 'the grid']) {
    await test.step(stop, () => page.keyboard.press('Tab'));
  }
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Filter 1:/);
  await page.keyboard.press('Enter');
  await expect(page.locator(':focus')).toHaveText('conv6, filter 1');
  const strongest = Number(await output(page, 'activation').textContent());
  await explorer(page).getByRole('slider').focus();
  await page.keyboard.press('End');
  expect(Number(await output(page, 'activation').textContent())).toBeLessThan(strongest);
  await page.keyboard.press('Escape');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Filter 1:/);
});

test('computed here, the lists are the shipped ones; then new pictures improve them', async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, '&patch-explorer.layer=conv6&patch-explorer.unit=0');
  await explorer(page).getByRole('button', { name: 'Compute it here' }).click();
  await expect(explorer(page)).toHaveAttribute('data-state', 'busy');
  await expect(explorer(page).locator('progress')).toBeVisible();
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready', { timeout: 180_000 });
  await expect(output(page, 'mined-pictures')).toHaveText('2,048');
  await expect(output(page, 'backend')).toHaveText('wasm');
  expect(await count(page, 'pictures-per-second')).toBeGreaterThan(0);
  const [same, all] = (await output(page, 'agreement').textContent())!.split(' of ').map(Number);
  expect(all).toBe(384);
  expect(same).toBeGreaterThanOrEqual(380);

  await explorer(page).getByRole('button', { name: 'Keep looking' }).click();
  await expect.poll(() => output(page, 'new-pictures').count(), LONG).toBe(1);
  await expect.poll(() => count(page, 'new-pictures'), LONG).toBeGreaterThanOrEqual(64);
  await explorer(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready');
  expect(await count(page, 'replaced-all')).toBeGreaterThan(0);
  const looked = await count(page, 'new-pictures');
  await explorer(page).getByRole('button', { name: 'Go on looking' }).click();
  await expect.poll(() => count(page, 'new-pictures'), LONG).toBeGreaterThan(looked);
  await explorer(page).getByRole('button', { name: 'Cancel' }).click();
});

test('an own picture is answered, and a broken one gets a sentence', async ({ page }) => {
  await open(page, '&patch-explorer.layer=conv5&patch-explorer.unit=3');
  const chooser = explorer(page).locator('fieldset.input input[type=file]');
  await chooser.setInputFiles({
    name: 'empty.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(0),
  });
  await expect(explorer(page)).toContainText('empty.png is empty');
  await expect(output(page, 'own-activation')).toHaveCount(0);
  const response = await page.request.get('figures/scene-512.webp');
  await chooser.setInputFiles({ name: 'scene.webp', mimeType: 'image/webp', buffer: await response.body() });
  await expect(output(page, 'own-activation')).toHaveText(/^\d+\.\d{3}$/, LONG);
  await expect(explorer(page).locator('section[aria-label="Your own picture"]')).toContainText(
    'The network would call it',
  );
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready');
});

test('a tampered link shows the nearest legal view, and the view gives its own link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(
    page,
    '&patch-explorer.layer=conv3&patch-explorer.unit=1e9&patch-explorer.show=%3Cb%3E&patch-explorer.range=-7',
  );
  await expect(output(page, 'unit')).toHaveText('47');
  await explorer(page).getByRole('button', { name: 'Previous' }).click();
  await explorer(page).getByRole('button', { name: 'Link to this view' }).click();
  await expect(explorer(page)).toContainText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(output(page, 'unit')).toHaveText('46', { timeout: 30_000 });
});

test('a damaged index is named, and Try again mends it', async ({ page }) => {
  await page.route('**/unit-index.bin', (route) => route.fulfill({ body: Buffer.from('damaged') }));
  await open(page, '', 'error');
  await expect(explorer(page)).toContainText('data/pictures/unit-index.bin arrived damaged');
  await expect(explorer(page).locator('img').first()).toBeVisible();
  await page.unroute('**/unit-index.bin');
  await explorer(page).getByRole('button', { name: 'Try again' }).click();
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
});

test('damaged weights are named; the patches stay', async ({ page }) => {
  await page.route('**/weights.bin', (route) => route.fulfill({ body: Buffer.alloc(100) }));
  await page.goto(`${LESSON}?backend=wasm&patch-explorer.layer=conv4&patch-explorer.unit=2`);
  await explorer(page).scrollIntoViewIfNeeded();
  await expect(explorer(page)).toContainText('weights.bin arrived damaged', LONG);
  await expect(explorer(page).getByRole('gridcell')).toHaveCount(25);
});

test('when the worker is ended in the middle, it says so, keeps its lists, and can start afresh', async ({
  page,
  context,
}) => {
  await holdWorkers(context);
  await open(page, '&patch-explorer.layer=conv6&patch-explorer.unit=0');
  await explorer(page).getByRole('button', { name: 'Compute it here' }).click();
  await expect(explorer(page).locator('progress')).toHaveJSProperty('max', 2048);
  await expect
    .poll(
      () =>
        explorer(page)
          .locator('progress')
          .evaluate((bar: HTMLProgressElement) => bar.value),
      LONG,
    )
    .toBeGreaterThan(0);
  await endWorkers(page);
  await expect(explorer(page)).toHaveAttribute('data-state', 'error', LONG);
  await expect(explorer(page)).toContainText('has stopped');
  expect(await count(page, 'mined-pictures')).toBeGreaterThan(0);
  await expect(explorer(page).getByRole('gridcell')).toHaveCount(25);
  await explorer(page).getByRole('button', { name: 'Try again' }).click();
  await expect(explorer(page)).toHaveAttribute('data-state', 'busy', LONG);
  await explorer(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready', LONG);
});

test('with storage refused it works all the same', async ({ page, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await open(page, '&patch-explorer.layer=conv2&patch-explorer.unit=1');
  await expect(output(page, 'activation')).toHaveText(/^\d/);
});

test('the list and the patches can be saved', async ({ page }) => {
  await open(page, '&patch-explorer.layer=conv4&patch-explorer.unit=7');
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      explorer(page).getByRole('button', { name }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  };
  const list = await saved('Save the list (CSV)');
  expect(list.name).toBe('conv4-filter-7.csv');
  const lines = list.bytes.toString().trim().split('\n');
  expect(lines[0]).toBe('rank,seed,class,row,column,x,y,width,height,activation');
  expect(lines.length).toBe(26);
  const patches = await saved('Save the patches (PNG)');
  expect(patches.bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('by touch on a narrow page: clean, nothing too wide, in light and dark', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await context.newPage();
  await open(page, '&patch-explorer.layer=conv3');
  expect(await axe(page)).toEqual([]);
  await explorer(page)
    .getByRole('button', { name: /^Filter 2:/ })
    .tap();
  await expect(output(page, 'unit')).toHaveText('2');
  await explorer(page).getByRole('radio', { name: 'Pictures' }).tap();
  await explorer(page)
    .getByRole('button', { name: /^Number 3:/ })
    .tap();
  await expect(explorer(page)).toContainText('Number 3 of 25');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await axe(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axe(page)).toEqual([]);
  await context.close();
});
