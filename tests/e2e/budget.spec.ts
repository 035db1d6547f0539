import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { LESSON_PAGES } from './site-pages.ts';

const OUT = process.env.E2E_OUT_DIR ?? 'dist';
const KB = 1000;

/** Already compressed: a server that gzips sends these as they are. */
const PACKED = /\.(woff2|webp|png|jpg|jpeg)$/;

interface Transfer {
  path: string;
  bytes: number;
}

/** Bytes of a file of the built site as a server that gzips would send it. */
function sent(path: string): number {
  const file = readFileSync(join(OUT, path.endsWith('/') ? `${path}index.html` : path));
  return PACKED.test(path) ? file.length : gzipSync(file).length;
}

/** Everything that the page asks for until it is quiet, without scrolling. */
async function firstView(page: Page, path: string, base: string): Promise<Transfer[]> {
  const root = new URL(base).pathname;
  const paths = new Set<string>();
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (protocol.startsWith('http')) paths.add(pathname.slice(root.length));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return [...paths].map((name) => ({ path: name, bytes: sent(name === '' ? 'index.html' : name) }));
}

const sum = (transfers: Transfer[]) => transfers.reduce((total, { bytes }) => total + bytes, 0);
const list = (transfers: Transfer[]) => transfers.map(({ path, bytes }) => `${bytes} ${path}`).join('\n');

for (const path of [
  '',
  ...LESSON_PAGES,
  'notation/',
  'models/pictures/',
  'models/faces/',
  'models/heartbeats/',
]) {
  test(`/${path} keeps to its budget of bytes`, async ({ page, baseURL }) => {
    const transfers = await firstView(page, path, baseURL!);
    const scripts = transfers.filter((transfer) => transfer.path.endsWith('.js'));
    expect(sum(scripts), list(scripts)).toBeLessThanOrEqual(60 * KB);
    expect(sum(transfers), list(transfers)).toBeLessThanOrEqual(300 * KB);
    console.log(`/${path}: JS ${sum(scripts)}, all ${sum(transfers)} bytes`);
  });
}

test('no page ships a KaTeX font other than woff2', async ({ page }) => {
  await page.goto('notation/');
  const sheets = await page
    .locator('link[rel=stylesheet]')
    .evaluateAll((all) => all.map((link) => (link as HTMLLinkElement).href));
  for (const href of sheets)
    expect(await (await page.request.get(href)).text()).not.toMatch(/\.(ttf|woff)\)/);
});
