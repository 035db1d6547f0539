import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { type KerasKind, kerasNetwork } from '../../scripts/fixtures/keras-networks.ts';
import { violations } from './axe.ts';
import { LESSON, LONG, see, widget } from './reader.ts';

const explorer = (page: Page) => widget(page, 'patch-explorer');
const output = (page: Page, name: string) => explorer(page).locator(`output[name=${name}]`);
const problem = (page: Page) => explorer(page).getByRole('alert');

function files(kind: KerasKind) {
  const { json, shards } = kerasNetwork(kind);
  return [
    { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) },
    ...shards.map(({ name, data }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(data),
    })),
  ];
}

async function open(page: Page) {
  await page.goto(`${LESSON}?backend=wasm`);
  await see(page, 'patch-explorer');
  await explorer(page).getByText('Look into your own network').click();
}

/** Another site that has a network; it says whether others may read it. */
async function otherSite(
  allow: boolean,
): Promise<{ server: Server; origin: string; asked: Record<string, string | undefined>[] }> {
  const stored = new Map(files('mobile').map(({ name, buffer }) => [`/nets/${name}`, buffer]));
  const asked: Record<string, string | undefined>[] = [];
  const server = createServer((request, response) => {
    const { cookie, referer } = request.headers;
    asked.push({ url: request.url, cookie, referer });
    const body = stored.get(request.url!);
    if (allow) response.setHeader('Access-Control-Allow-Origin', '*');
    response.writeHead(body ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}`, asked };
}

async function fetchFrom(page: Page, address: string) {
  await explorer(page).getByLabel('Or its address').fill(address);
  await explorer(page).getByRole('button', { name: 'Fetch it' }).click();
}

test('files of a network with depthwise convolutions, batch norm and a skip connection: listed and mined', async ({
  page,
}) => {
  await open(page);
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
  await explorer(page).locator('input.files').setInputFiles(files('mobile'));
  await expect(output(page, 'own-network')).toHaveText('model', LONG);
  await explorer(page).getByText('Its layers:').click();
  await expect(explorer(page).getByRole('row', { name: /block_1_add/ })).toContainText('7 px');
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
  await explorer(page).getByRole('button', { name: 'Look through the atlas' }).click();
  await expect(output(page, 'mined-pictures')).toHaveText('2,048', LONG);
  await explorer(page).getByRole('gridcell').or(explorer(page).locator('[role=grid] button')).first().click();
  await expect(explorer(page)).toContainText('Labels were measured for the course’s network only');
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
});

test('by address from another site that allows it, with nothing sent along', async ({ page, context }) => {
  const { server, origin, asked } = await otherSite(true);
  await context.addCookies([{ name: 'secret', value: '1', url: origin }]);
  await open(page);
  await fetchFrom(page, `${origin}/nets/model.json`);
  await expect(output(page, 'own-network')).toHaveText('model', LONG);
  expect(asked.map(({ url }) => url)).toEqual([
    '/nets/model.json',
    '/nets/group1-shard1of2.bin',
    '/nets/group1-shard2of2.bin',
  ]);
  for (const { cookie, referer } of asked) expect([cookie, referer]).toEqual([undefined, undefined]);
  await fetchFrom(page, `${origin}/nothing/model.json`);
  await expect(problem(page)).toContainText('there is no such file');
  await expect(output(page, 'own-network')).toHaveText('model');
  server.close();
});

test('an address on a site that does not allow it, no address at all, and this site itself', async ({
  page,
  baseURL,
}) => {
  const { server, origin } = await otherSite(false);
  await open(page);
  await fetchFrom(page, `${origin}/nets/model.json`);
  await expect(problem(page)).toContainText('does not allow other sites to read its files (CORS)', LONG);
  await fetchFrom(page, 'nonsense');
  await expect(problem(page)).toContainText('This is no address');
  await fetchFrom(page, 'file:///etc/hosts');
  await expect(problem(page)).toContainText('begins with https://');
  await fetchFrom(page, `${baseURL}models/pictures/model.json`);
  await expect(output(page, 'own-network')).toHaveText('pictures', LONG);
  await expect(problem(page)).toHaveCount(0);
  server.close();
});

test('at 360 pixels and in the dark it fits, and axe finds nothing', async ({ browser }) => {
  const page = await (
    await browser.newContext({ viewport: { width: 360, height: 760 }, colorScheme: 'dark' })
  ).newPage();
  await open(page);
  await explorer(page).locator('input.files').setInputFiles(files('flexible'));
  await expect(output(page, 'own-network')).toHaveText('model', LONG);
  await explorer(page).getByText('Its layers:').click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
  await page.context().close();
});

test.describe('style-studio', () => {
  test.describe.configure({ timeout: 240_000 });

  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    test(`paints with it, and with the course’s network again, at ${width} pixels, ${colorScheme}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const short = 'style-studio.size=96&style-studio.steps=10&style-studio.layers=1,1,0,0,0,0';
      await page.goto(`lessons/neural-style-transfer/?${short}&backend=wasm`);
      const studio = await see(page, 'style-studio');
      const clean = async () => {
        expect(await violations(page, '[data-widget=style-studio]')).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      const painted = () =>
        expect(studio.locator('.bar [role=status]')).toContainText(
          /^Painted: 10 steps; the style loss fell/,
          LONG,
        );
      await studio.locator('summary', { hasText: 'Network' }).click();
      await studio.locator('input.files').setInputFiles(files('mobile'));
      await expect(studio.locator('output[name=own-network]')).toHaveText('model', LONG);
      await studio.locator('summary', { hasText: 'Layers' }).first().click();
      await expect(studio.getByRole('slider', { name: 'λ of expanded_conv_depthwise_relu' })).toBeVisible();
      await studio.getByText('Its layers:').click();
      await expect(studio).toContainText('The map of results is put away');
      await clean();
      await studio.getByLabel('Content cost from layer').selectOption('Conv1_relu');
      await studio.getByRole('button', { name: 'Paint', exact: true }).click();
      await painted();
      await studio.getByText('How this loss adds up').click();
      await expect(studio.getByRole('rowheader', { name: 'out_relu' }).first()).toBeVisible();
      await clean();
      await studio.getByRole('button', { name: 'Back to the course’s network' }).click();
      await expect(studio.getByRole('region', { name: 'Map of results' })).toBeVisible();
      await expect(studio).toContainText('style from conv1, conv2, content from conv5');
      await studio.getByRole('button', { name: 'Paint anew' }).click();
      await painted();
      await context.close();
    });
  }
});

