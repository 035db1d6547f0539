import { expect, LONG, test } from './reader.ts';

test('a figure to embed is chosen by keyboard, from a view, with its preview', async ({ page }) => {
  await page.goto('teachers/');
  const builder = page.locator('embed-builder');
  const snippet = builder.getByRole('textbox', { name: 'HTML for your page' });
  await expect(snippet).toHaveValue(/<iframe src="[^"]+\/embed\/patch-explorer\/"/);
  await builder.getByRole('combobox', { name: 'Figure' }).selectOption('receptive-field');
  await builder.getByRole('radio', { name: 'dark' }).focus();
  await page.keyboard.press('Space');
  await builder.getByRole('checkbox', { name: 'caption' }).focus();
  await page.keyboard.press('Space');
  await expect(builder.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(
    /\/embed\/receptive-field\/\?theme=dark&hide=caption$/,
  );
  await expect(snippet).toHaveValue(/receptive-field\/\?theme=dark&amp;hide=caption"/);
  const preview = builder.frameLocator('iframe');
  await builder.locator('iframe').scrollIntoViewIfNeeded();
  await expect(preview.locator('figure')).toHaveAttribute('data-state', 'ready', LONG);
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(preview.locator('figcaption')).toBeHidden();
  const tall = () => builder.locator('iframe').evaluate((frame) => frame.clientHeight);
  await expect.poll(async () => snippet.inputValue()).toContain(`height="${await tall()}"`);
});

test('a pasted view chooses its figure; anything else is told so, and nothing is lost', async ({ page }) => {
  await page.goto('teachers/');
  const builder = page.locator('embed-builder');
  const view = builder.getByRole('textbox', { name: /Start from a view/ });
  const link = builder.getByRole('textbox', { name: 'Link', exact: true });
  await view.fill(
    'https://elsewhere.example/lessons/triplet-loss/?triplet-geometry.margin=0.7&x=1#triplet-geometry',
  );
  await expect(builder.getByRole('combobox', { name: 'Figure' })).toHaveValue('triplet-geometry');
  await expect(link).toHaveValue(/\/embed\/triplet-geometry\/\?triplet-geometry\.margin=0\.7$/);
  await expect(link).not.toHaveValue(/elsewhere/);
  await view.fill('javascript:alert(1)#nothing');
  await expect(builder).toContainText('This is no link to a view of a figure.');
  await expect(link).toHaveValue(/\/embed\/triplet-geometry\/$/);
  await view.fill('');
  await expect(builder).not.toContainText('This is no link');
});

test('the copied HTML is what is shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('teachers/');
  const builder = page.locator('embed-builder');
  const html = builder.getByRole('textbox', { name: 'HTML for your page' });
  // The preview may still tell its height, which goes into the HTML.
  await expect(async () => {
    await builder.getByRole('button', { name: 'Copy the HTML' }).press('Enter');
    await expect(builder.getByRole('status')).toHaveText('Copied.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('<iframe src="');
    expect(copied).toBe(await html.inputValue());
  }).toPass();
});

test('the whole course can be downloaded, of the size that is said', async ({ page, request }) => {
  await page.goto('teachers/');
  const link = page.getByRole('link', { name: 'The whole course as one file' });
  const said = await page.locator('p', { has: link }).textContent();
  const response = await request.head(new URL((await link.getAttribute('href'))!, page.url()).href);
  expect(response.ok()).toBe(true);
  const megabytes = Number(response.headers()['content-length']) / 1e6;
  expect(said).toContain(`(${megabytes.toFixed(0)} MB)`);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an example to paste is there instead of the builder', async ({ page }) => {
    await page.goto('teachers/');
    await expect(page.locator('embed-builder')).toBeHidden();
    await expect(page.locator('pre')).toContainText('<iframe src="');
  });
});
