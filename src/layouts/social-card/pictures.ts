import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { lessonNumber } from '#site/lessons';
import { SIGNAL_SETS, signalOfSeed } from '#world/signal/sets';
import { type Layer, layParts, type Part, tileParts } from './tiles.ts';

/** Where a card has its pictures: the right half, in pixels. */
export const STAGE = { left: 600, top: 0, width: 600, height: 630 };

/** Colours of the light theme, as in src/styles/tokens.css. */
export const COLOURS = {
  paper: '#fdfcf9',
  ink: '#1d1b18',
  soft: '#5f5a52',
  accent: '#0a6565',
  anchor: '#0067a3',
  positive: '#007d5c',
  negative: '#c24e00',
  hairline: '#e0dacd',
};

/** What stands on a card's stage: pictures, and lines over them. */
export interface Stage {
  layers: Layer[];
  svg: string;
}

const only = async (parts: readonly Part[], svg = ''): Promise<Stage> => ({
  layers: await layParts(parts),
  svg,
});

/** Cells of a sheet, row by row. */
const cells = (columns: readonly number[], rows: readonly number[]) =>
  rows.flatMap((row) => columns.map((column) => [column, row] as const));
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

/** The patches that excite filters most, from the first layer to the last. */
function wall(): Promise<Stage> {
  const strips = JSON.parse(readFileSync('public/data/home/strips.json', 'utf8')) as {
    file: string;
    width: number;
    height: number;
  }[];
  const wanted = strips.filter((_, i) => i % 2 === 1);
  const width = (STAGE.width - 2 * 12) / 3;
  const parts = wanted.map(({ file, ...strip }, i) => {
    const height = Math.min(strip.height, Math.round((strip.width * STAGE.height) / width));
    return {
      file: `data/home/${file}`,
      from: { left: 0, top: 0, width: strip.width, height },
      to: {
        left: STAGE.left + Math.round(i * (width + 12)),
        top: 0,
        width: Math.round(width),
        height: STAGE.height,
      },
    };
  });
  return only(parts);
}

const PEOPLE = 'data/faces-sheets/people.webp';
const CONDITIONS = 'data/faces-sheets/conditions.webp';
const FACE = 104;

function gallery(): Promise<Stage> {
  const grid = { left: STAGE.left, top: 0, side: 157, columns: 4, gap: -1 };
  return only(tileParts(PEOPLE, FACE, cells([0, 2, 5, 7], upTo(4)), { ...grid, gap: 0 }));
}

/** One person a row, under other light and pose. */
function onePicture(): Promise<Stage> {
  return only(
    tileParts(CONDITIONS, FACE, cells([0, 2, 4, 6], upTo(4)), {
      left: STAGE.left,
      top: 0,
      side: 157,
      columns: 4,
      gap: 0,
    }),
  );
}

