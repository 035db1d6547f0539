import { deleteDB } from 'idb';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { encodingAt } from '../../../src/math/encoding-set.ts';
import { squaredDistance } from '../../../src/math/triplet.ts';
import { loadEncodings } from '../../../src/site/face-encodings.ts';
import { writeGallery } from '../../../src/site/gallery/gallery-file.ts';
import { lastAnnouncement, requestSet } from '../../../src/site/page-bus.ts';
import { defaultOptions } from '../../../src/site/view-options.ts';
import { type Measured, measure } from '../../../src/widgets/verify-recognise/measured.ts';
import { SPECS, type VerifyOptions } from '../../../src/widgets/verify-recognise/options.ts';
import { shipped } from '../../../src/widgets/verify-recognise/shipped.ts';
import VerifyRecognise from '../../../src/widgets/verify-recognise/VerifyRecognise.svelte';
import { nameOf } from '../../../src/world/face/names.ts';
import { FACE_SETS } from '../../../src/world/face/sets.ts';
import { face, own, person } from '../../unit/site/gallery/people.ts';

const SLOW = { timeout: 40_000 };
const { first } = FACE_SETS.gallery;
const { probe } = defaultOptions(SPECS);
const figure = () => document.querySelector<HTMLElement>('[data-widget=verify-recognise]')!;
const output = (name: string) => figure().querySelector(`output[name=${name}]`)?.textContent;
const values = () => lastAnnouncement('verify-recognise')!.values;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const ready = () => expect.poll(() => figure().dataset.state, SLOW).toBe('ready');
const note = () => figure().querySelector('.note')!.textContent;

let measured: Measured;
beforeAll(async () => {
  await page.viewport(1000, 900);
  measured = await measure(await loadEncodings('test'));
});
beforeEach(() => deleteDB('convnets-gallery'));
afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, '', location.pathname);
});

async function show(options: Partial<VerifyOptions> = {}) {
  const view = { ...defaultOptions(SPECS), ...options };
  const story = shipped(await loadEncodings('gallery'), measured.summary, view);
  const screen = await render(VerifyRecognise, {
    ...options,
    shipped: story,
    sheet: '/data/faces/portraits.webp',
  });
  await ready();
  return screen;
}

async function choose(name: string, file: File) {
  const input = figure().querySelector<HTMLInputElement>('.tools input[type=file]')!;
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(note, SLOW).toMatch(name);
}

test('the first claim is judged by the distance of the two encodings, and so is any other', async () => {
  await show();
  const set = await loadEncodings('gallery');
  const distance = (to: number) =>
    squaredDistance(encodingAt(set, probe - first, defaultOptions(SPECS).picture), encodingAt(set, to, 0));
  expect(values().distance).toBeCloseTo(distance(probe - first), 3);
  expect(values().threshold).toBe(measured.summary.rules.equal.threshold);
  expect(output('answer')).toBe('Yes');
  await page.getByRole('radio', { name: nameOf(first + 4), exact: true }).click();
  expect(values().distance).toBeCloseTo(distance(4), 3);
  expect(output('answer')).toBe(distance(4) <= measured.summary.rules.equal.threshold ? 'Yes' : 'No');
  expect(output('people')).toBe('12');
});

test('what the network says here is what was shipped, and follows the sliders', async () => {
  await show();
  const before = values().distance as number;
  await button('Other picture').click();
  await ready();
  expect(figure().dataset.backend).toBeTruthy();
  requestSet('verify-recognise', { picture: defaultOptions(SPECS).picture });
  await ready();
  expect(values().distance).toBeCloseTo(before, 2);
  const slider = page.getByRole('slider', { name: 'Turn' }).element() as HTMLInputElement;
  slider.focus();
  await userEvent.keyboard('{End}');
  await ready();
  expect(lastAnnouncement('verify-recognise')!.options).toMatchObject({ picture: -1, yaw: 35 });
  expect(Math.abs((values().distance as number) - before)).toBeGreaterThan(0.001);
});

test('the threshold moves by its rules, its line and its keys, and both rates move against each other', async () => {
  await show();
  const rates = () => [values().falseAccept as number, values().falseReject as number] as const;
  const [accept, reject] = rates();
  await page.getByRole('radio', { name: 'Safe' }).click({ force: true });
  expect(rates()[0]).toBeLessThanOrEqual(0.001);
  expect(rates()[1]).toBeGreaterThan(reject);
  const line = page.getByRole('slider', { name: 'Threshold τ' }).element() as HTMLInputElement;
  line.focus();
  await userEvent.keyboard('{End}');
  expect(rates()[0]).toBeGreaterThan(accept);
  expect(output('answer')).toBe('Yes');
  await userEvent.keyboard('{Home}');
  expect(rates()).toEqual([0, 1]);
  expect(output('threshold')).toBe('0.00');
  expect(output('answer')).toBe('No');
  expect(figure().textContent).toContain('a false reject');
});

