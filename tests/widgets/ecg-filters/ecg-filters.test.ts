import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { windowSum } from '../../../src/math/window-sum.ts';
import { loadHeartbeatUnits } from '../../../src/site/heartbeat-units.ts';
import { highlight, lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import EcgFilters from '../../../src/widgets/ecg-filters/EcgFilters.svelte';
import { heartOf, record } from '../../../src/widgets/ecg-filters/recording.ts';
import { getClient } from '../../../src/worker/client.ts';
import { RHYTHMS, rhythmTitle } from '../../../src/world/signal/rhythms.ts';

const SLOW = { timeout: 30_000 };
const figure = () => document.querySelector('figure[data-widget]') as HTMLElement;
const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('ecg-filters')!.values;
const options = () => lastAnnouncement('ecg-filters')!.options;
const ready = () => expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
const plot = () => page.getByRole('slider', { name: 'Where the filter is put down' });

beforeAll(() => page.viewport(1000, 900));
beforeEach(() => history.replaceState(null, '', location.pathname));
afterEach(() => history.replaceState(null, '', location.pathname));

test('names the rhythm of each textbook heart, as the experiment does', async () => {
  await render(EcgFilters);
  await ready();
  for (const rhythm of RHYTHMS) {
    requestSet('ecg-filters', { rhythm });
    const { samples } = record(heartOf(rhythm, 0, {}), 0);
    const { probabilities } = await getClient().run('read-heartbeat', { samples, layer: 'conv1' });
    const best = probabilities.indexOf(Math.max(...probabilities));
    await expect.poll(() => values().answer, SLOW).toBe(rhythmTitle(RHYTHMS[best]!));
    await expect.poll(() => values().probability as number).toBeCloseTo(probabilities[best]!, 4);
    expect(values().rhythm).toBe(rhythmTitle(rhythm));
  }
});

test('the sum at the filter is that of the weights and the signal, and its ReLU the activation', async () => {
  await render(EcgFilters, { layer: 'conv2', filter: 4, at: 3 });
  await ready();
  const { samples } = record(heartOf('sinus', 0, {}), 0);
  const { task } = await getClient().run('read-heartbeat', { samples, layer: 'conv2' });
  const { sum, bias } = windowSum(task, values().place as number, 4);
  expect(values().sum).toBeCloseTo(sum, 4);
  expect(values().products).toBeCloseTo(sum - bias, 4);
  expect(values().activation).toBeCloseTo(Math.max(0, sum), 3);
  expect(Number(output('sum')!.replace('−', '-'))).toBeCloseTo(sum, 1);
});

test('arrows move the filter by one place of its layer, and the peak is the largest activation', async () => {
  await render(EcgFilters, { layer: 'conv4' });
  await ready();
  const peak = values().activation as number;
  expect(peak).toBeGreaterThan(0);
  (plot().element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => values().place).toBe(0);
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => values().place).toBe(2);
  for (let place = 3; place < 64; place += 8) {
    await userEvent.keyboard('{PageDown}{PageUp}{PageUp}');
    expect(values().activation as number).toBeLessThanOrEqual(peak + 1e-6);
  }
  await userEvent.keyboard('{End}');
  await expect.poll(() => values().place).toBe(63);
});

