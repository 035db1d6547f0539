import type { Locator, Page } from '@playwright/test';
import { expect, LONG, see, test, widget } from './reader.ts';

/** Every proof of the quiz is followed from its question, and the experiment has to show what the answer claims. */
test.describe.configure({ timeout: 240_000 });

const output = (figure: Locator, name: string) => figure.locator(`output[name="${name}"]`);
const numberOf = async (figure: Locator, name: string) =>
  Number.parseFloat(((await output(figure, name).textContent()) ?? '').replaceAll('\u2009', ''));

/** Answers a question rightly and follows its link. `more` is added to the link: options that only save time. */
async function follow(page: Page, id: string, more = ''): Promise<Locator> {
  await page.goto('lessons/quiz/');
  const check = page.locator(`#check-${id}`);
  for (const input of await check.locator('form li[data-correct="true"] input').all()) await input.check();
  await check.getByRole('button', { name: 'Check my answer' }).click();
  const proof = check.locator('form .proof a');
  const address = new URL((await proof.getAttribute('href'))!, page.url());
  const name = address.hash.slice(1);
  await proof.evaluate((link: HTMLAnchorElement, more) => {
    const url = new URL(link.href);
    for (const [key, value] of new URLSearchParams(`backend=wasm&${more}`)) url.searchParams.set(key, value);
    link.href = url.href;
  }, more);
  await proof.click();
  await page.waitForURL((url) => url.pathname === address.pathname);
  const figure = await see(page, name);
  await expect(figure).toBeInViewport();
  return figure;
}

test('1: a hundred comparisons make 63 % of an error of 1 in 100', async ({ page }) => {
  const figure = await follow(page, 'one-or-many');
  await expect(output(figure, 'formula')).toHaveText('63 %');
  const measured = await numberOf(figure, 'measured');
  expect(measured).toBeGreaterThan(10);
  await expect(figure.getByRole('slider', { name: 'People in the gallery' })).toHaveAttribute(
    'aria-valuenow',
    '100',
  );
});

