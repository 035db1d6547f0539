import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import PatchExplorer from '../../../src/widgets/patch-explorer/PatchExplorer.svelte';
import { readAnswer } from '../../../src/widgets/patch-explorer/read-answer.ts';
import { readPicture } from '../../../src/widgets/shared/read-picture.ts';
import { getClient } from '../../../src/worker/client.ts';
import { gif, picture, pngHeader } from '../shared/picture-files.ts';
import { figure, output, ready, shownColours } from './page.ts';

const WAIT = { timeout: 40_000 };
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const pick = (name: string) => userEvent.click(page.getByRole('radio', { name, exact: true }));
const folder = () => figure().querySelector<HTMLElement>('.folder')!;
const words = () => folder().textContent!.replace(/\s+/g, ' ');
const labels = () => [...figure().querySelectorAll('[role=grid] button')].map((tile) => tile.ariaLabel!);

/** A picture of stripes and a disc, another one for every number. */
async function photograph(number: number, width = 160, height = 120): Promise<File> {
  const made = await picture(width, height, 'image/jpeg', (context) => {
    context.fillStyle = `hsl(${(number * 67) % 360} 60% 60%)`;
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${(number * 131) % 360} 80% 30%)`;
    for (let x = 0; x < width; x += 8 + (number % 5) * 6) context.fillRect(x, 0, 4 + (number % 3), height);
    context.beginPath();
    context.arc(width / 2, height / 2, 10 + (number % 4) * 12, 0, 7);
    context.fill();
  });
  return new File([made], `photo ${number}.jpg`, { type: 'image/jpeg' });
}

const photographs = (count: number) => Promise.all(Array.from({ length: count }, (_, i) => photograph(i)));

function choose(files: File[]) {
  return userEvent.upload(folder().querySelector('input[accept]')!, files);
}

async function chooseAll(files: File[]) {
  await choose(files);
  await expect.poll(() => output('own-pictures'), WAIT).toBeDefined();
  await expect.poll(() => figure().dataset.state, WAIT).toBe('ready');
}

beforeEach(async () => {
  await page.viewport(1000, 900);
  history.replaceState(null, '', location.pathname);
});

afterEach(() => getClient().stop());

test('a folder is looked at, what can’t be read is named, and the filters show the pictures', async () => {
  await render(PatchExplorer, { layer: 'conv3' });
  await ready();
  const shipped = labels();
  await pick('Your own');
  expect(words()).toContain('nothing is uploaded, nothing is stored');
  expect(figure().querySelector('[role=grid]')).toBeNull();
  const files = [
    ...(await photographs(12)),
    new File(['no picture at all'], 'broken.png', { type: 'image/png' }),
    new File([], 'empty.jpg', { type: 'image/jpeg' }),
    await picture(8, 8),
    pngHeader(20_000, 20_000),
    new File(['words'], 'words.txt', { type: 'text/plain' }),
    gif(20, [
      [255, 0, 0],
      [0, 0, 255],
    ]),
  ];
  await chooseAll(files);
  expect(output('own-pictures')).toBe('13');
  expect(output('own-unread')).toBe('4 files could not be read and are passed over.');
  const reasons = [...folder().querySelectorAll('li')].map((item) => item.textContent);
  expect(reasons).toEqual([
    'broken.png: not a picture that this browser can read',
    'empty.jpg: empty',
    'huge.png: 20,000 × 20,000 pixels: too large',
    'picture.png: 8 × 8 pixels: too small',
  ]);
  expect(words()).toContain('1 file is no picture and is left out: words.txt.');
  expect(words()).toContain('One picture is animated: its first frame is used.');
  const sounding = labels().filter((label) => !label.includes('silent'));
  expect(sounding.length).toBeGreaterThan(0);
  for (const label of sounding) {
    expect(label).toMatch(/^Filter \d+: strongest (photo \d+\.jpg|frames\.gif), activation [\d.]+$/);
  }
  const cell =
    figure().querySelectorAll<HTMLCanvasElement>('[role=grid] canvas')[labels().indexOf(sounding[0]!)]!;
  await expect.poll(() => shownColours(cell), WAIT).toBeGreaterThan(20);
  await pick('The course’s atlas');
  expect(labels()).toEqual(shipped);
  await pick('Your own');
  expect(output('own-pictures')).toBe('13');
  await press('Forget my pictures');
  expect(output('own-pictures')).toBeUndefined();
  expect(figure().querySelector('[role=grid]')).toBeNull();
});

test('an opened filter: the files by name, their range, no classes; the answers are those to single pictures', async () => {
  await render(PatchExplorer, { layer: 'conv4', unit: 12, view: 'detail' });
  await ready();
  await pick('Your own');
  const files = await photographs(9);
  await chooseAll(files);
  const found = labels().map((label) => /^Number \d+: (photo \d\.jpg), activation ([\d.]+)$/.exec(label)!);
  expect(found.map(([, name]) => name).sort()).toEqual(files.map(({ name }) => name).sort());
  const values = found.map(([, , value]) => Number(value));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  for (const [, name, value] of found) {
    const own = await readPicture(files.find((file) => file.name === name)!);
    let alone = -1;
    const pictures = [{ kind: 'pixels' as const, ...own.network }];
    await getClient().run(
      'activation-map',
      { network: 'pictures', layer: 'conv4', unit: 12, pictures },
      {
        onProgress: ({ partial }) => {
          alone = readAnswer(partial!).value;
        },
      },
    );
    expect(alone).toBeCloseTo(Number(value), 1);
  }
  const facts = figure().querySelector('.picked dl')!;
  expect(facts.textContent).toContain(found[0]![1]);
  expect(facts.textContent).not.toContain('seed');
  expect(figure().querySelector('[aria-label=Classes] table')).toBeNull();
  expect(figure().textContent).toContain('Your pictures come without class names');
  expect(figure().textContent).toContain('no label can be measured on them');
  const slider = figure().querySelector<HTMLInputElement>('input[type=range]')!;
  expect(slider.max).toBe('8');
  slider.focus();
  await userEvent.keyboard('{End}');
  expect(Number(output('activation'))).toBeCloseTo(values.at(-1)!, 1);
  expect(slider.getAttribute('aria-valuetext')).toContain(found.at(-1)![1]);
});

test('both: patches of both kinds compete, and each tile says which', async () => {
  await render(PatchExplorer, { layer: 'conv1', unit: 3, view: 'detail' });
  await ready();
  const atlas = labels();
  await pick('Both');
  await chooseAll(await photographs(20));
  const both = labels();
  const own = await (async () => {
    await pick('Your own');
    return labels();
  })();
  const activationOf = (label: string) => Number(/activation ([\d.]+)/.exec(label)![1]);
  const strongest = [...atlas, ...own].map(activationOf).sort((a, b) => b - a);
  expect(both.map(activationOf)).toEqual(strongest.slice(0, 25));
  for (const label of both) expect(label).toMatch(/^Number \d+: (photo .*, yours|(?!photo).*, atlas)$/);
});

test('Cancel keeps what was found and says of how many; Go on comes to the same end', async () => {
  await render(PatchExplorer, { layer: 'conv2' });
  await ready();
  await pick('Your own');
  const files = await Promise.all(Array.from({ length: 80 }, (_, i) => photograph(i, 900, 700)));
  await choose(files);
  await expect.poll(() => figure().querySelector('progress')?.value ?? 0, WAIT).toBeGreaterThan(8);
  await press('Cancel');
  await expect.poll(words, WAIT).toMatch(/the lists are of the first \d+ of 80 pictures/);
  const looked = Number(output('own-pictures'));
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThan(80);
  expect(labels().length).toBeGreaterThan(0);
  await press('Go on');
  await expect.poll(words, WAIT).toContain('80 pictures of yours were looked at.');
  const goneOn = labels();
  const tensors = await getClient().tensors();
  await chooseAll(files);
  expect(labels()).toEqual(goneOn);
  expect(await getClient().tensors()).toBe(tensors);
});

test('a worker that dies in the middle: Try again goes on from there', async () => {
  await render(PatchExplorer, { layer: 'conv2' });
  await ready();
  await pick('Your own');
  await choose(await Promise.all(Array.from({ length: 60 }, (_, i) => photograph(i, 900, 700))));
  await expect.poll(() => figure().querySelector('progress')?.value ?? 0, WAIT).toBeGreaterThan(8);
  getClient().stop();
  await expect.poll(() => figure().dataset.state, WAIT).toBe('error');
  await press('Try again');
  await expect.poll(words, WAIT).toContain('60 pictures of yours were looked at.');
  await expect.poll(() => figure().dataset.state).toBe('ready');
});

test('files that are dropped are taken; a choice without a picture says so and loses nothing', async () => {
  await render(PatchExplorer, { layer: 'conv1' });
  await ready();
  await pick('Your own');
  const drop = (files: File[]) => {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    folder().dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  };
  drop(await photographs(3));
  await expect.poll(() => output('own-pictures'), WAIT).toBe('3');
  drop([new File(['words'], 'words.txt', { type: 'text/plain' })]);
  await expect.poll(words).toContain('There is no picture in it');
  expect(output('own-pictures')).toBe('3');
});

test('parts of a picture are cut as fine as the file is', async () => {
  const file = await picture(600, 200);
  const parts: { width: number; height: number; data: Uint8ClampedArray }[] = [];
  const left = { x: 0, y: 0, width: 0.5, height: 1, shape: 1 };
  const wanted = [
    { width: 40, height: 80, part: left },
    { width: 40, height: 80, part: { ...left, x: 0.5 } },
    { width: 64, height: 64 },
  ];
  const { unread } = await getClient().run(
    'crop-pictures',
    {
      items: [
        { file, wanted },
        { file: new File(['?'], 'broken.jpg'), wanted },
      ],
    },
    { onProgress: ({ partial }) => parts.push(...(partial?.parts ?? [])) },
  );
  expect(parts.map(({ width, height }) => [width, height])).toEqual([
    [40, 80],
    [40, 80],
    [64, 64],
  ]);
  const at = ({ width, data }: (typeof parts)[number], x: number, y: number) => [
    ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
  ];
  expect([at(parts[0]!, 0, 0), at(parts[0]!, 35, 79)]).toEqual([
    [200, 0, 0, 255],
    [200, 0, 0, 255],
  ]);
  expect([at(parts[1]!, 4, 0), at(parts[2]!, 28, 5), at(parts[2]!, 35, 5)]).toEqual([
    [0, 0, 200, 255],
    [200, 0, 0, 255],
    [0, 0, 200, 255],
  ]);
  expect(unread).toEqual([{ index: 1, reason: 'not a picture that this browser can read' }]);
});