test('layers and filters are chosen by keyboard; what a filter answers to is what the index says', async () => {
  const screen = await render(EcgFilters, { layer: 'conv3', filter: 0 });
  await ready();
  const units = await loadHeartbeatUnits();
  const rows = screen.getByRole('tablist', { name: 'Filters of conv3' });
  await expect
    .poll(() => rows.element().querySelectorAll('[role=tab]').length)
    .toBe(units.layers[2]!.filters.length);
  (rows.element().querySelector('[aria-selected=true]') as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(() => options().filter).toBe(2);
  await expect
    .poll(() => document.querySelectorAll('section[aria-label="Strongest segments"] svg path').length)
    .toBe(18);
  const first = document.querySelector('section[aria-label="Strongest segments"] svg')!;
  expect(first.getAttribute('aria-label')).toContain(
    units.layers[2]!.filters[2]!.top[0]!.activation.toFixed(2),
  );
  await screen.getByRole('tab', { name: /^conv5/ }).click();
  await expect.poll(() => options().layer).toBe('conv5');
});

test('where filters see whole beats, the one at first answers to the rhythm', async () => {
  await render(EcgFilters, { layer: 'conv5', rhythm: 'ventricular-tachycardia' });
  await ready();
  const units = await loadHeartbeatUnits();
  const { rhythms } = units.layers[4]!.filters[values().filter as number]!;
  expect(rhythms.indexOf(Math.max(...rhythms))).toBe(RHYTHMS.indexOf('ventricular-tachycardia'));
});

test('sliders change the signal at once, and it goes back to what it was', async () => {
  const screen = await render(EcgFilters);
  await ready();
  const path = () => document.querySelector('path.signal')!.getAttribute('d');
  const before = path();
  await screen.getByRole('button', { name: 'Shape it' }).click();
  const rate = screen.getByLabelText('Rate', { exact: true }).element() as HTMLInputElement;
  rate.value = '120';
  rate.dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(path).not.toBe(before);
  await expect.poll(() => Math.abs((values().rate as number) - 120) < 8).toBe(true);
  expect(options().rate).toBe(120);
  await screen.getByRole('button', { name: 'As it was' }).click();
  await expect.poll(path).toBe(before);
  expect(options().rate).toBe('drawn');
});

test('plays, takes another rhythm on the way, and stops', async () => {
  const screen = await render(EcgFilters, { rhythm: 'sinus' });
  await ready();
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => options().from as number, SLOW).toBeGreaterThan(0.3);
  requestSet('ecg-filters', { rhythm: 'ventricular-tachycardia' });
  await screen.getByRole('button', { name: 'Stop' }).click();
  await ready();
  const from = options().from;
  // Eight seconds back, the window still holds the beats from before the change.
  expect(values().answer).not.toBe('Ventricular tachycardia');
  await new Promise((resume) => setTimeout(resume, 300));
  expect(options().from).toBe(from);
});

test('a link with nonsense gives the nearest legal view', async () => {
  history.replaceState(
    null,
    '',
    '?ecg-filters.layer=conv99&ecg-filters.filter=9999&ecg-filters.rate=1e9&ecg-filters.at=-7&ecg-filters.from=NaN&ecg-filters.rhythm=%00',
  );
  await render(EcgFilters);
  await ready();
  expect(options()).toMatchObject({ layer: 'conv1', rate: 180, at: -1, from: 0, rhythm: 'sinus' });
  expect(values().filter).toBe(7);
});

test('own signals: read, resampled, and refused with a reason', async () => {
  const screen = await render(EcgFilters);
  await ready();
  await screen.getByText('A signal of your own').click();
  const frame = document.querySelector('fieldset[aria-label^="A signal of your own"]')!;
  const paste = (text: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    frame.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  };
  const said = () => frame.querySelector('.said')!.textContent;
  paste('1\n2\nbanana');
  await expect.poll(said).toContain('Line 3 is not a number');
  paste('1\n2\n3');
  await expect.poll(said).toContain('reads 8 s');
  paste('');
  await expect.poll(said).toContain('no number');
  const signal = Array.from({ length: 1200 }, (_, i) => Math.sin(i / 20).toFixed(3));
  paste(['time;mV', ...signal.map((value, i) => `${i};${value}`)].join('\n'));
  await expect.poll(said).toContain('9.4 s of signal');
  await ready();
  expect(values().rhythm).toBeUndefined();
  expect(document.querySelector('figure')!.textContent).toContain('Not for diagnosis');
  await screen.getByLabelText('Samples a second').fill('500');
  (screen.getByLabelText('Samples a second').element() as HTMLElement).dispatchEvent(
    new Event('change', { bubbles: true }),
  );
  await expect.poll(said).toContain('2.4 s at 500');
  await screen.getByRole('button', { name: 'Back to the grown heart' }).click();
  await expect.poll(() => values().rhythm).toBe('Sinus rhythm');
});

test('things light up with their symbols', async () => {
  await render(EcgFilters);
  await ready();
  highlight('ecg-filters', 'products');
  await expect.poll(() => document.querySelectorAll('section g.lit').length).toBe(1);
  highlight('ecg-filters', 'signal');
  await expect.poll(() => document.querySelectorAll('path.signal.lit').length).toBe(1);
});

test('a worker that has died is named, and Try again starts afresh', async () => {
  const screen = await render(EcgFilters);
  await ready();
  const broken = getClient()
    .run('read-heartbeat', { samples: new Float32Array(1024), layer: 'conv1' })
    .catch(() => {});
  requestSet('ecg-filters', { layer: 'conv5' });
  getClient().stop();
  await broken;
  await expect.poll(() => figure().dataset.state, SLOW).toBe('error');
  await screen.getByRole('button', { name: 'Try again' }).click();
  await ready();
  expect(document.querySelectorAll('.error')).toHaveLength(0);
});
