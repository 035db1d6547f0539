import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lastAnnouncement, onSet, requestSet } from '../../../src/site/page-bus.ts';
import { loadAtlasClasses, loadUnitIndex } from '../../../src/site/unit-index.ts';
import { chanceOf, type Finding, findUnits } from '../../../src/widgets/unit-hunt/hunt.ts';
import UnitHunt from '../../../src/widgets/unit-hunt/UnitHunt.svelte';

const output = (name: string) => document.querySelector(`output[name=${name}]`)?.textContent;
const percent = (share: number) => `${Math.round(share * 100)} %`;
let find: (className: string) => Finding[];

beforeAll(async () => {
  await page.viewport(1000, 900);
  const [index, labels] = await Promise.all([loadUnitIndex(), loadAtlasClasses()]);
  find = (className) => {
    const target = index.classes.indexOf(className);
    return findUnits(index, labels, target).map((one, i) => ({
      ...one,
      chance: chanceOf(index.layers[i]!, index.atlasSeed, labels, target, 1),
    }));
  };
});

afterEach(() => history.replaceState(null, '', location.pathname));

test('shows the best unit of the last layer, its share, and what luck gives', async () => {
  await render(UnitHunt, {});
  const last = find('cat').at(-1)!;
  await expect.poll(() => output('share')).toBe(percent(last.share));
  expect(output('unit')).toBe(String(last.unit));
  await expect.poll(() => output('chance')).toBe(percent(last.chance!.mean));
  expect(output('chance-high')).toBe(percent(last.chance!.high));
  expect(lastAnnouncement('unit-hunt')!.values).toMatchObject({ unit: last.unit, share: last.share });
});

test('another class and another layer tell other units', async () => {
  const screen = await render(UnitHunt, {});
  await screen.getByLabelText('Find a detector of').selectOptions('guitar');
  const found = find('guitar');
  await expect.poll(() => output('share')).toBe(percent(found.at(-1)!.share));
  const second = found[1]!;
  await screen.getByRole('button', { name: `conv2: unit ${second.unit}`, exact: false }).click();
  expect(output('unit')).toBe(String(second.unit));
  expect(document.querySelectorAll('.patches').length).toBe(found.length);
});

test('nothing is told before the reader asks, when a prediction comes first', async () => {
  const screen = await render(UnitHunt, { reveal: false });
  await expect.element(screen.getByText(/Guess first/)).toBeVisible();
  await expect.poll(() => document.querySelector('figure')?.dataset.state).toBe('ready');
  expect(output('share')).toBeUndefined();
  await screen.getByRole('button', { name: 'Show what was measured' }).click();
  await expect.poll(() => output('share')).toBe(percent(find('cat').at(-1)!.share));
});

test('options come from the link and from requests', async () => {
  history.replaceState(null, '', '?unit-hunt.find=mug&unit-hunt.layer=conv3');
  await render(UnitHunt, {});
  await expect.poll(() => output('unit')).toBe(String(find('mug')[2]!.unit));
  requestSet('unit-hunt', { layer: 'conv5' });
  await expect.poll(() => output('unit')).toBe(String(find('mug')[4]!.unit));
});

test('what was found while the page was built stands there before anything is loaded', async () => {
  const findings = find('cat').map((one) => ({ ...one, share: 0.04, hits: 1 }));
  const screen = await render(UnitHunt, { summary: { class: 'cat', findings } });
  await expect.element(screen.getByText(/by luck/)).toBeVisible();
  await expect.poll(() => output('share')).toBe(percent(find('cat').at(-1)!.share));
});

test('asks the patch-explorer of the page to open the unit', async () => {
  const figure = document.createElement('figure');
  figure.id = 'patch-explorer';
  document.body.append(figure);
  const asked = vi.fn();
  const stop = onSet('patch-explorer', asked);
  const screen = await render(UnitHunt, {});
  const last = find('cat').at(-1)!;
  await screen.getByRole('link', { name: `Open unit ${last.unit} of conv6`, exact: false }).click();
  expect(asked).toHaveBeenCalledWith({ layer: 'conv6', unit: last.unit, view: 'detail' });
  stop();
  figure.remove();
});

test('on a narrow page one unit’s patches are shown', async () => {
  await page.viewport(360, 800);
  await render(UnitHunt, {});
  await expect.poll(() => output('share')).toBeTruthy();
  expect(document.querySelectorAll('.patches').length).toBe(1);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  await page.viewport(1000, 900);
});
