import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe.ts';
import { PAGES } from './site-pages.ts';

const LESSON = 'lessons/what-deep-convnets-learn/';

/** Collects what must not happen on any page: errors on the console, and requests to other hosts. */
function watch(page: Page, baseURL: string | undefined) {
  const { origin } = new URL(baseURL ?? 'http://localhost');
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  return { errors, foreign };
}

for (const path of PAGES) {
  test(`/${path} is clean in light and dark, wide and narrow`, async ({ page, baseURL }) => {
    const { errors, foreign } = watch(page, baseURL);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path, { waitUntil: 'load' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(width);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test(`/${path} has landmarks, one h1 and headings in order`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{20,}/);
    await expect(page.locator('main')).toHaveCount(1);
    await expect(page.locator('h1')).toHaveCount(1);
    const depths = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(depths[0]).toBe(1);
    for (const [i, depth] of depths.entries())
      if (i > 0) expect(depth - depths[i - 1]!).toBeLessThanOrEqual(1);
  });
}

test('the skip link leads to the content', async ({ page }) => {
  await page.goto('');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('the theme is chosen, kept over a reload, and there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('about/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  const toggle = page.locator('theme-toggle button');
  await toggle.click();
  await expect(toggle).toHaveAccessibleName('Colours: light');
  await toggle.click();
  await expect(toggle).toHaveAccessibleName('Colours: dark');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.route('**/*.js', (route) => route.abort());
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper()).toBe(dark);
});

test('a prediction is made by keyboard, reveals the answer, and is kept', async ({ page }) => {
  await page.goto(LESSON);
  const question = page.locator('predict-question').first();
  const commit = question.getByRole('button', { name: 'Commit and see' });
  await expect(question.locator('.reveal')).toBeHidden();
  await expect(commit).toBeDisabled();
  await question.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(question.getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(question.locator('.reveal')).toBeVisible();
  await expect(question.getByRole('button', { name: 'Guess again' })).toBeFocused();
  await page.reload();
  await expect(question.locator('.reveal')).toBeVisible();
  await expect(question.getByRole('radio').nth(1)).toBeChecked();
  await question.getByRole('button', { name: 'Guess again' }).press('Enter');
  await expect(question.locator('.reveal')).toBeHidden();
  await question.getByRole('button', { name: 'See without guessing' }).click();
  await expect(question.locator('.reveal')).toBeVisible();
});

test('a check is answered by keyboard, gives every reason, counts, and can be tried again', async ({
  page,
}) => {
  await page.goto(LESSON);
  const question = page.locator('check-question').first();
  const reasons = question.locator('.why:visible');
  await expect(reasons).toHaveCount(0);
  const boxes = question.locator('.choices > li');
  const wrong = question.locator('.choices > li[data-correct="false"] input').first();
  await wrong.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(question.locator('output')).toHaveText(/Not quite/);
  await expect(reasons).toHaveCount(await boxes.count());
  const progress = page.locator('mark-read output');
  await expect(progress).toHaveText(/^0 of \d+ checks? right$/);

  await question.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(reasons).toHaveCount(0);
  for (const input of await question.locator('.choices > li[data-correct="true"] input').all())
    await input.check();
  await question.getByRole('button', { name: 'Check my answer' }).click();
  await expect(question.locator('output')).toHaveText('That is right.');
  await page.reload();
  await expect(question.locator('output')).toHaveText('That is right.');
  await expect(progress).toHaveText(/^1 of \d+ checks? right$/);

  await page.getByRole('button', { name: 'Mark as read' }).click();
  await page.goto('lessons/');
  await expect(page.locator('lesson-progress').first()).toHaveText(/^Read · 1 of \d+ checks? right$/);
});

test('a term opens its definition in view, by keyboard, and closes with Escape', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(LESSON);
  const term = page.locator('glossary-term').first();
  await term.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const definition = term.locator('[popover]');
  await expect(definition).toBeVisible();
  await expect(definition).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(definition).toBeHidden();
});

test.describe('terms on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('each opens where it stands by touch, wholly in view, in a note of the margin too', async ({
    page,
  }) => {
    await page.goto(LESSON);
    const terms = page.locator('glossary-term');
    await expect(page.locator('.margin-note glossary-term').first()).toBeVisible();
    for (const term of await terms.all()) {
      const definition = term.locator('[popover]');
      await term.getByRole('button').tap();
      await expect(definition).toBeVisible();
      await expect(definition).toBeInViewport({ ratio: 1 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await page.keyboard.press('Escape');
      await expect(definition).toBeHidden();
    }
  });
});

