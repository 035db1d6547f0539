import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { violations } from './axe.ts';
import { bar, expect, LESSON, LONG, see, test } from './reader.ts';

test.describe.configure({ timeout: 240_000 });

let folder: string;

/** A drawn photograph: a ground, a disc and some bars, another one for every number. */
function drawing(number: number, width = 320, height = 240): Buffer {
  const bars = Array.from(
    { length: 8 },
    (_, i) => `<rect x="${i * (width / 8)}" width="${4 + (number % 7) * 3}" height="${height}" fill="#222"/>`,
  );
  const disc = `<circle cx="${width / 2}" cy="${height / 2}" r="${20 + (number % 5) * 12}" fill="hsl(${(number * 137) % 360} 70% 50%)"/>`;
  const ground = `<rect width="${width}" height="${height}" fill="hsl(${(number * 61) % 360} 40% 75%)"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${ground}${bars.join('')}${disc}</svg>`,
  );
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photographs-'));
  await mkdir(path.join(folder, 'more'));
  for (let i = 1; i <= 24; i++) {
    await sharp(drawing(i))
      .jpeg()
      .toFile(path.join(folder, `img_${i}.jpg`));
  }
  await sharp(drawing(40))
    .png()
    .toFile(path.join(folder, 'more', 'img_1.png'));
  await sharp(drawing(41))
    .webp()
    .toFile(path.join(folder, 'more', 'img_2.webp'));
  // Lies on its side, and says so: up is where the blue is.
  await sharp({ create: { width: 200, height: 200, channels: 3, background: '#c00' } })
    .composite([
      { input: { create: { width: 100, height: 200, channels: 3, background: '#00c' } }, left: 0, top: 0 },
    ])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toFile(path.join(folder, 'turned.jpg'));
  await sharp(drawing(42)).toColourspace('cmyk').jpeg().toFile(path.join(folder, 'print.jpg'));
  const whole = await readFile(path.join(folder, 'img_1.jpg'));
  await writeFile(path.join(folder, 'cut.jpg'), whole.subarray(0, 400));
  await writeFile(path.join(folder, 'fake.png'), 'no picture');
  await writeFile(path.join(folder, 'empty.jpg'), '');
  await writeFile(path.join(folder, 'notes.txt'), 'words');
  await sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } })
    .png()
    .toFile(path.join(folder, 'tiny.png'));
});

test.afterAll(() => rm(folder, { recursive: true }));

const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);
const pick = (figure: Locator, name: string) =>
  figure.getByRole('radio', { name, exact: true }).check({ force: true });

async function open(page: Page, query = '') {
  await page.goto(`${LESSON}?backend=wasm${query}`);
  return see(page, 'patch-explorer');
}

/** Chooses the whole folder, and waits until it has been looked at. */
async function chooseFolder(figure: Locator) {
  await figure.locator('input[webkitdirectory]').setInputFiles(folder);
  await expect(output(figure, 'own-pictures')).toBeVisible(LONG);
}

test('a folder as the atlas: files by name, what can’t be read is named, saved as CSV and JSON', async ({
  page,
}) => {
  const figure = await open(page, '&patch-explorer.layer=conv3&patch-explorer.unit=12');
  await pick(figure, 'Your own');
  await expect(figure).toContainText('nothing is uploaded, nothing is stored');
  await chooseFolder(figure);
  await expect(output(figure, 'own-pictures')).toHaveText('28');
  await expect(output(figure, 'own-unread')).toHaveText('4 files could not be read and are passed over.');
  await figure.locator('.folder summary').click();
  const unread = figure.locator('.folder li');
  await expect(unread).toHaveCount(4);
  await expect(unread.filter({ hasText: 'cut.jpg' })).toContainText('damaged');
  await expect(unread.filter({ hasText: 'tiny.png' })).toContainText('9 × 9 pixels: too small');
  await expect(figure.locator('.folder')).toContainText('1 file is no picture and is left out');
  const tiles = figure.getByRole('grid').getByRole('button');
  await expect(tiles).toHaveCount(25);
  await expect(tiles.first()).toHaveAccessibleName(/^Number 1: .*\.(jpg|png|webp), activation/);
  await expect(figure).toContainText('Your pictures come without class names');
  await expect(figure.getByText('it can’t carry your pictures')).toBeVisible();

  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFile((await download.path())!, 'utf8');
  };
  const lines = (await saved('Save all lists (CSV)')).trim().split('\n');
  expect(lines[0]).toBe('layer,filter,rank,source,picture,row,column,x,y,width,height,activation');
  expect(lines.length).toBe(1 + 384 * 25);
  expect(new Set(lines.slice(1).map((line) => line.split(',')[3]))).toEqual(new Set(['yours']));
  const json = JSON.parse(await saved('Save all lists (JSON)'));
  expect(json.lists).toHaveLength(384 * 25);
  expect(json.filesNotRead).toHaveLength(4);
  const first = json.lists.find(
    (row: { layer: string; filter: number }) => row.layer === 'conv3' && row.filter === 12,
  );
  await expect(tiles.first()).toHaveAccessibleName(
    `Number 1: ${first.picture}, activation ${first.activation.toFixed(2)}`,
  );
});

