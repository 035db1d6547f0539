import type { Page } from '@playwright/test';
import { bar, expect, LESSON, LONG, see, test, widget } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

const output = (page: Page, name: string) => widget(page, 'patch-explorer').locator(`output[name=${name}]`);

/** Starts mining, and waits until a part of the atlas has been looked at. */
async function startMining(page: Page, backend = 'wasm', pictures = 1) {
  await page.goto(`${LESSON}?backend=${backend}`);
  const explorer = await see(page, 'patch-explorer');
  await explorer.getByRole('button', { name: 'Compute it here' }).click();
  await expect.poll(() => bar(page), { ...LONG, intervals: [50] }).toBeGreaterThanOrEqual(pictures);
  return explorer;
}

/** Waits for the end: the lists of this machine are the shipped ones, but for ties. */
async function expectAgreement(page: Page) {
  await expect(output(page, 'agreement')).toHaveText(/^\d+ of 384$/, { timeout: 180_000 });
  const [same] = (await output(page, 'agreement').textContent())!.split(' ');
  expect(Number(same)).toBeGreaterThanOrEqual(380);
  await expect(output(page, 'mined-pictures')).toHaveText('2,048');
  await see(page, 'patch-explorer');
}

test('a worker that is killed in the middle: what was found stays, and Try again goes on from there', async ({
  page,
}) => {
  const explorer = await startMining(page, 'wasm', 64);
  await page.workers()[0]!.evaluate(() => self.close());
  await expect(explorer).toHaveAttribute('data-state', 'error', LONG);
  await expect(explorer.locator('.error')).toContainText('The rest of the page is not affected');
  const found = Number((await output(page, 'mined-pictures').textContent())!.replace(',', ''));
  expect(found).toBeGreaterThanOrEqual(64);
  await explorer.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => bar(page), LONG).toBeGreaterThanOrEqual(found);
  await expectAgreement(page);
});

test('a sheet of the atlas that is damaged in the middle is named; Try again goes on from there', async ({
  page,
}) => {
  let damaged = true;
  await page.route('**/sheet-02.webp', (route) =>
    damaged ? route.fulfill({ body: Buffer.from('RIFF....WEBP') }) : route.continue(),
  );
  const explorer = await startMining(page);
  await expect(explorer.locator('.error')).toContainText('data/pictures/sheet-02.webp arrived damaged', LONG);
  const found = Number(await output(page, 'mined-pictures').textContent());
  expect(found).toBeGreaterThan(256);
  expect(found).toBeLessThanOrEqual(512);
  damaged = false;
  await explorer.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => bar(page), LONG).toBeGreaterThanOrEqual(found);
  await expectAgreement(page);
});

test('a GPU that is lost in the middle: it goes on by itself on the next backend', async ({
  page,
  browser,
}) => {
  const explorer = await startMining(page, 'webgl');
  await expect(explorer).toHaveAttribute('data-backend', 'webgl');
  await (await browser.newBrowserCDPSession()).send('Browser.crashGpuProcess');
  await expect(explorer).toHaveAttribute('data-backend', 'wasm', LONG);
  await expect(explorer.locator('.error')).toHaveCount(0);
  await expectAgreement(page);
});

test('a tab that is put to sleep in the middle goes on when it wakes', async ({ page, context }) => {
  await startMining(page);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expectAgreement(page);
});

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Start, in microseconds. */
  ts: number;
  dur?: number;
  /** What it took of the processor, in microseconds. */
  tdur?: number;
  args?: { name?: string; chrome_mojo_event_info?: { mojo_interface_tag?: string } };
}

/**
 * The longest task of the page's main thread, in milliseconds of the processor: a machine that is busy with something
 * else does not count, nor do tasks in which the test itself asks the page for something.
 */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const events = traceEvents.filter(({ pid, tid }) => threads.has(`${pid}/${tid}`));
  const asked = events.filter(({ args }) =>
    args?.chrome_mojo_event_info?.mojo_interface_tag?.includes('DevToolsSession'),
  );
  const tasks = events.filter(({ name, tdur }) => name.endsWith('RunTask') && tdur !== undefined);
  const ours = tasks.filter(
    ({ ts, dur = 0, pid }) => !asked.some((ask) => ask.pid === pid && ask.ts >= ts && ask.ts <= ts + dur),
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(ours.length).toBeGreaterThan(500);
  return Math.max(...ours.map(({ tdur }) => tdur! / 1000));
}

test('mining and scrolling the grid keep the main thread free', async ({ page, browser }) => {
  await page.goto(`${LESSON}?backend=wasm`);
  const explorer = await see(page, 'patch-explorer');
  await explorer.getByRole('tab', { name: 'conv6' }).click();
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await explorer.getByRole('button', { name: 'Compute it here' }).click();
  await expect.poll(() => bar(page), LONG).toBeGreaterThan(0);
  await explorer.getByRole('grid').hover();
  for (let i = 0; i < 24; i++) {
    await page.mouse.wheel(0, i % 12 < 6 ? 200 : -200);
    await page.waitForTimeout(60);
  }
  await expectAgreement(page);
  const longest = longestTask(await browser.stopTracing());
  console.log(`the longest task of the main thread while mining: ${longest.toFixed(0)} ms`);
  expect(longest).toBeLessThan(50);
});
