import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, see, test } from './reader.ts';

const LESSON = 'lessons/quiz/';
const NAME = 'question-bank';
const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);

async function open(page: Page, query = '') {
  await page.goto(`${LESSON}${query}#${NAME}`);
  return see(page, NAME);
}

async function expectClean(page: Page) {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    expect(await violations(page, `[data-widget=${NAME}]`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('by keyboard: answered, worked out, and on to the next', async ({ page }) => {
  const figure = await open(page, `?${NAME}.kind=shape-2d&${NAME}.seed=5`);
  await expect(output(figure, 'seed')).toHaveText('5');
  const asked = (await figure.locator('legend').textContent()) ?? '';
  await figure.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(output(figure, 'verdict')).toHaveText(/^(That is right\.|Not quite)/);
  await expect(figure.locator('.why')).toHaveCount(4);
  await expect(output(figure, 'answer')).toHaveText(/^\d+ × \d+ × \d+$/);
  await expect(output(figure, 'score')).toHaveText(/^[01] of 1 right$/);
  await expectClean(page);
  await expect(figure.getByRole('button', { name: 'Another question' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(output(figure, 'seed')).toHaveText('6');
  await expect(figure.locator('legend')).not.toHaveText(asked);
  await expect(figure.getByRole('radio').first()).toBeFocused();
  await expectClean(page);
});

test('every kind asks, and the right choice is the answer that is worked out', async ({ page }) => {
  const figure = await open(page, `?${NAME}.seed=11`);
  const kinds = await figure
    .locator('select option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  expect(kinds).toHaveLength(10);
  for (const kind of kinds) {
    await figure.getByLabel('About').selectOption(kind);
    await expect(figure.getByRole('radio')).toHaveCount(4);
    const right = figure.locator('li[data-correct="true"]');
    await right.getByRole('radio').check();
    await figure.getByRole('button', { name: 'Check my answer' }).click();
    await expect(output(figure, 'verdict')).toHaveText('That is right.');
    await expect(output(figure, 'answer')).toHaveText((await right.locator('label').textContent()) ?? '');
  }
  await expect(output(figure, 'score')).toHaveText('10 of 10 right');
  await expectClean(page);
});

test('a link that was tampered with gives a question all the same', async ({ page }) => {
  const figure = await open(page, `?${NAME}.kind=sorcery&${NAME}.seed=-7&${NAME}.sheet=9999`);
  await expect(output(figure, 'seed')).toHaveText('0');
  await expect(figure.getByRole('slider')).toHaveValue('40');
  await expect(figure.getByRole('radio')).toHaveCount(4);
});

test('a sheet for paper, with and without answers, the same for the same seed', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {};
  });
  const figure = await open(page, `?${NAME}.seed=3&${NAME}.sheet=4`);
  const paper = figure.locator('.sheet');
  const print = async (name: string) => {
    await page.emulateMedia({ media: 'screen' });
    await figure.getByRole('button', { name }).click();
    await page.emulateMedia({ media: 'print' });
  };
  await print('Print the questions');
  await expect(paper.locator('ol > li')).toHaveCount(4);
  await expect(paper.locator('ol > li').first()).toBeVisible();
  await expect(paper.locator('.worked, .why, .right')).toHaveCount(0);
  await expect(page.locator('quiz-sheet')).toBeHidden();
  await expect(page.locator('h1')).toBeHidden();
  const questions = await paper.locator('ol > li > p').allInnerTexts();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
  await print('Print with answers');
  await expect(paper.locator('.right')).toHaveCount(4);
  await expect(paper.locator('.worked')).toHaveCount(4);
  expect(await paper.locator('ol > li > p:first-child').allInnerTexts()).toEqual(questions);
});
