import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { LESSON_PAGES } from './site-pages.ts';

const MOST_BYTES = 100_000;

/** The page's things of schema.org, by type. */
async function things(page: Page) {
  const text = await page.locator('script[type="application/ld+json"]').textContent();
  const { '@graph': graph } = JSON.parse(text!) as { '@graph': Record<string, unknown>[] };
  return new Map(graph.map((thing) => [thing['@type'] as string, thing]));
}

const meta = (page: Page, property: string) =>
  page.locator(`meta[property="${property}"]`).getAttribute('content');

for (const path of ['', ...LESSON_PAGES, 'glossary/', 'models/pictures/'])
  test(`/${path} has a card of its size, named and small`, async ({ page }) => {
    await page.goto(path);
    const card = await page.request.get((await meta(page, 'og:image'))!);
    expect(card.headers()['content-type']).toBe('image/jpeg');
    const body = await card.body();
    expect(body.length).toBeLessThanOrEqual(MOST_BYTES);
    const { width, height } = await sharp(body).metadata();
    expect([String(width), String(height)]).toEqual([
      await meta(page, 'og:image:width'),
      await meta(page, 'og:image:height'),
    ]);
    expect(await meta(page, 'og:image:alt')).toMatch(/.{15,}/);
    await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute('content', 'summary_large_image');
  });

test('every lesson tells machines what it teaches, and where it stands', async ({ page }) => {
  for (const path of LESSON_PAGES) {
    await page.goto(path);
    const found = await things(page);
    const lesson = found.get('LearningResource') ?? found.get('Quiz');
    expect(lesson).toMatchObject({
      name: await page.locator('h1').textContent(),
      timeRequired: expect.stringMatching(/^PT\d+M$/),
      isPartOf: { '@type': 'Course' },
    });
    expect(found.get('BreadcrumbList')?.itemListElement).toHaveLength(3);
  }
});

test('the home page is the course, the glossary its set of terms', async ({ page }) => {
  await page.goto('');
  expect((await things(page)).get('Course')?.hasPart).toHaveLength(LESSON_PAGES.length);
  await page.goto('glossary/');
  const terms = (await things(page)).get('DefinedTermSet')?.hasDefinedTerm;
  expect(terms).toHaveLength(await page.locator('dt').count());
});
