import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { SPECS } from '../../src/widgets/verify-recognise/options.ts';
import { nameOf } from '../../src/world/face/names.ts';
import { FACE_SETS } from '../../src/world/face/sets.ts';
import { violations } from './axe.ts';
import { expect, LONG, test, widget } from './reader.ts';

const LESSON = 'lessons/verification-and-recognition/';
const NAME = 'verify-recognise';
const { first } = FACE_SETS.gallery;
const output = (figure: Locator, name: string) => figure.locator(`output[name=${name}]`);

/** Opens the lesson at the figure, by default with one that computes on the processor. */
async function open(page: Page, query = '', state: string | RegExp = 'ready') {
  await page.goto(`${LESSON}?backend=wasm${query}`);
  const figure = widget(page, NAME);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', state, LONG);
  return figure;
}

const ready = (figure: Locator) => expect(figure).toHaveAttribute('data-state', 'ready', LONG);
const note = (figure: Locator) => figure.locator('.note');
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});
const importFile = (figure: Locator, name: string, text: string) =>
  figure.locator('.tools input[type=file]').setInputFiles(file(name, text));

async function enrolStranger(page: Page, figure: Locator, name: string) {
  await figure.getByRole('button', { name: 'Stranger' }).click();
  await ready(figure);
  await figure.getByRole('button', { name: 'Enrol this picture' }).click();
  await figure.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(note(figure)).toContainText('is in the gallery now', LONG);
}

async function exported(page: Page, figure: Locator): Promise<string> {
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Export the gallery as a file' }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('who is enrolled is there after a reload, and is recognised', async ({ page }) => {
  const figure = await open(page, '&verify-recognise.picture=0');
  await enrolStranger(page, figure, 'Grace');
  await expect(output(figure, 'people')).toHaveText('13');
  const probe = await figure.getByRole('combobox', { name: 'At the camera' }).inputValue();
  const again = await open(
    page,
    `&verify-recognise.mode=recognise&verify-recognise.probe=${probe}&verify-recognise.picture=0`,
  );
  await expect(output(again, 'people')).toHaveText('13');
  await expect(output(again, 'answer')).toHaveText('Grace');
  await expect(output(again, 'distance')).toHaveText('0.00');
});

test('exported, wiped and imported, the gallery is as it was', async ({ page }) => {
  const figure = await open(page);
  await enrolStranger(page, figure, 'Grace');
  const text = await exported(page, figure);
  expect(JSON.parse(text)).toMatchObject({ format: 'convnets-gallery', formatVersion: 1 });
  await figure.getByRole('button', { name: 'Empty the gallery' }).click();
  await expect(output(figure, 'people')).toHaveText('0');
  await expect(figure).toContainText('Nobody is in the gallery');
  await importFile(figure, 'gallery.json', text);
  await expect(note(figure)).toContainText('13 people added.');
  await expect(output(figure, 'people')).toHaveText('13');
  const people = (json: string) => JSON.parse(json).people;
  expect(people(await exported(page, figure))).toEqual(people(text));
});

test('two tabs show one gallery', async ({ page, context }) => {
  const here = await open(page);
  const other = await context.newPage();
  const there = await open(other);
  await here.getByRole('button', { name: 'Remove' }).click();
  await expect(output(here, 'people')).toHaveText('11');
  await expect(output(there, 'people')).toHaveText('11');
  await there.getByRole('button', { name: 'Restore the default gallery' }).click();
  await expect(output(here, 'people')).toHaveText('12');
});

test('recognises one of the gallery, and by a strict threshold none of them', async ({ page }) => {
  const figure = await open(page, '&verify-recognise.mode=recognise&verify-recognise.picture=0');
  await expect(output(figure, 'answer')).toHaveText(nameOf(SPECS.probe.fallback));
  await expect(figure).toContainText('and that is right');
  const line = figure.getByRole('slider', { name: 'Threshold τ' });
  await line.press('Home');
  await expect(output(figure, 'falseAccept')).toHaveText('0 %');
  await expect(output(figure, 'falseReject')).toHaveText('100.0 %');
  await figure.getByRole('button', { name: 'Other picture' }).click();
  await ready(figure);
  await expect(output(figure, 'answer')).toHaveText('None of them');
  await expect(figure).toContainText('a false reject');
  await line.press('End');
  await expect(output(figure, 'answer')).not.toHaveText('None of them');
});

