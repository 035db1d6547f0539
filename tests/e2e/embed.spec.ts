import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { COURSE_WIDGETS, embedPath } from '../../src/site/course-widgets.ts';
import { EMBED_LISTENER, embedFrame } from '../../src/site/embed.ts';
import { violations } from './axe.ts';
import { LONG } from './reader.ts';

const path = (widget: string, query = '') => `${embedPath(widget).slice(1)}?backend=wasm${query}`;

/** Errors of the page's console, and requests that failed or went to another host. */
function watch(page: Page, baseURL: string | undefined) {
  const troubles: string[] = [];
  const { origin } = new URL(baseURL!);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('response', (response) => response.status() >= 400 && troubles.push(response.url()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) troubles.push(url);
  });
  return troubles;
}

test.describe('a figure in a page of another origin', () => {
  let server: Server;
  let address: string;
  let body = '';

  test.beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(
        `<!doctype html><html lang="en"><title>A course elsewhere</title><body><h1>Week 3</h1>${body}`,
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  test.afterAll(() => {
    server.close();
  });

  const frameOf = (baseURL: string | undefined, options: string) =>
    embedFrame({
      address: new URL(path('triplet-geometry', options), baseURL).href,
      widget: 'triplet-geometry',
      title: 'Anchor, positive, negative',
      theme: 'light',
      hide: ['caption'],
      height: 320,
    });
  const contentHeight = (page: Page) =>
    page
      .frameLocator('iframe')
      .locator('body')
      .evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
  const frameHeight = (page: Page) => page.locator('iframe').evaluate((frame) => frame.clientHeight);

  test('is as tall as its content, and follows it', async ({ page, baseURL }) => {
    body = `${frameOf(baseURL, '&triplet-geometry.margin=0.7')}\n${EMBED_LISTENER}`;
    await page.goto(address);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('figure')).toHaveAttribute('data-state', 'ready', LONG);
    await expect(frame.getByRole('slider', { name: 'Margin α' })).toHaveValue('0.7');
    await expect(frame.locator('figcaption')).toBeHidden();
    await expect.poll(async () => (await frameHeight(page)) - (await contentHeight(page))).toBe(0);
    const wide = await frameHeight(page);
    expect(wide).toBeGreaterThan(400);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => frameHeight(page)).toBeGreaterThan(wide);
    await expect.poll(async () => (await frameHeight(page)) - (await contentHeight(page))).toBe(0);
    expect(await frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  });

  test('works without the script: as tall as the snippet says, and scrolls', async ({ page, baseURL }) => {
    body = frameOf(baseURL, '');
    await page.goto(address);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('figure')).toHaveAttribute('data-state', 'ready', LONG);
    expect(await frameHeight(page)).toBe(320);
    const link = frame.getByRole('link', { name: /From What ConvNets Learn/ });
    await link.scrollIntoViewIfNeeded();
    await expect(link).toBeInViewport();
  });

  test('leads to the lesson, with the view that was prepared', async ({ page, baseURL, context }) => {
    body = frameOf(baseURL, '&triplet-geometry.margin=0.7&triplet-geometry.hide=toolbar');
    await page.goto(address);
    const opened = context.waitForEvent('page');
    await page
      .frameLocator('iframe')
      .getByRole('link', { name: /From What ConvNets Learn, lesson 4/ })
      .click();
    const lesson = await opened;
    await expect(lesson).toHaveURL(
      /lessons\/triplet-loss\/\?triplet-geometry\.margin=0\.7#triplet-geometry$/,
    );
    const figure = lesson.locator('[data-widget=triplet-geometry]');
    await expect(figure.getByRole('slider', { name: 'Margin α' })).toHaveValue('0.7', LONG);
  });
});

test.describe('the theme', () => {
  const paper = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('comes from the link, else from the system, never from what was chosen on the site', async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('about/');
    const light = await paper(page);
    await page.evaluate(() => localStorage.setItem('convnets:theme', '"dark"'));
    await page.reload();
    const dark = await paper(page);
    expect(dark).not.toBe(light);
    for (const [query, expected] of [
      ['', light],
      ['&theme=dark', dark],
      ['&theme=light', light],
      ['&theme=auto', light],
      ['&theme=url(x)', light],
    ]) {
      await page.goto(path('receptive-field', query));
      expect(await paper(page), query).toBe(expected);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(path('receptive-field'));
    expect(await paper(page)).toBe(dark);
  });
});

test.describe('what a link hides', () => {
  test('is not there before the figure wakes, nor after', async ({ page }) => {
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(path('triplet-geometry', '&hide=controls,caption'));
    for (const part of ['.toolbar', '[data-part=settings]', 'figcaption'])
      await expect(page.locator(part).first()).toBeHidden();
    await expect(page.locator('.live-formula')).toBeVisible();
    await page.unroute('**/*.js');
    await page.reload();
    await expect(page.locator('figure')).toHaveAttribute('data-state', 'ready', LONG);
    await expect(page.getByRole('tab')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Link to this view' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  });

  test('one figure of a lesson, its formula too', async ({ page }) => {
    await page.goto(
      'lessons/triplet-loss/?triplet-geometry.hide=controls,caption,formula,bogus#triplet-geometry',
    );
    const figure = page.locator('[data-widget=triplet-geometry]');
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    await expect(figure.locator('figcaption')).toBeHidden();
    await expect(figure.locator('.live-formula')).toBeHidden();
    await expect(page.locator('.prose > .live-formula').first()).toBeVisible();
    await expect(page.locator('[data-widget=triplet-training] figcaption')).toBeVisible();
  });

  test('all figures of a lesson', async ({ page, baseURL }) => {
    const troubles = watch(page, baseURL);
    await page.goto('lessons/triplet-loss/?hide=caption');
    for (const caption of await page.locator('figcaption').all()) await expect(caption).toBeHidden();
    expect(troubles).toEqual([]);
  });
});

for (const { widget, title, lesson } of COURSE_WIDGETS) {
  test(`${widget} alone: awake, clean, and no wider than a phone`, async ({ page, baseURL }) => {
    const troubles = watch(page, baseURL);
    await page.goto(path(widget));
    const figure = page.locator(`figure[data-widget="${widget}"]`);
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    await expect(page.locator('figure[data-widget]')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(title);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
    await expect(page.locator('[data-embed-home]')).toHaveAttribute(
      'href',
      new RegExp(`/lessons/${lesson.slice(3)}/#${widget}$`),
    );
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(troubles).toEqual([]);
  });
}

for (const widget of ['patch-explorer', 'receptive-field', 'verify-recognise', 'triplet-training']) {
  test(`${widget} alone, to axe: light and wide, dark on a phone, with parts hidden`, async ({ page }) => {
    for (const query of ['&theme=light', '&theme=dark', '&hide=title,controls,caption,formula']) {
      await page.setViewportSize({ width: query === '&theme=dark' ? 360 : 900, height: 740 });
      await page.goto(path(widget, query));
      await expect(page.locator('figure[data-widget]')).toHaveAttribute('data-state', 'ready', LONG);
      expect(await violations(page), query).toEqual([]);
    }
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a figure alone is a picture with words, and leads to its lesson', async ({ page }) => {
    await page.goto(path('receptive-field'));
    await expect(page.locator('figure svg').first()).toBeVisible();
    await expect(page.locator('figcaption')).toBeVisible();
    await expect(page.getByRole('link', { name: /From What ConvNets Learn/ })).toBeVisible();
  });
});
