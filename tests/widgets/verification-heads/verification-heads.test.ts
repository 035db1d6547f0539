import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import VerificationHeads from '../../../src/widgets/verification-heads/VerificationHeads.svelte';

const LONG = { timeout: 40_000 };
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const number = (name: string) =>
  Number(
    output(name)
      ?.replace('−', '-')
      .match(/-?[\d.]+/)?.[0],
  );
const ready = () => expect.poll(() => document.querySelector('figure')?.dataset.state, LONG).toBe('ready');

beforeAll(() => page.viewport(1000, 1200));
afterEach(() => history.replaceState(null, '', location.pathname));

test('side by side stays near chance on unseen people; what looks at differences does not', async () => {
  await render(VerificationHeads, {});
  await ready();
  expect(number('accuracy-side-by-side')).toBeGreaterThan(44);
  expect(number('accuracy-side-by-side')).toBeLessThan(56);
  for (const head of ['absolute', 'squared', 'chi-squared', 'threshold']) {
    expect(number(`accuracy-${head}`), head).toBeGreaterThan(80);
    expect(number(`area-${head}`), head).toBeGreaterThan(0.9);
  }
});

test('the sum of a pair is worked out, term by term, and its formula told', async () => {
  const screen = await render(VerificationHeads, { pair: 3 });
  await ready();
  const { values } = lastAnnouncement('verification-heads')!;
  expect(number('score')).toBeCloseTo(Number(values.score), 1);
  expect(number('probability')).toBeCloseTo(1 / (1 + Math.exp(-Number(values.score))), 1);
  const a = Number(values.a);
  const b = Number(String(values.b).replace('−', '-').replace(/[()]/g, ''));
  const first = Number(values.w) * Math.abs(a - b);
  expect(first + Number(values.rest) + Number(values.bias)).toBeCloseTo(Number(values.score), 0);
  const chi = [Number(values['chi-a']), Number(values['chi-b'])] as const;
  expect(Number(values['chi-term'])).toBeCloseTo((chi[0] - chi[1]) ** 2 / (chi[0] + chi[1]), 6);

  const terms = screen.getByRole('slider', { name: 'Term of the sum' }).element() as HTMLElement;
  terms.focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => terms.getAttribute('aria-valuetext')).toMatch(/^number 1 of 32/);
  await userEvent.keyboard('{End}{ArrowRight}');
  expect(terms.getAttribute('aria-valuenow')).toBe('32');
});

test('a pair that the head gets wrong is really judged wrongly', async () => {
  const screen = await render(VerificationHeads, {});
  await ready();
  await screen.getByRole('button', { name: 'One that it gets wrong' }).click();
  await expect.element(screen.getByText(/and is wrong/)).toBeVisible();
  const truth = document.querySelector('.truth')!.textContent!;
  expect(truth).toMatch(truth.includes('one person') ? /says\s+different/ : /says\s+same/);
});

test('partners swapped: side by side the sums meet, with differences they do not', async () => {
  const screen = await render(VerificationHeads, { view: 'swap' });
  await ready();
  expect(output('sum-same')).not.toBe(output('sum-swapped'));
  await screen.getByRole('button', { name: 'Side by side', exact: true }).click();
  await expect.element(screen.getByText(/The same sum, for any weights/)).toBeVisible();
  expect(output('sum-same')).toBe(output('sum-swapped'));
  await screen.getByRole('button', { name: 'Other people' }).click();
  expect(output('sum-same')).toBe(output('sum-swapped'));
});

test('the plane shows pairs and a boundary, and all heads their curves', async () => {
  await render(VerificationHeads, { view: 'plane', head: 'squared' });
  await ready();
  expect(document.querySelectorAll('.chart circle.same').length).toBeGreaterThan(200);
  expect(document.querySelectorAll('.chart line.boundary')).toHaveLength(1);
  requestSet('verification-heads', { view: 'curves' });
  await expect.poll(() => document.querySelectorAll('.charts line.interval').length, LONG).toBe(5 * 8);
  expect(document.querySelectorAll('.charts path.curve')).toHaveLength(10);
});

test('a link is taken at its word, and what it can’t mean is not', async () => {
  const query =
    '?verification-heads.head=chi-squared&verification-heads.pairs=77&verification-heads.encoding=nonsense';
  history.replaceState(null, '', query);
  await render(VerificationHeads, {});
  await ready();
  expect(lastAnnouncement('verification-heads')!.options).toMatchObject({
    head: 'chi-squared',
    pairs: 80,
    encoding: 'signed',
  });
  expect(document.querySelector('button[aria-pressed=true]')!.textContent).toContain('χ²');
  // Training anew with 64 numbers each.
  const before = output('accuracy-absolute');
  requestSet('verification-heads', { encoding: 'split' });
  await expect.poll(() => document.querySelectorAll('.weights')[1]!.textContent).toBe('64 weights');
  await expect.poll(() => output('accuracy-absolute'), LONG).not.toBe(before);
});
