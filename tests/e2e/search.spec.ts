import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, LESSON, test } from './reader.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => page.getByRole('searchbox', { name: 'Search the course' });
const button = (page: Page) => page.locator('site-search').getByRole('button', { name: 'Search' });
const status = (page: Page) => page.locator('search').getByRole('status');

/** Opens the search once its button listens. */
async function open(page: Page, how: () => Promise<void> = () => button(page).click()) {
  await expect(async () => {
    await how();
    await expect(dialog(page)).toBeVisible({ timeout: 1500 });
  }).toPass();
}

test('nothing of the search is asked for before it is opened', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  const before = asked.length;
  expect(asked.filter((path) => /search\.json|\/open\..*js/.test(path))).toEqual([]);
  await open(page);
  await expect.poll(() => asked.slice(before).some((path) => path.endsWith('/search.json'))).toBe(true);
});

test('by keyboard: found, gone through, opened at its heading', async ({ page }) => {
  await page.goto(LESSON);
  await open(page, () => page.keyboard.press('/'));
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('semi hard triplets');
  await expect(status(page)).toHaveText(/^\d+ results: /);
  await page.keyboard.press('ArrowDown');
  const links = dialog(page).locator('.results a');
  await expect(links.first()).toBeFocused();
  await expect(dialog(page).locator('.results mark').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(links.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();

  const section = links.and(page.locator('[href*="/lessons/triplet-loss/#"]')).first();
  const href = (await section.getAttribute('href'))!;
  await section.press('Enter');
  await page.waitForURL(`**${href}`);
  await expect(page.locator(`[id="${href.split('#')[1]}"]`)).toBeInViewport();
});

test('Enter opens the first result; a letter on a result goes on in the field', async ({ page }) => {
  await page.goto('about/');
  await open(page, () => page.keyboard.press('Control+k'));
  await page.keyboard.type('gram matri');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(field(page)).toHaveValue('gram matrix');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/glossary/#gram-matrix');
});

test('Escape closes it, and the focus goes back; the keys are left alone where one writes', async ({
  page,
}) => {
  await page.goto('glossary/');
  await open(page, async () => {
    await button(page).focus();
    await page.keyboard.press('Enter');
  });
  await page.keyboard.type('a/b');
  await expect(field(page)).toHaveValue('a/b');
  await page.keyboard.press('Escape');
  if (await dialog(page).isVisible()) await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(button(page)).toBeFocused();
});

test('the key can be turned off, and stays so', async ({ page }) => {
  await page.goto('about/');
  await open(page);
  await dialog(page).getByRole('checkbox').uncheck();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await page.reload({ waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(dialog(page)).toHaveCount(1);
  await expect(dialog(page).getByRole('checkbox')).not.toBeChecked();
});

test('a figure is found by what one can do in it, and shown', async ({ page }) => {
  await page.goto('');
  await open(page);
  await field(page).fill('lamp sideways');
  await dialog(page).getByRole('region', { name: 'Figures' }).getByRole('link').first().click();
  await page.waitForURL('**/lessons/what-deep-convnets-learn/#tuning');
  await expect(page.locator('#tuning')).toBeInViewport();
});

test('a result on the page itself closes the search and goes there', async ({ page }) => {
  await page.goto('glossary/');
  await open(page);
  await field(page).fill('voxel');
  await dialog(page).getByRole('region', { name: 'Glossary' }).getByRole('link').first().click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.locator('#voxel')).toBeInViewport();
});

test('nothing found, some words found, and an example', async ({ page }) => {
  await page.goto('');
  await open(page);
  await expect(dialog(page).getByRole('button', { name: 'receptive field' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'receptive field' }).click();
  await expect(status(page)).toHaveText(/result/);
  await field(page).fill('qqqzzz');
  await expect(status(page)).toHaveText('Nothing found.');
  await expect(dialog(page).getByRole('link', { name: 'glossary' })).toBeVisible();
  await field(page).fill('voxel margarine');
  await expect(status(page)).toHaveText(/^Nothing has all of these words\. With some of them, \d+ result/);
  await field(page).fill('<img src=x onerror=alert(1)>');
  await expect(status(page)).toHaveText(/./);
});

test('an index that is missing, or does not arrive, is said in words, and can be asked for again', async ({
  page,
}) => {
  let trouble: 'missing' | 'offline' | 'damaged' | null = 'missing';
  await page.route('**/search.json', (route) => {
    if (trouble === 'missing') return route.fulfill({ status: 404, body: 'no' });
    if (trouble === 'offline') return route.abort();
    if (trouble === 'damaged') return route.fulfill({ body: '{"documents":' });
    return route.continue();
  });
  await page.goto('about/');
  await open(page);
  const alert = dialog(page).getByRole('alert');
  await expect(alert).toContainText('has no list of what can be found (404)');
  expect(await violations(page)).toEqual([]);
  trouble = 'offline';
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText('did not arrive');
  trouble = 'damaged';
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText('damaged');
  trouble = null;
  await field(page).fill('margin');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(status(page)).toHaveText(/result/);
});

test('a search that cannot be fetched says so beside its button', async ({ page }) => {
  await page.route('**/_astro/open.*.js', (route) => route.abort());
  await page.goto('about/', { waitUntil: 'networkidle' });
  await button(page).click();
  await expect(page.locator('site-search').getByRole('status')).toContainText('could not be fetched');
});

test.describe('by touch on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('opened, typed, followed; nothing wider than the screen', async ({ page }) => {
    await page.goto(LESSON);
    await open(page, () => button(page).tap());
    await field(page).fill('false accept');
    await expect(status(page)).toHaveText(/result/);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(width);
    expect(await violations(page)).toEqual([]);
    await dialog(page).getByRole('region', { name: 'Glossary' }).getByRole('link').first().tap();
    await page.waitForURL('**/glossary/#false-accept');
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the open search, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('about/');
    await open(page);
    expect(await violations(page)).toEqual([]);
    await field(page).fill('triplet');
    await expect(status(page)).toHaveText(/result/);
    expect(await violations(page)).toEqual([]);
  });

test('a search can be linked to', async ({ page }) => {
  await page.goto('search/?q=receptive%20field');
  await expect(field(page)).toHaveValue('receptive field');
  await expect(status(page)).toHaveText(/result/);
  expect(await violations(page)).toEqual([]);
  await field(page).fill('margin & more');
  await expect(page).toHaveURL(/\?q=margin\+%26\+more$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/\?q=margin/);
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
});

test('all results of the dialog stand on a page of their own', async ({ page }) => {
  await page.goto('about/');
  await open(page);
  await field(page).fill('layer');
  const all = dialog(page).getByRole('link', { name: /^All \d+ on a page$/ });
  const count = Number(/\d+/.exec((await all.textContent())!)![0]);
  await all.click();
  await page.waitForURL('**/search/?q=layer');
  await expect(page.locator('.results a')).toHaveCount(count);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is no button, and the page of the search says where to look', async ({ page }) => {
    await page.goto('search/');
    await expect(page.locator('site-search')).toBeHidden();
    await expect(page.getByRole('main').getByRole('link', { name: 'glossary' })).toBeVisible();
  });
});

test('what is typed while the search is on its way stands in its field', async ({ page }) => {
  await page.goto('notation/', { waitUntil: 'networkidle' });
  await page.route('**/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.keyboard.press('/');
  await page.keyboard.type('gram');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox')).toHaveValue('gram');
  await page.keyboard.type(' matrix');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox')).toHaveValue(
    'gram matrix',
  );
});
