import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './reader.ts';

const LESSON = 'lessons/quiz/';
const sheet = (page: Page) => page.locator('quiz-sheet');
const score = (page: Page) => sheet(page).locator('output[name=score]');
const question = (page: Page, id: string) => page.locator(`#check-${id}`);
const ids = (page: Page) =>
  sheet(page)
    .locator('[data-question]')
    .evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset.question!));
const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true });

/** Marks what is right, or what is wrong, and checks it. */
async function answer(check: Locator, correct = true) {
  const wanted = check.locator(`form li[data-correct="${correct}"] input`);
  const inputs = correct ? await wanted.all() : [wanted.first()];
  for (const input of inputs) await input.check();
  await button(check, 'Check my answer').click();
  await expect(check.locator('output')).toHaveText(correct ? 'That is right.' : /^Not quite/);
}

/** Nothing for axe to find, wide in light and on a phone in dark, and nothing wider than the phone. */
async function expectClean(page: Page, part = 'main') {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, part), 'wide, light').toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, part), '360 px, dark').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('by mouse: a wrong answer gives every reason and what to read again; a right one counts', async ({
  page,
}) => {
  await page.goto(LESSON);
  await expect(score(page)).toHaveText('0 of 10 answered');
  const review = page.getByRole('region', { name: 'What to read again' });
  await expect(review).toBeHidden();

  const check = question(page, 'which-loss');
  await answer(check, false);
  await expect(check.locator('.why:visible')).toHaveCount(4);
  await expect(check.locator('form .proof a')).toBeVisible();
  await expect(score(page)).toHaveText('1 of 10 answered, 0 right');
  await expect(review.getByRole('listitem')).toHaveCount(1);
  await expect(review).toContainText('Question 4: read again lesson 4, Triplet loss');
  await expectClean(page);
  await review.getByRole('link', { name: 'Question 4' }).click();
  await expect(check).toBeInViewport();

  await button(check, 'Try again').click();
  await answer(check);
  await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
  await expect(review).toBeHidden();
  await page.reload();
  await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
  await expect(check.locator('output')).toHaveText('That is right.');
});

test('by keyboard: all ten, none missed; wiped and brought back', async ({ page }) => {
  await page.goto(LESSON);
  for (const id of await ids(page)) {
    const check = question(page, id);
    const right = await check
      .locator('form li')
      .evaluateAll((all) =>
        all.flatMap((li, i) => ((li as HTMLElement).dataset.correct === 'true' ? [i] : [])),
      );
    const several = (await check.locator('input[type=checkbox]').count()) > 0;
    await check.locator('form input').first().focus();
    let at = 0;
    for (const place of right) {
      for (; at < place; at++) await page.keyboard.press(several ? 'Tab' : 'ArrowDown');
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await expect(check.locator('output')).toHaveText('That is right.');
    await expect(button(check, 'Try again')).toBeFocused();
  }
  await expect(score(page)).toHaveText('10 of 10 answered, 10 right');
  await expect(page.locator('output[name=result]')).toHaveText(
    '10 of 10 right. There is nothing to read again.',
  );
  await expect(page.locator('mark-read output')).toHaveText('10 of 10 questions right');
  await expectClean(page);

  await button(sheet(page), 'Wipe and start over').press('Enter');
  await expect(score(page)).toHaveText('0 of 10 answered');
  await expect(sheet(page).locator('.said')).toHaveText('Your answers are wiped.');
  await button(sheet(page), 'Undo').press('Enter');
  await expect(score(page)).toHaveText('10 of 10 answered, 10 right');
  await expect(button(sheet(page), 'Wipe and start over')).toBeFocused();
  await page.reload();
  await expect(score(page)).toHaveText('10 of 10 answered, 10 right');
});

test('each question is a group with a name, each choice is told with its reason', async ({ page }) => {
  await page.goto(LESSON);
  await expect(sheet(page).getByRole('group')).toHaveCount(10);
  const check = page.getByRole('group', {
    name: /^Question 9 What does each step of style transfer change\?/,
  });
  await expect(check.getByRole('radio', { name: 'The parameters of the network' })).toHaveCount(1);
  await expect(page.getByRole('group', { name: /several may be right/ }).getByRole('checkbox')).toHaveCount(
    4,
  );
  await answer(question(page, 'what-is-updated'), false);
  await expect(
    check.getByRole('radio', { name: 'The parameters of the network' }),
  ).toHaveAccessibleDescription(/^Not so\. They are fixed/);
  await expect(page.getByRole('radio', { name: '30 by 30 by 30 by 32' })).toHaveCount(1);
  await expect(page.getByRole('img', { name: /^Picture x1 goes through the upper tower/ })).toBeVisible();
});

test('shuffled from a seed: questions and choices, kept, given by a link, and put back', async ({
  page,
  browser,
}) => {
  await page.goto(LESSON);
  const written = await ids(page);
  const choices = (other: Page) =>
    question(other, 'volume-shape').locator('form .choices label').allInnerTexts();
  await button(sheet(page), 'Shuffle').click();
  const order = /^Order (\d+) of/.exec((await sheet(page).locator('.said').textContent()) ?? '')![1]!;
  const shuffled = await ids(page);
  expect(shuffled).not.toEqual(written);
  expect([...shuffled].sort()).toEqual([...written].sort());
  await expect(page.locator('[data-kind]').first()).toHaveText('Question 1');
  await answer(question(page, 'volume-shape'));
  await page.reload();
  expect(await ids(page)).toEqual(shuffled);
  await expect(question(page, 'volume-shape').locator('output')).toHaveText('That is right.');

  const other = await (await browser.newContext()).newPage();
  await other.goto(new URL(`${LESSON}?quiz.seed=${order}`, page.url().replace(LESSON, '')).href);
  expect(await ids(other)).toEqual(shuffled);
  expect(await choices(other)).toEqual(await choices(page));
  await other.context().close();

  await button(sheet(page), 'As written').click();
  expect(await ids(page)).toEqual(written);
  await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
});

test('the answers are saved as CSV and JSON', async ({ page }) => {
  await page.goto(LESSON);
  await answer(question(page, 'supervised'));
  await answer(question(page, 'one-or-many'), false);
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await button(sheet(page), name).click();
    return readFile(await (await download).path(), 'utf8');
  };
  const lines = (await saved('Save as CSV')).trim().split('\r\n');
  expect(lines).toHaveLength(11);
  expect(lines[1]).toMatch(/^one-or-many,".*",wrong$/);
  expect(lines[7]).toMatch(/^supervised,".*",right$/);
  expect(JSON.parse(await saved('Save as JSON'))).toMatchObject({ answered: 2, right: 1 });
});