test('files that are hostile, broken or too large change nothing and run nothing', async ({ page }) => {
  const figure = await open(page);
  const text = await exported(page, figure);
  const refused: [name: string, text: string, words: RegExp][] = [
    ['cut.json', text.slice(0, 5_000), /cut\.json is cut short or damaged/],
    ['letter.json', 'Dear gallery', /letter\.json is not a gallery/],
    ['new.json', text.replace('"formatVersion": 1', '"formatVersion": 9'), /newer version of this page/],
    [
      'many.json',
      JSON.stringify({ ...JSON.parse(text), people: Array(1_001).fill(0) }),
      /at most 1,000 people/,
    ],
    ['huge.json', ' '.repeat(5_000_001), /has 5\.0 MB\. A gallery file has at most 5 MB/],
    ['<img src=x onerror=alert(1)>.json', '{', /is not a gallery/],
  ];
  for (const [name, content, words] of refused) {
    await importFile(figure, name, content);
    await expect(note(figure)).toContainText(words);
    await expect(output(figure, 'people')).toHaveText('12');
  }
  const hostile = JSON.parse(text);
  const names = ['<img src=x onerror=alert(1)>', '\u202e\u0000txet\u0007', `${'long '.repeat(2_000)}`];
  hostile.people = names.map((name, i) => ({ ...hostile.people[i], name }));
  await importFile(figure, 'hostile.json', JSON.stringify(hostile));
  await expect(note(figure)).toContainText('3 people added.');
  await expect(
    figure.getByRole('radio', { name: '<img src=x onerror=alert(1)>', exact: true }),
  ).toBeVisible();
  await expect(figure.getByRole('radio', { name: 'txet', exact: true })).toBeVisible();
  await expect(figure.locator('img[src="x"]')).toHaveCount(0);
  await figure.getByRole('button', { name: 'Undo' }).click();
  await expect(output(figure, 'people')).toHaveText('12');
});

test('where storage is refused it says so, and the gallery lives until the page goes', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
  });
  const figure = await open(page);
  await expect(figure).toContainText('This browser keeps nothing for this page');
  await enrolStranger(page, figure, 'Grace');
  await expect(output(figure, 'people')).toHaveText('13');
  await expect(figure).toContainText('This browser keeps nothing for this page');
});

test('a full storage is said, and the page goes on', async ({ page, context }) => {
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value && typeof value === 'object' && value.name === 'Grace') {
        throw new DOMException('no room', 'QuotaExceededError');
      }
      return key === undefined ? put.call(this, value) : put.call(this, value, key);
    };
  });
  const figure = await open(page);
  await enrolStranger(page, figure, 'Grace');
  await expect(figure).toContainText('There is no room left on this device');
  await expect(output(figure, 'people')).toHaveText('13');
});

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '-1e999',
  '__proto__',
  '%00%ff',
  'NaN',
  '😀',
  '',
  '9'.repeat(400),
];

test('a link tampered with in every option shows a legal view', async ({ page }) => {
  for (const shift of [0, 3, 5]) {
    const query = new URLSearchParams();
    for (const [i, option] of Object.keys(SPECS).entries()) {
      query.append(`${NAME}.${option}`, HOSTILE[(i + shift) % HOSTILE.length]!);
    }
    const figure = await open(page, `&${query}`);
    await expect(output(figure, 'distance')).toHaveText(/^\d\.\d\d$/);
    await expect(figure.locator('.error')).toHaveCount(0);
    await expect(figure.locator('img[src="x"]')).toHaveCount(0);
  }
});

test('the link brings back the view', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page, `&verify-recognise.mode=recognise&verify-recognise.probe=${first + 3}`);
  await figure.getByRole('slider', { name: 'Turn' }).press('End');
  await figure.getByRole('radio', { name: 'Safe' }).check({ force: true });
  await ready(figure);
  const said = await output(figure, 'distance').textContent();
  await figure.getByRole('button', { name: 'Link to this view' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await figure.scrollIntoViewIfNeeded();
  await ready(figure);
  await expect(output(figure, 'distance')).toHaveText(said!);
  await expect(figure.getByRole('radio', { name: 'Safe' })).toBeChecked();
  await expect(figure.getByRole('slider', { name: 'Turn' })).toHaveValue('35');
});