test('a picture that lies on its side is turned up', async ({ page }) => {
  const figure = await open(
    page,
    '&patch-explorer.layer=conv1&patch-explorer.unit=3&patch-explorer.show=picture',
  );
  await pick(figure, 'Your own');
  await figure.locator('.folder input[accept]').setInputFiles(path.join(folder, 'turned.jpg'));
  await expect(output(figure, 'own-pictures')).toHaveText('1', LONG);
  const colours = () =>
    figure
      .locator('.top .picked canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const at = (y: number) => [...canvas.getContext('2d')!.getImageData(128, y, 1, 1).data].slice(0, 3);
        const name = ([red, , blue]: number[]) => (red! > 150 ? 'red' : blue! > 150 ? 'blue' : 'none');
        return [name(at(40)), name(at(216))];
      });
  await expect.poll(colours, LONG).toEqual(['blue', 'red']);
});

test('both: the tiles say which are yours; switching loses nothing', async ({ page }) => {
  const figure = await open(page, '&patch-explorer.layer=conv1&patch-explorer.unit=3');
  const tiles = figure.getByRole('grid').getByRole('button');
  const names = () => tiles.evaluateAll((all) => all.map((tile) => tile.getAttribute('aria-label')!));
  const shipped = await names();
  await pick(figure, 'Both');
  expect(await names()).toEqual(shipped.map((name) => `${name}, atlas`));
  await chooseFolder(figure);
  const both = await names();
  expect(both.some((name) => name.endsWith(', yours'))).toBe(true);
  for (const name of both) expect(name).toMatch(/, (yours|atlas)$/);
  await pick(figure, 'The course’s atlas');
  expect(await names()).toEqual(shipped);
  await pick(figure, 'Both');
  expect(await names()).toEqual(both);
});

test('Cancel keeps what was found, and Go on comes to the end', async ({ page }) => {
  const many = await mkdtemp(path.join(tmpdir(), 'many-'));
  try {
    const one = await sharp(drawing(5, 2400, 1800))
      .jpeg()
      .toBuffer();
    for (let i = 0; i < 60; i++) await writeFile(path.join(many, `${i}.jpg`), one);
    const figure = await open(page, '&patch-explorer.layer=conv2');
    await pick(figure, 'Your own');
    await figure.locator('input[webkitdirectory]').setInputFiles(many);
    await expect.poll(() => bar(page), { ...LONG, intervals: [30] }).toBeGreaterThanOrEqual(8);
    await figure.getByRole('button', { name: 'Cancel' }).click();
    await expect(figure.locator('.folder')).toContainText(
      /Stopped: the lists are of the first \d+ of\s+60 pictures/,
    );
    await expect(figure.getByRole('grid')).toBeVisible();
    await figure.getByRole('button', { name: 'Go on', exact: true }).click();
    await expect(figure.locator('.folder')).toContainText('60 pictures of yours were looked at.', LONG);
  } finally {
    await rm(many, { recursive: true });
  }
});

test('by keyboard: from the layers to the choice of pictures, to the folder, to a filter', async ({
  page,
}) => {
  const chooser = page.waitForEvent('filechooser', LONG);
  const figure = await open(page, '&patch-explorer.layer=conv3');
  await figure.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveValue('atlas');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(':focus')).toHaveValue('own');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Choose a folder');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(folder);
  await expect(output(figure, 'own-pictures')).toBeVisible(LONG);
  await figure.getByRole('grid').locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator(':focus')).toHaveText('conv3, filter 1');
});

test('nothing for axe to find, wide and on a phone, before and after a folder', async ({ page }) => {
  const figure = await open(page, '&patch-explorer.layer=conv2');
  const clean = async (what: string) => {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page, '[data-widget=patch-explorer]'), `${what}, ${width} px`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  };
  await pick(figure, 'Your own');
  await clean('before a folder');
  await chooseFolder(figure);
  await figure.locator('.folder summary').click();
  await clean('the grid');
  await pick(figure, 'Both');
  await figure.getByRole('grid').getByRole('button').nth(3).click();
  await clean('a filter, both');
  await pick(figure, 'Your own');
  await clean('a filter, own');
});
