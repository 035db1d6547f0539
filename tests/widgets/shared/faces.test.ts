import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ConditionSliders from '../../../src/widgets/shared/ConditionSliders.svelte';
import FacePicture from '../../../src/widgets/shared/FacePicture.svelte';
import { getClient } from '../../../src/worker/client.ts';
import type { ExperimentName } from '../../../src/worker/protocol.ts';
import { type Conditions, NEUTRAL, sampleConditions } from '../../../src/world/face/conditions.ts';
import { sampleIdentity } from '../../../src/world/face/identity.ts';
import { renderFace } from '../../../src/world/face/render.ts';
import { FACE_SETS } from '../../../src/world/face/sets.ts';

const PERSON = FACE_SETS.gallery.first + 1;
const SLOW = { timeout: 30_000 };
const face = () => document.querySelector<HTMLElement>('.face')!;
const ready = () => expect.poll(() => face().dataset.state, SLOW).toBe('ready');

/** Every 16 pixels of the 48 × 48 picture as the canvas shows them, and as the world renders them. */
function sampled(canvas: HTMLCanvasElement): number[] {
  const cell = canvas.width / 48;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return places().flatMap(([x, y]) => {
    const at = (Math.floor((y + 0.5) * cell) * canvas.width + Math.floor((x + 0.5) * cell)) * 4;
    return [...data.slice(at, at + 3)];
  });
}
const places = () =>
  Array.from({ length: 144 }, (_, i) => [(i % 12) * 4 + 1, Math.floor(i / 12) * 4 + 1] as const);

function expected(conditions: Conditions): number[] {
  const { pixels } = renderFace(sampleIdentity(PERSON), conditions);
  return places().flatMap(([x, y]) => [...pixels.slice((y * 48 + x) * 3, (y * 48 + x) * 3 + 3)]);
}

test('a face is drawn with a description, finely; as the network sees it, with its very pixels', async () => {
  const drawn = vi.fn();
  const view = { identity: PERSON, conditions: NEUTRAL, label: 'Ada', size: 160, ondrawn: drawn };
  const screen = await render(FacePicture, view);
  await ready();
  expect(drawn).toHaveBeenCalled();
  const canvas = document.querySelector('canvas')!;
  expect(canvas.getAttribute('aria-label')).toMatch(/^Ada: .*skin/);
  expect(canvas.width).toBeGreaterThanOrEqual(160);
  expect(sampled(canvas)).not.toEqual(expected(NEUTRAL));
  await screen.rerender({ ...view, network: true });
  await expect.poll(() => sampled(canvas), SLOW).toEqual(expected(NEUTRAL));
});

test('the latest conditions win, however fast they change', async () => {
  const turned = (yaw: number) => ({ ...NEUTRAL, yaw });
  const view = { identity: PERSON, network: true, size: 120 };
  const screen = await render(FacePicture, { ...view, conditions: NEUTRAL });
  for (let yaw = -35; yaw <= 30; yaw += 5) await screen.rerender({ ...view, conditions: turned(yaw) });
  await ready();
  await expect.poll(() => sampled(document.querySelector('canvas')!), SLOW).toEqual(expected(turned(30)));
});

test('what went wrong is said in words, and trying again draws the face', async () => {
  const client = getClient();
  const run = client.run;
  const failing = vi.fn(async (name: ExperimentName) => {
    throw new Error(`no ${name} today`);
  });
  Object.assign(client, { run: failing });
  const screen = await render(FacePicture, { identity: PERSON, conditions: 0, size: 120 });
  await expect.element(screen.getByText(/This face could not be drawn/)).toBeVisible();
  Object.assign(client, { run });
  await screen.getByRole('button', { name: 'Try again' }).click();
  await ready();
  expect(document.body.textContent).not.toContain('could not be drawn');
});

test('conditions: sliders, choices and switches set one thing each', async () => {
  const onchange = vi.fn();
  const open = ['Pose', 'Face', 'Wearing'] as const;
  const screen = await render(ConditionSliders, { conditions: NEUTRAL, onchange, open });
  (screen.getByRole('slider', { name: 'Turn' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  expect(onchange).toHaveBeenLastCalledWith({ ...NEUTRAL, yaw: 35 });
  await screen.getByRole('combobox', { name: 'Glasses' }).selectOptions('round');
  expect(onchange).toHaveBeenLastCalledWith({ ...NEUTRAL, glasses: 'round' });
  await screen.getByRole('checkbox', { name: 'Eyes closed' }).click();
  expect(onchange).toHaveBeenLastCalledWith({ ...NEUTRAL, eyesClosed: true });
});

test('conditions at random come from seeds in turn; plain goes back', async () => {
  const onchange = vi.fn();
  const screen = await render(ConditionSliders, { conditions: NEUTRAL, onchange, seed: 6 });
  await expect.element(screen.getByRole('button', { name: 'Plain' })).toBeDisabled();
  const random = screen.getByRole('button', { name: 'At random' });
  await random.click();
  expect(onchange).toHaveBeenLastCalledWith(sampleConditions(7));
  await random.click();
  expect(onchange).toHaveBeenLastCalledWith(sampleConditions(8));
  const { clothing, background } = sampleConditions(8);
  await screen.rerender({ conditions: sampleConditions(8), onchange });
  await screen.getByRole('button', { name: 'Plain' }).click();
  expect(onchange.mock.lastCall![0]).toMatchObject({ yaw: 0, glasses: 'none', clothing, background });
});

test('conditions fit a narrow place', async () => {
  await page.viewport(360, 800);
  const open = ['Pose', 'Light', 'Face', 'Wearing', 'Picture'] as const;
  await render(ConditionSliders, { conditions: NEUTRAL, onchange: () => {}, open });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});