for (const [what, text] of [
  ['of another form', '{"10-quiz":"all right"}'],
  ['cut off', '{"10-quiz":{"re'],
]) {
  test(`storage ${what} breaks nothing`, async ({ page }) => {
    await page.addInitScript((text) => {
      localStorage.setItem('convnets:progress', text);
      localStorage.setItem('convnets:quiz:course', '"<b>"');
      localStorage.setItem('convnets:check:10-quiz:supervised', '[99,-1]');
      localStorage.setItem('convnets:check:10-quiz:cat-unit', '{"a":1}');
    }, text);
    await page.goto(LESSON);
    await expect(score(page)).toHaveText('0 of 10 answered');
    await answer(question(page, 'supervised'));
    await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
  });
}

test('storage refused: the quiz goes on until the page is left', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto(LESSON);
  await answer(question(page, 'supervised'));
  await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
  await button(sheet(page), 'Wipe and start over').click();
  await expect(score(page)).toHaveText('0 of 10 answered');
  await button(sheet(page), 'Undo').click();
  await expect(score(page)).toHaveText('1 of 10 answered, 1 right');
});

test('on paper: the quiz alone, with and without answers, nothing marked', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await page.goto(LESSON);
  await answer(question(page, 'one-or-many'), false);
  await page.emulateMedia({ media: 'print' });
  const solutions = sheet(page).locator('details li:visible');
  const print = (what: string) =>
    sheet(page)
      .locator(`[data-do=print-${what}]`)
      .evaluate((one: HTMLButtonElement) => one.click());
  await print('questions');
  await expect(sheet(page).locator('legend').first()).toBeVisible();
  await expect(sheet(page)).toContainText('Name:');
  await expect(solutions).toHaveCount(0);
  await expect(sheet(page).locator('.why:visible, .proof:visible, button:visible')).toHaveCount(0);
  await expect(page.locator('h1, header, footer').locator('visible=true')).toHaveCount(0);
  await expect(page.locator('[data-widget=question-bank]')).toBeHidden();
  await print('answers');
  expect(await solutions.count()).toBeGreaterThan(20);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('h1')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the questions can be read, answers and proofs are in details', async ({ page }) => {
    await page.goto(LESSON);
    await expect(page.getByRole('group', { name: /^Question 10/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check my answer' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Shuffle' })).toHaveCount(0);
    const check = question(page, 'cat-unit');
    await expect(check.locator('details li').first()).toBeHidden();
    await check.locator('summary').click();
    await expect(check.locator('details li').first()).toContainText('Right: True.');
    await expect(check.getByRole('link', { name: /best cat detector/ })).toBeVisible();
    const bank = page.locator('[data-widget=question-bank]');
    await expect(bank).toHaveAttribute('data-state', 'static');
    await bank.locator('summary').click();
    await expect(bank.locator('output[name=answer]')).toBeVisible();
  });
});