test('recognises the nearest, and a stranger as none of them', async () => {
  await show({ mode: 'recognise' });
  expect(output('answer')).toBe(nameOf(probe));
  const list = figure().querySelectorAll('ol li');
  expect(list[0]!.textContent).toContain(nameOf(probe));
  await button('Show all 12').click();
  expect(figure().querySelectorAll('ol li')).toHaveLength(12);
  requestSet('verify-recognise', { threshold: 'hand', tau: 0.01 });
  await expect.poll(() => output('answer')).toBe('None of them');
  requestSet('verify-recognise', { threshold: 'equal', probe: first + 40 });
  await ready();
  expect(values().probe).toBe(nameOf(first + 40));
  await button(`Verify against ${figure().querySelector('ol .name')!.textContent}`).click();
  expect(lastAnnouncement('verify-recognise')!.options.mode).toBe('verify');
});

test('enrols a stranger, who is recognised at once; twice is said; undone', async () => {
  await show({ mode: 'recognise', probe: first + 20, picture: 0, tau: 0.05, threshold: 'hand' });
  await button('Enrol this picture').click();
  await userEvent.keyboard('<b>Grace</b>{Enter}');
  await expect.poll(note).toContain('<b>Grace</b> is in the gallery now.');
  expect(output('people')).toBe('13');
  expect(output('answer')).toBe('<b>Grace</b>');
  expect(figure().querySelector('b')).toBeNull();
  await button('Enrol this picture').click();
  expect(figure().querySelector('form')!.textContent).toContain('This very picture is in the gallery');
  await button('Cancel').click();
  expect(document.activeElement?.textContent).toBe('Enrol this picture');
  requestSet('verify-recognise', { threshold: 'hand', tau: 4, yaw: 3 });
  await ready();
  await button('Enrol this picture').click();
  await button('Add as a picture of <b>Grace</b>').click();
  await expect.poll(note).toContain('has 2 pictures now');
  expect(output('people')).toBe('13');
  await button('Undo').click();
  await expect.poll(note).toContain('Undone');
});

test('renames, removes, empties and restores; one person and nobody are states of their own', async () => {
  await show({ mode: 'recognise' });
  await button('Rename').click();
  await userEvent.keyboard('Someone else entirely{Enter}');
  await expect.poll(() => output('answer')).toBe('Someone else entirely');
  await button('Remove').click();
  await expect.poll(() => output('people')).toBe('11');
  await button('Empty the gallery').click();
  await expect.poll(() => output('people')).toBe('0');
  expect(output('answer')).toBe('None of them');
  expect(figure().textContent).toContain('Nobody is in the gallery');
  await page.getByRole('tab', { name: 'Verify a claim' }).click();
  expect(figure().textContent).toContain('nobody to claim to be');
  expect(output('distance')).toBe('—');
  await page.getByRole('tab', { name: 'Recognise one of many' }).click();
  await button('Enrol this picture').click();
  await button('Enrol').first().click();
  await expect.poll(() => output('people')).toBe('1');
  expect(figure().textContent).toContain('recognition is verification');
  await button('Restore the default gallery').click();
  await expect.poll(() => output('people')).toBe('12');
});

test('imports a file by its rules, and refuses one that is damaged', async () => {
  await show();
  const people = [
    person('Friend', face(first + 50)),
    person('Me', own(4)),
    person(nameOf(first), face(first + 51)),
  ];
  const text = writeGallery(people, 0);
  await choose('3 people added', new File([text], 'people.json'));
  await ready();
  expect(output('people')).toBe('15');
  expect(note()).toContain('1 of them has a number behind the name');
  await choose('Nothing to import', new File([text], 'people.json'));
  await choose('is cut short or damaged', new File([text.slice(0, 300)], 'half.json'));
  await choose('is not a gallery', new File(['hello'], 'letter.txt'));
  expect(output('people')).toBe('15');
  await choose('has 6.0 MB', new File([new Uint8Array(6e6)], 'huge.json'));
});

test('encodes the gallery again when the network has changed', async () => {
  await show();
  const stale = person('Stale', face(first + 60));
  await choose('1 person added', new File([writeGallery([stale], 0)], 'old.json'));
  await ready();
  const set = await loadEncodings('gallery');
  requestSet('verify-recognise', { probe: first + 60, picture: 0, claim: first + 60 });
  await ready();
  // Made anew: the encoding that the file brought was of nobody.
  expect(squaredDistance(stale.pictures[0]!.encoding, encodingAt(set, 60, 0))).toBeGreaterThan(0.1);
  expect(values().distance as number).toBeLessThan(1e-6);
});

test('says that the device keeps nothing, and goes on', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('not here', 'SecurityError');
  });
  await show();
  expect(figure().textContent).toContain('This browser keeps nothing for this page');
  await button('Remove').click();
  await expect.poll(() => output('people')).toBe('11');
});

test('a worst case is put before the camera as a pair', async () => {
  await show();
  const [worst] = measured.worst.different;
  await button(/^Look at .* different people at/)
    .first()
    .click();
  await ready();
  expect(values().distance).toBeCloseTo(worst!.distance, 2);
  expect(figure().textContent).toContain('from the test set, in no gallery');
  expect(output('answer')).toBe('Yes');
});
