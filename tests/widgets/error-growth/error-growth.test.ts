import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { encodingAt } from '../../../src/math/encoding-set.ts';
import { squaredDistance } from '../../../src/math/triplet.ts';
import { loadEncodings } from '../../../src/site/face-encodings.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import ErrorGrowth from '../../../src/widgets/error-growth/ErrorGrowth.svelte';
import { drawnOrder } from '../../../src/widgets/error-growth/measure.ts';

const LONG = { timeout: 30_000 };
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const state = () => document.querySelector('figure')?.dataset.state;
const ready = () => expect.poll(state, LONG).toBe('ready');
const share = (text: string | null | undefined) => Number(text?.match(/[\d.]+/)?.[0]) / 100;

beforeAll(() => page.viewport(1000, 900));
afterEach(() => history.replaceState(null, '', location.pathname));

test('99 % right, a hundred people: 63 % by formula, and less as measured', async () => {
  await render(ErrorGrowth, {});
  await ready();
  expect(output('formula')).toBe('63 %');
  expect(share(output('measured'))).toBeGreaterThan(0.1);
  expect(share(output('measured'))).toBeLessThan(0.634);
  const sum = ['right', 'wrong', 'none'].reduce((total, name) => total + share(output(name)), 0);
  expect(sum).toBeCloseTo(1, 1);
  expect(lastAnnouncement('error-growth')!.values).toMatchObject({
    p: '0.01',
    k: 100,
    chance: expect.closeTo(0.634, 3),
  });
});

test('one person: formula and measurement are the rate itself', async () => {
  await render(ErrorGrowth, { k: 1 });
  await ready();
  expect(output('formula')).toBe('1 %');
  expect(share(output('measured'))).toBeCloseTo(0.01, 3);
  expect(output('wrong')).toBe('0 %');
});

test('beyond the gallery only the formula goes on', async () => {
  await render(ErrorGrowth, { k: 1000 });
  await ready();
  expect(output('measured')).toBe('—');
  expect(document.querySelector('figure')!.textContent).toContain('the gallery ends at 300');
});

test('the threshold sets p by what is measured, and the keyboard moves K', async () => {
  const screen = await render(ErrorGrowth, { p: 0.02, k: 50 });
  await ready();
  const threshold = screen.getByRole('slider', { name: 'Threshold τ' });
  await threshold.fill('0');
  await expect.poll(() => lastAnnouncement('error-growth')!.options.p).toBeLessThan(0.001);
  const chart = screen.getByRole('slider', { name: 'People in the gallery' }).element() as HTMLElement;
  chart.focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => chart.getAttribute('aria-valuenow')).toBe('1000');
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(chart.getAttribute('aria-valuenow')).toBe('1');
  expect(chart.getAttribute('aria-valuetext')).toContain('one person');
});

test('the stranger is really taken for those who stand out', async () => {
  const screen = await render(ErrorGrowth, { k: 300 });
  await ready();
  await screen.getByRole('button', { name: 'One who is often mistaken' }).click();
  await expect.poll(() => Number(output('accepts'))).toBeGreaterThan(0);
  const { options, values } = lastAnnouncement('error-growth')!;
  const [gallery, strangers] = await Promise.all([loadEncodings('gallery'), loadEncodings('test')]);
  const each = strangers.pictures - 1;
  const probe = encodingAt(
    strangers,
    Math.floor(Number(options.stranger) / each),
    1 + (Number(options.stranger) % each),
  );
  const near = [...drawnOrder(gallery.people, 1)].filter(
    (person) => squaredDistance(probe, encodingAt(gallery, person, 0)) <= Number(values.threshold),
  );
  expect(Number(output('accepts'))).toBe(near.length);
  expect(document.querySelectorAll('.ring')).toHaveLength(near.length);
});

test('options come from the link and from requests, and what was measured at build time stands there first', async () => {
  history.replaceState(null, '', '?error-growth.k=10&error-growth.p=banana');
  const summary = {
    p: 0.01,
    measurement: {
      threshold: 0.5,
      points: [{ k: 10, share: 0.42, low: 0.4, high: 0.44 }],
      unevenness: { probes: 10, harmless: 0.5, worstTenth: 0.5 },
    },
  };
  await render(ErrorGrowth, { summary });
  await expect.poll(() => output('measured')).toBe('42 %');
  await ready();
  expect(output('measured')).not.toBe('42 %');
  requestSet('error-growth', { p: 0.001, k: 1000 });
  await expect.poll(() => output('formula')).toBe('63 %');
});