function ring(x: number, y: number, radius: number, colour: string) {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="10"/>`;
}

async function round(file: string, column: number, row: number, side: number): Promise<Buffer> {
  const mask = `<svg width="${side}" height="${side}"><circle cx="${side / 2}" cy="${side / 2}" r="${side / 2}"/></svg>`;
  const face = { left: column * FACE, top: row * FACE, width: FACE, height: FACE };
  return sharp(`public/${file}`)
    .extract(face)
    .resize(side, side, { kernel: 'cubic' })
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer();
}

/** An anchor and a positive of one person near each other, a negative of another farther off. */
async function triplet(): Promise<Stage> {
  const side = 190;
  const places = [
    { x: 780, y: 440, column: 0, row: 1, colour: COLOURS.anchor },
    { x: 1010, y: 380, column: 4, row: 1, colour: COLOURS.positive },
    { x: 850, y: 150, column: 1, row: 3, colour: COLOURS.negative },
  ];
  const [a, p, n] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
  const line = (to: typeof a) =>
    `<line x1="${a.x}" y1="${a.y}" x2="${to.x}" y2="${to.y}" stroke="${to.colour}" stroke-width="7"/>`;
  return {
    layers: await Promise.all(
      places.map(async ({ x, y, column, row }) => ({
        input: await round(CONDITIONS, column, row, side),
        left: x - side / 2,
        top: y - side / 2,
      })),
    ),
    svg: `${line(p)}${line(n)}${places.map(({ x, y, colour }) => ring(x, y, side / 2, colour)).join('')}`,
  };
}

/** Pairs: of one person above, of two below. */
async function pairs(): Promise<Stage> {
  const side = 230;
  const rows = [
    {
      top: 60,
      cells: [
        [1, 4],
        [6, 4],
      ] as const,
      colour: COLOURS.positive,
    },
    {
      top: 345,
      cells: [
        [0, 0],
        [0, 2],
      ] as const,
      colour: COLOURS.negative,
    },
  ];
  const parts = rows.flatMap(({ top, cells: both }) =>
    tileParts(CONDITIONS, FACE, both, { left: STAGE.left + 55, top, side, columns: 2, gap: 20 }),
  );
  const frames = rows.map(
    ({ top, colour }) =>
      `<rect x="${STAGE.left + 50}" y="${top - 5}" width="${2 * side + 30}" height="${side + 10}" rx="8" fill="none" stroke="${colour}" stroke-width="10"/>`,
  );
  return only(parts, frames.join(''));
}

/** Pictures of the course, painted in the styles of the course: columns are styles. */
function painted(): Promise<Stage> {
  return only(
    tileParts('data/style-measured/sheet.webp', 128, cells([1, 2, 4], [0, 1, 3, 6]), {
      left: STAGE.left,
      top: 0,
      side: 200,
      columns: 3,
      gap: 0,
    }).filter(({ to }) => to.top < STAGE.height),
  );
}

/** A picture rebuilt from an early, a middle and a deep layer, and how two rebuilds differ. */
function rebuilt(): Promise<Stage> {
  return only(
    tileParts('data/content-layers/cat.webp', 128, cells([0, 1, 3, 5], [0]), {
      left: STAGE.left,
      top: 0,
      side: 300,
      columns: 2,
      gap: 0,
    }).map((part) => ({ ...part, to: { ...part.to, height: 315, top: part.to.top === 0 ? 0 : 315 } })),
  );
}

/** Styles, and what grew from their Gram matrices of more and more layers. */
function textures(): Promise<Stage> {
  const styles = ['swirls', 'mosaic', 'waves', 'glass'];
  const side = 158;
  const parts = styles.flatMap((style, row) =>
    tileParts(`data/textures/${style}.webp`, 128, cells([0, 2, 4, 6], [0]), {
      left: STAGE.left,
      top: row * side,
      side,
      columns: 4,
      gap: 0,
    }),
  );
  return only(parts);
}

/** A heartbeat, a picture and slices of a scan: one, two and three dimensions. */
async function dimensions(): Promise<Stage> {
  const { samples } = signalOfSeed(SIGNAL);
  const shown = samples.slice(0, 1000);
  const most = Math.max(...shown);
  const least = Math.min(...shown);
  const at = (value: number, i: number) =>
    `${(STAGE.left + (i / (shown.length - 1)) * STAGE.width).toFixed(1)},${(150 - ((value - least) / (most - least)) * 120).toFixed(1)}`;
  const curve = `<polyline points="${[...shown].map(at).join(' ')}" fill="none" stroke="${COLOURS.accent}" stroke-width="4" stroke-linejoin="round"/>`;
  const scene = { left: STAGE.left, top: 190, width: 300, height: 440 };
  const layers = await layParts([{ file: 'figures/scene-512.webp', to: scene }]);
  const slices = await scanSlices(300, 220);
  return {
    layers: [...layers, ...slices.map((input, i) => ({ input, left: 900, top: 190 + i * 220 }))],
    svg: curve,
  };
}

/** A little of everything. */
async function everything(): Promise<Stage> {
  const side = 210;
  const place = (column: number, row: number) => ({
    left: STAGE.left + column * side,
    top: row * side,
    width: side,
    height: side,
  });
  const tile = (
    file: string,
    size: number,
    column: number,
    row: number,
    to: ReturnType<typeof place>,
  ): Part => ({
    file,
    from: { left: column * size, top: row * size, width: size, height: size },
    to,
  });
  const parts = [
    tile(PEOPLE, FACE, 7, 3, place(0, 0)),
    tile('data/style-measured/sheet.webp', 128, 1, 3, place(1, 0)),
    { file: 'figures/scene-512.webp', to: place(2, 0) },
    tile('data/textures/mosaic.webp', 128, 6, 0, place(0, 1)),
    tile(CONDITIONS, FACE, 3, 3, place(1, 1)),
    tile('data/content-layers/cat.webp', 128, 4, 0, place(2, 1)),
    { file: 'data/gram-shuffle/gram-before.webp', to: place(0, 2) },
    {
      file: 'data/home/wall-conv6.webp',
      from: { left: 0, top: 0, width: 155, height: 155 },
      to: place(1, 2),
    },
    tile('data/style-measured/sheet.webp', 128, 4, 6, place(2, 2)),
  ].map((part) => ({
    ...part,
    to: { ...part.to, width: Math.min(part.to.width, STAGE.left + STAGE.width - part.to.left) },
  }));
  return only(parts);
}

/** A signal of the test set; the first has the first rhythm. */
const SIGNAL = SIGNAL_SETS.test.first;

async function scanSlices(width: number, height: number): Promise<Buffer[]> {
  const { scanPoster } = await import('#lesson-components/scan-poster');
  const { slices } = await scanPoster({});
  return Promise.all(
    [slices.axial, slices.coronal].map((address) =>
      sharp(Buffer.from(address.split(',')[1]!, 'base64'))
        .resize(width, height, { fit: 'cover' })
        .png()
        .toBuffer(),
    ),
  );
}

const STAGES: Record<number, () => Promise<Stage>> = {
  1: wall,
  2: gallery,
  3: onePicture,
  4: triplet,
  5: pairs,
  6: painted,
  7: rebuilt,
  8: textures,
  9: dimensions,
  10: everything,
};

/** The pictures of a lesson, by its folder's name; of the course where there is no lesson. */
export function stageOf(lesson?: string): Promise<Stage> {
  const stage = lesson ? STAGES[lessonNumber(lesson)] : everything;
  return (stage ?? everything)();
}
