import { kerasNetwork } from '../../scripts/fixtures/keras-networks.ts';
import { violations } from './axe.ts';
import { expect, LONG, see, test } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

const FIGURE = '[data-widget=content-layers]';

function files() {
  const { json, shards } = kerasNetwork('mobile');
  return [
    { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) },
    ...shards.map(({ name, data }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(data),
    })),
  ];
}

test('content-layers takes a network of the reader’s: rebuilt here, saved, on a phone too; the link keeps the rest', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const query = 'content-layers.size=64&content-layers.steps=15&content-layers.content=dog';
  await page.goto(`lessons/content-cost/?${query}`);
  const figure = await see(page, 'content-layers');
  const output = (name: string) => figure.locator(`output[name="${name}"]`);
  await figure.getByText('Rebuild from your own network').click();
  expect(await violations(page, FIGURE)).toEqual([]);
  await figure.locator('.network input[type=file]').setInputFiles(files());
  await expect(output('own-network')).toHaveText('model', LONG);
  await expect(figure.locator('p[role=status]')).toContainText('belongs to the course’s network');
  await figure.getByText('Its layers:').click();
  await figure.getByRole('checkbox', { name: 'block_1_add' }).check();
  await figure.getByRole('radio', { name: 'block_1_add' }).focus();
  await page.keyboard.press('Space');
  await figure.getByRole('button', { name: 'Rebuild block_1_add here' }).click();
  await expect(output('between-block_1_add')).toContainText('%', LONG);
  await expect(figure).toHaveAttribute('data-state', 'ready', LONG);
  const [start, now] = await Promise.all(
    ['cost-start', 'cost'].map(async (name) => Number(await output(name).textContent())),
  );
  expect(now).toBeLessThan(start!);
  await figure.getByText('Every rebuild, measured in every layer').click();

  const picture = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Save the rebuild (PNG)' }).click();
  expect((await picture).suggestedFilename()).toBe('block_1_add.png');
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.get('content-layers.content')).toBe('dog');
  expect(link.href).not.toContain('block_1_add');
  await expect(figure).toContainText('it can’t carry your network');

  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, FIGURE), 'wide, light').toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, FIGURE), '360 px, dark').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await figure.getByRole('button', { name: 'Back to the course’s network' }).click();
  await expect(figure.getByRole('radio', { name: 'conv4' })).toBeChecked();
  await expect(output('between-block_1_add')).toHaveCount(0);
});