test('one’s own network looks at one’s own pictures, alone and beside the atlas', async ({ page }) => {
  await open(page);
  await explorer(page).locator('input.files').setInputFiles(files('mobile'));
  await expect(output(page, 'own-network')).toHaveText('model', LONG);
  await explorer(page).getByRole('button', { name: 'Look through the atlas' }).click();
  await expect(output(page, 'mined-pictures')).toHaveText('2,048', LONG);
  const pictures = await Promise.all(
    ['#d02020', '#20d020', '#2020d0'].map(async (background, i) => ({
      name: `mine-${i}.png`,
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 90, height: 60, channels: 3, background } })
        .png()
        .toBuffer(),
    })),
  );
  await explorer(page).getByRole('radio', { name: 'Your own' }).check();
  await explorer(page).locator('input[type=file][accept="image/*"][multiple]').setInputFiles(pictures);
  await expect(explorer(page)).toContainText('3 pictures of yours were looked at.', LONG);
  await explorer(page).getByRole('radio', { name: 'Both' }).check();
  await expect(explorer(page)).toContainText(
    'it can’t carry your network and your pictures: whoever opens it sees the course’s.',
  );
  await expect(explorer(page)).toHaveAttribute('data-state', 'ready');
  expect(await violations(page, '[data-widget=patch-explorer]')).toEqual([]);
});
