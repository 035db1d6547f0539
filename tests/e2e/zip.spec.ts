import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PORTABLE_BASE, ZIP_NAME } from '../../src/site/portable.ts';
import { LONG } from './reader.ts';

const FOLDER = '/some/deep folder/';
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** The downloaded course on the plainest of servers: it knows files by their whole name, and no index.html. */
test.describe('the course as one file', () => {
  let files: Record<string, Uint8Array>;
  let server: Server;
  let home: string;

  test.beforeAll(async () => {
    files = unzipSync(readFileSync(path.join(process.env.E2E_OUT_DIR ?? 'dist', ZIP_NAME)));
    server = createServer((request, response) => {
      const name = decodeURIComponent(new URL(request.url!, 'http://host').pathname).replace(
        FOLDER,
        'what-convnets-learn/',
      );
      const bytes = files[name];
      response.writeHead(bytes ? 200 : 404, {
        'Content-Type': TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream',
      });
      response.end(bytes);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    home = `http://localhost:${port}${encodeURI(FOLDER)}`;
  });
  test.afterAll(() => {
    server.close();
  });

  /** Whatever goes wrong on the page, the content security policy's refusals included; and requests to other hosts. */
  function watch(page: Page): string[] {
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('response', (response) => response.status() >= 400 && troubles.push(response.url()));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(home) && !/^(data|blob):/.test(url)) troubles.push(url);
    });
    return troubles;
  }

  test('says how to serve it, and holds neither a base path nor itself', () => {
    expect(Buffer.from(files['what-convnets-learn/README.txt']!).toString()).toContain('http.server');
    expect(Object.keys(files).filter((name) => name.endsWith('.zip'))).toEqual([]);
    const left = Object.entries(files).filter(([, bytes]) =>
      Buffer.from(bytes).includes(PORTABLE_BASE.slice(1, -1)),
    );
    expect(left.map(([name]) => name)).toEqual([]);
  });

  test('from home to a lesson, where a network answers', async ({ page }) => {
    const troubles = watch(page);
    await page.goto(`${home}index.html`);
    await page.locator('.lesson-list a').first().click();
    await expect(page).toHaveURL(/lessons\/what-deep-convnets-learn\/index\.html/);
    await expect(page.locator('meta[http-equiv="content-security-policy"]')).toHaveAttribute(
      'content',
      /default-src 'self'/,
    );
    await page.goto(`${page.url()}?backend=wasm#tuning`);
    const figure = page.locator('[data-widget=tuning]');
    await figure.scrollIntoViewIfNeeded();
    await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
    await expect(figure).toHaveAttribute('data-backend', 'wasm');
    await expect(figure.locator('output[name=response]')).toHaveText(/\d/);
    await page.evaluate(() => document.fonts.ready);
    expect(await page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded'))).toBe(
      true,
    );
    expect(troubles).toEqual([]);
  });

  test('figures that load pictures and measured data', async ({ page }) => {
    const troubles = watch(page);
    for (const widget of ['patch-explorer', 'content-layers', 'triplet-training']) {
      await page.goto(`${home}embed/${widget}/index.html?backend=wasm`);
      const figure = page.locator(`[data-widget=${widget}]`);
      await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
      await expect
        .poll(() =>
          page.evaluate(() =>
            [...document.images].every((image) => !image.complete || image.naturalWidth > 0),
          ),
        )
        .toBe(true);
    }
    expect(troubles).toEqual([]);
  });

  test('the page for teachers says that this is the copy, and its frames work', async ({ page }) => {
    const troubles = watch(page);
    await page.goto(`${home}teachers/index.html`);
    await expect(page.getByText('You are reading the copy')).toBeVisible();
    await page.locator('embed-builder iframe').scrollIntoViewIfNeeded();
    await expect(page.frameLocator('embed-builder iframe').locator('figure')).toHaveAttribute(
      'data-state',
      'ready',
      LONG,
    );
    expect(troubles).toEqual([]);
  });
});
