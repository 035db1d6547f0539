import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './reader.ts';

const PAGE = 'progress/';
const begin = (page: Page) => page.locator('go-on .begin');
const row = (page: Page, name: RegExp) => page.getByRole('row').filter({ hasText: name });
const sum = (page: Page) => page.locator('progress-table output[name=sum]');

/** Reads lesson 4, and answers one of its checks wrongly. */
async function study(page: Page) {
  await page.goto('lessons/triplet-loss/');
  const check = page.locator('check-question').first();
  await check.locator('li[data-correct="false"] input').first().check();
  await check.getByRole('button', { name: 'Check my answer' }).click();
  await page.getByRole('button', { name: 'Mark as read' }).click();
}

async function expectClean(page: Page) {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    expect(await violations(page, 'main')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('the button on the first page leads to where the reader is, and moves nothing', async ({ page }) => {
  await page.goto('');
  await expect(begin(page)).toHaveText('Begin with lesson 1');
  const top = async () => (await page.getByRole('heading', { name: 'Ten lessons' }).boundingBox())!.y;
  const before = await top();
  await study(page);
  await page.goto('');
  await expect(begin(page)).toHaveText('Go on with lesson 5');
  await expect(page.locator('go-on .stand')).toHaveText(/^1 of 10 lessons read · 0 of \d+ questions right$/);
  expect(await top()).toBe(before);
  await begin(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verification as classification');
  await page.goto('lessons/');
  await expect(begin(page)).toHaveText('Go on with lesson 5');
});

test('the page tells every lesson; saved, wiped, undone, and brought back, by keyboard', async ({ page }) => {
  await study(page);
  await page.goto(PAGE);
  await expect(row(page, /4\. Triplet loss/)).toHaveText(/Read\s*1 of \d+\s*0\s*\d+ \w+ 20\d\d/);
  await expect(row(page, /10\. Quiz/)).toContainText('0 of 10');
  await expectClean(page);

  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).press('Enter');
    return readFile(await (await download).path());
  };
  const csv = (await saved('Save as CSV')).toString().split('\r\n');
  expect(csv[0]).toBe('id,title,read,right,answered,total,changed');
  expect(csv[4]).toMatch(/^04-triplet-loss,"Triplet loss",1,0,1,\d+,20\d\d-\d\d-\d\dT[\d:.]+Z$/);
  const json = await saved('Save as JSON');

  await page.getByRole('button', { name: 'Wipe my progress' }).press('Enter');
  await expect(page.locator('.said')).toHaveText('Your progress is wiped.');
  await expect(sum(page)).toHaveText(/^0 of 10 lessons read/);
  await expect(begin(page)).toHaveText('Begin with lesson 1');
  await expectClean(page);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(sum(page)).toHaveText(/^1 of 10 lessons read/);
  await expect(page.getByRole('button', { name: 'Wipe my progress' })).toBeFocused();

  await page.getByRole('button', { name: 'Wipe my progress' }).press('Enter');
  const file = page.locator('input[type=file]');
  await file.setInputFiles({
    name: 'photo.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":1}'),
  });
  await expect(page.locator('.said')).toContainText('photo.json: This is no progress file of this course.');
  await file.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: json });
  await expect(page.locator('.said')).toContainText('mine.json is brought back: 1 of 10 lessons read');
  await page.goto('lessons/triplet-loss/');
  await expect(page.locator('check-question output').first()).toHaveText(/^Not quite/);
  await expect(page.getByRole('button', { name: 'Marked as read' })).toBeVisible();
});

test('storage that was tampered with breaks nothing', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('convnets:progress', '{"04-triplet-loss":{"read":"<b>","checks":[]},"01":7}');
  });
  await page.goto(PAGE);
  await expect(sum(page)).toHaveText(/^0 of 10 lessons read/);
});

test('progress on another page that is open is heard', async ({ page, context }) => {
  await page.goto(PAGE);
  const other = await context.newPage();
  await study(other);
  await expect(sum(page)).toHaveText(/^1 of 10 lessons read/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the course begins with lesson 1, and the page says why it knows nothing', async ({ page }) => {
    await page.goto('');
    await expect(begin(page)).toHaveText('Begin with lesson 1');
    await expect(page.locator('go-on .stand')).toBeHidden();
    await page.goto(PAGE);
    await expect(page.locator('progress-table .without-script')).toContainText('JavaScript');
    await expect(page.getByRole('link', { name: '4. Triplet loss' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Wipe my progress' })).toBeHidden();
  });
});