test('2: a newcomer is named from one picture; a classifier trained before has no output for them', async ({
  page,
}) => {
  const figure = await follow(page, 'why-a-distance');
  await expect(figure.getByRole('button', { name: 'A newcomer arrives' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(output(figure, 'answer')).toHaveText('Hana');
  await expect(figure).toContainText('Hana');
  await expect(output(figure, 'enrolment')).toHaveText(/ms|s/);
  const arrives = figure.getByRole('button', { name: 'A newcomer arrives' });
  await arrives.click();
  await figure.getByRole('button', { name: /^Train/ }).click();
  await expect(output(figure, 'softmax-answer')).toBeVisible(LONG);
  await arrives.click();
  await expect(figure).toContainText(/The classifier has 8 outputs and none for Hana/);
});

test('3: with P on A nothing pulls together: only the push of N is left', async ({ page }) => {
  const figure = await follow(page, 'one-picture-each');
  expect(await numberOf(figure, 'd-ap')).toBe(0);
  const dNegative = await numberOf(figure, 'd-an');
  expect(await numberOf(figure, 'loss')).toBeCloseTo(0.2 - dNegative, 3);
  expect(await numberOf(figure, 'loss')).toBeGreaterThan(0);
});

test('4: of the four formulas one gives the loss that is shown', async ({ page }) => {
  const figure = await follow(page, 'which-loss');
  const p = await numberOf(figure, 'd-ap');
  const n = await numberOf(figure, 'd-an');
  const loss = await numberOf(figure, 'loss');
  const margin = 0.5;
  await expect(page.locator('[data-live=margin]').first()).toHaveText('0.50');
  expect(Math.max(p - n + margin, 0)).toBeCloseTo(loss, 3);
  for (const other of [n - p + margin, p - n - margin, n - p - margin])
    expect(Math.abs(Math.max(other, 0) - loss)).toBeGreaterThan(0.01);
});

test('5: untied, a picture is at a distance from itself, and the order matters; tied, neither', async ({
  page,
}) => {
  const figure = await follow(page, 'two-towers');
  expect(await numberOf(figure, 'way-11')).toBeGreaterThan(0.1);
  expect(await numberOf(figure, 'way-22')).toBeGreaterThan(0.1);
  expect(await numberOf(figure, 'way-12')).not.toBe(await numberOf(figure, 'way-21'));
  await page.goto(page.url().replace('siamese-twin.tied=off', 'siamese-twin.tied=on'));
  await page.reload();
  await see(page, 'siamese-twin');
  await expect(output(figure, 'way-11')).toHaveText(/^0(\.0+)?$/);
  await expect(output(figure, 'way-22')).toHaveText(/^0(\.0+)?$/);
  expect(await numberOf(figure, 'way-12')).toBe(await numberOf(figure, 'way-21'));
});

test('6: the best cat detector of the last layer is better than that of layer 1, and than luck; that of layer 4 is not', async ({
  page,
}) => {
  const figure = await follow(page, 'cat-unit');
  const share = async (layer: string) => {
    const url = new URL(page.url());
    url.searchParams.set('unit-hunt.layer', layer);
    await page.goto(url.href);
    await page.reload();
    await see(page, 'unit-hunt');
    await expect(output(figure, 'share')).toHaveText(/%/);
    return numberOf(figure, 'share');
  };
  const first = await share('conv1');
  const fourth = await share('conv4');
  expect(fourth).toBeLessThanOrEqual(await numberOf(figure, 'chance-high'));
  const last = await share('conv6');
  expect(last).toBeGreaterThan(first);
  expect(last).toBeGreaterThan(await numberOf(figure, 'chance-high'));
});

const PAINT = 'style-studio.size=96&style-studio.steps=20';
const scrub = (figure: Locator) =>
  figure.getByRole('slider', { name: 'Losses over the steps; go to a step' });
const totalAt = async (figure: Locator, key: 'Home' | 'End') => {
  await scrub(figure).press(key);
  const said = (await scrub(figure).getAttribute('aria-valuetext'))!;
  return /total (\S+)/.exec(said)![1]!;
};
const paint = async (figure: Locator, name = 'Paint') => {
  await figure.getByRole('button', { name, exact: true }).click();
  await expect(figure.locator('p[role=status]').first()).toContainText('Painted: ', LONG);
};

test('7: nothing is trained: painted again from the same beginning, the first loss is the same to the last digit', async ({
  page,
}) => {
  const figure = await follow(page, 'supervised', PAINT);
  await paint(figure);
  const first = await totalAt(figure, 'Home');
  const last = await totalAt(figure, 'End');
  expect(Number.parseFloat(last)).not.toBe(Number.parseFloat(first));
  await paint(figure, 'Paint anew');
  expect(await totalAt(figure, 'Home')).toBe(first);
  await expect(figure).toContainText('The network is fixed; what changes in every step are the pixels of G.');
});

test('8: an entry is the product of two channels, added up over places', async ({ page }) => {
  const figure = await follow(page, 'what-style-measures');
  const [, k, k2] = /k = (\d+), k′ = (\d+)/.exec((await figure.textContent()) ?? '')!;
  const entry = await numberOf(figure, 'entry');
  const cosine = await numberOf(figure, 'cosine');
  expect(entry).toBeGreaterThan(0);
  const at = async (one: string, other: string) => {
    const url = new URL(page.url());
    url.searchParams.set('gram-matrix.k', one);
    url.searchParams.set('gram-matrix.k2', other);
    await page.goto(url.href);
    await page.reload();
    await see(page, 'gram-matrix');
    return numberOf(figure, 'entry');
  };
  // A channel with itself adds up its squares: the entries are inner products, and the cosine follows from them.
  const first = await at(k!, k!);
  const second = await at(k2!, k2!);
  expect(Math.abs(entry / Math.sqrt(first * second) - cosine)).toBeLessThan(0.006);
});

test('9: from noise, the pixels of G change; those of C do not', async ({ page }) => {
  const figure = await follow(page, 'what-is-updated', PAINT);
  const canvas = figure.locator('canvas').last();
  const content = figure.getByRole('button', { name: /Cat/ }).first();
  const before = await content.screenshot();
  await paint(figure);
  const picture = async (key: 'Home' | 'End') => {
    await scrub(figure).press(key);
    return canvas.screenshot();
  };
  const noise = await picture('Home');
  const painted = await picture('End');
  expect(noise.equals(painted)).toBe(false);
  expect((await content.screenshot()).equals(before)).toBe(true);
});

test('10: 32 filters of 3 × 3 × 3 over 32 × 32 × 32 × 16 give 30 × 30 × 30 × 32', async ({ page }) => {
  const figure = await follow(page, 'volume-shape');
  await expect(figure.getByRole('table')).toContainText('32 × 32 × 32 × 16');
  await expect(figure.getByRole('table')).toContainText('30 × 30 × 30 × 32');
  await expect(widget(page, 'conv-shape')).toHaveCount(1);
});