test('the contents mark the section in view and lead to it', async ({ page }) => {
  await page.goto(LESSON);
  const links = page.locator('contents-list a');
  const last = links.nth((await links.count()) - 2);
  await last.click();
  await expect(last).toHaveAttribute('aria-current', 'location');
  await expect(page.locator('contents-list a[aria-current]')).toHaveCount(1);
});

test('citations lead to the list of sources', async ({ page }) => {
  await page.goto(LESSON);
  const cited = await page
    .locator('.cite')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(cited.length).toBeGreaterThan(0);
  for (const href of cited) await expect(page.locator(`[id="${href?.slice(1)}"]`)).toHaveCount(1);
});

test('an unknown address says so and leads back', async ({ page }) => {
  const response = await page.goto('no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  await page.getByRole('main').getByRole('link', { name: 'start of the course' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What ConvNets Learn');
});

test('the toy on the home page turns by keyboard and by drag', async ({ page, baseURL }) => {
  const { errors } = watch(page, baseURL);
  await page.goto('');
  const scene = page.locator('[data-widget="home-scene"]');
  const stage = scene.getByRole('slider', { name: 'Turn the toy' });
  await expect(scene).toHaveAttribute('data-state', 'static');
  await expect(async () => {
    await stage.press('ArrowRight');
    await expect(scene).toHaveAttribute('data-state', /busy|ready/, { timeout: 500 });
  }).toPass();
  const turned = Number(await stage.getAttribute('aria-valuenow'));
  await expect(scene).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  const box = (await stage.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(Number(await stage.getAttribute('aria-valuenow'))).toBeLessThan(turned);
  await expect(scene).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  expect(errors).toEqual([]);
});

test('the network answers for the toy, and again when it is turned', async ({ page }) => {
  await page.goto('?backend=wasm');
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask a network what it sees' }).click();
  const answer = page.locator('output[name="answer"]');
  await expect(answer).toHaveText(/The network says cat, \d+(\.\d)? %\./, { timeout: 60_000 });
  const front = await answer.textContent();
  const stage = page.getByRole('slider', { name: 'Turn the toy' });
  await expect(async () => {
    await stage.press('ArrowRight');
    await expect(answer).not.toHaveText(front ?? '', { timeout: 1500 });
  }).toPass({ timeout: 90_000 });
});

test('the toy takes its view from the link, however bent', async ({ page }) => {
  await page.goto('?home-scene.toy=teapot&home-scene.yaw=99999&home-scene.pitch=no');
  const stage = page.getByRole('slider', { name: 'Turn the toy' });
  await expect(stage).toHaveAttribute(
    'aria-valuetext',
    'teapot, turned 180° to the right, seen from 13° above',
  );
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson reads as an illustrated article', async ({ page }) => {
    await page.goto(LESSON);
    await expect(page.locator('.prose > p').first()).toBeVisible();
    await expect(page.locator('.katex-display').first()).toBeVisible();
    await expect(page.locator('theme-toggle')).toBeHidden();
    await expect(page.locator('mark-read')).toBeHidden();

    const prediction = page.locator('predict-question').first();
    await expect(prediction.getByRole('button', { name: 'Commit and see' })).toBeHidden();
    await prediction.locator('summary').click();
    await expect(prediction.locator('.reveal')).toBeVisible();

    const check = page.locator('check-question').first();
    await check.locator('summary').click();
    await expect(check.locator('details li').first()).toContainText(/Right:|Not so:/);

    await page.locator('contents-list a').first().waitFor({ state: 'visible' });
  });

  test('the home page shows the toy and the lessons', async ({ page }) => {
    await page.goto('');
    const picture = page.locator('[data-widget="home-scene"] img');
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await expect(page.locator('.lesson-list a').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Another toy' })).toBeHidden();
  });
});