test('a picture of your own stays here, is warned about, can be enrolled and claimed', async ({ page }) => {
  const figure = await open(page);
  await figure.getByText('A picture of your own').click();
  await expect(figure).toContainText('The network knows only the clay faces of this world');
  const buffer = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#c86' } })
    .png()
    .toBuffer();
  const chooser = figure.locator('.controls input[type=file]');
  await chooser.setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(figure).toContainText('bad.png is not a picture');
  await chooser.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await ready(figure);
  await figure.getByRole('button', { name: 'Enrol this picture' }).click();
  await figure
    .getByRole('button', { name: /^Enrol/ })
    .first()
    .click();
  await expect(output(figure, 'people')).toHaveText('13');
  await expect(output(figure, 'distance')).toHaveText('0.00');
  const again = await open(page);
  await again.getByRole('radio', { name: 'Me', exact: true }).click();
  await expect(again).toContainText('claims to be Me');
});

const BROKEN: [file: string, words: RegExp][] = [
  ['**/models/faces/manifest.json', /models\/faces\/manifest\.json/],
  ['**/data/faces/encodings-test.bin', /encodings-test\.bin arrived damaged/],
  ['**/data/faces/encodings-gallery.bin', /encodings-gallery\.bin arrived damaged/],
];
for (const [pattern, words] of BROKEN) {
  test(`names ${pattern} when it is damaged, shows what it has, and Try again mends it`, async ({ page }) => {
    let spoilt = true;
    await page.route(pattern, (route) => (spoilt ? route.fulfill({ body: 'damaged' }) : route.continue()));
    const figure = await open(page, '', 'error');
    await expect(figure.locator('.error').first()).toContainText(words);
    await expect(output(figure, 'distance')).toHaveText(/^\d\.\d\d$/);
    spoilt = false;
    await figure.getByRole('button', { name: 'Try again' }).first().click();
    await ready(figure);
    await expect(figure.locator('.error')).toHaveCount(0);
  });
}

test('a network that cannot be had is named when it is needed', async ({ page }) => {
  let spoilt = true;
  await page.route('**/models/faces/weights.bin', (route) =>
    spoilt ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Stranger' }).click();
  await expect(figure).toHaveAttribute('data-state', 'error', LONG);
  await expect(figure.locator('.error')).toContainText('models/faces/weights.bin is missing');
  spoilt = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await ready(figure);
  await expect(output(figure, 'distance')).toHaveText(/^\d\.\d\d$/);
});

test('a worker that cannot be had is named; Try again draws and encodes', async ({ page }) => {
  let spoilt = true;
  await page.route('**/_astro/compute.worker*.js', (route) =>
    spoilt ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  const figure = await open(page, '', /ready|busy/);
  await figure.getByRole('button', { name: 'Stranger' }).click();
  await expect(figure).toHaveAttribute('data-state', 'error', LONG);
  const error = figure.locator('.error');
  await expect(error).toContainText('has stopped: it could not be loaded');
  await expect(figure.getByRole('radio')).toHaveCount(15); // twelve people, three rules
  spoilt = false;
  await error.getByRole('button', { name: 'Try again' }).click();
  await ready(figure);
  await expect(output(figure, 'distance')).toHaveText(/^\d\.\d\d$/);
  await expect(figure.getByText('This face could not be drawn')).toHaveCount(0);
});

test('without scripts it tells its story', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto(LESSON);
  const figure = widget(page, NAME);
  await expect(figure).toHaveAttribute('data-state', 'static');
  await expect(output(figure, 'distance')).toHaveText(/^\d\.\d\d$/);
  await expect(output(figure, 'falseAccept')).toHaveText(/%$/);
  await expect(figure.locator('img').first()).toBeVisible();
  await expect(figure.getByRole('slider')).toHaveCount(0);
  await context.close();
});

test('axe finds nothing in any state, and nothing is wider than a phone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await open(page);
  const clean = async (what: string) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await violations(page, `[data-widget=${NAME}]`), `${what}, wide, light`).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, `[data-widget=${NAME}]`), `${what}, 360 px, dark`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await clean('a claim');
  await figure.getByRole('button', { name: 'Rename' }).click();
  await clean('renaming');
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await figure.getByRole('tab', { name: 'Recognise one of many' }).click();
  await clean('recognition');
  await figure.getByRole('button', { name: 'Enrol this picture' }).click();
  await clean('enrolling somebody who is there');
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await figure.getByText('A picture of your own').click();
  await importFile(figure, 'letter.json', 'no');
  await expect(note(figure)).toContainText('is not a gallery');
  await clean('a file refused');
  await figure.getByRole('button', { name: 'Empty the gallery' }).click();
  await expect(output(figure, 'people')).toHaveText('0');
  await clean('nobody');
});
