/**
 * Renders the wall of patches on the home page from the unit index: one strip a layer, blocks of nine patches,
 * one block a filter, each patch drawn crisply from its scene.
 *
 *   node scripts/render-wall.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { fieldBox } from '#math/receptive-field';
import { decodeUnitIndex, type LayerIndex } from '#math/unit-index';
import { sampleFactors } from '#world/scene/factors';
import { NETWORK_SIZE, renderScene } from '#world/scene/render';
import { writeManifest } from './pictures/model-files.ts';

/** Blocks down and across in a strip; all strips have the same height. */
const LAYOUT = [
  { down: 8, across: 2 },
  { down: 6, across: 2 },
  { down: 4, across: 2 },
  { down: 3, across: 2 },
  { down: 2, across: 2 },
  { down: 2, across: 2 },
];
const HEIGHT = 576;
const SIDE = 3;
const GAP = 2;
const BLOCK_GAP = 6;
const OUT = 'public/data/home';

interface Block {
  unit: number;
  name: string;
}

/** The filters with the clearest labels, of as many different labels as there are. */
function clearest(index: LayerIndex, wanted: number): Block[] {
  const alive = index.concepts
    .map(({ name, kind, iou }, unit) => ({ unit, name: `${kind} ${name}`, iou }))
    .filter(({ unit }) => (index.top.values[unit * index.top.keep + SIDE * SIDE - 1] ?? 0) > 0)
    .sort((a, b) => b.iou - a.iou || a.unit - b.unit);
  const seen = new Set<string>();
  const first = alive.filter(({ name }) => !seen.has(name) && seen.add(name));
  const rest = alive.filter((block) => !first.includes(block));
  return [...first, ...rest].slice(0, wanted);
}

/** A square patch, RGBA; what lies outside of the picture is clear. */
function renderPatch(index: LayerIndex, at: number, size: number): Uint8ClampedArray {
  const box = fieldBox(index.field, index.top.rows[at]!, index.top.columns[at]!);
  const { pixels } = renderScene(sampleFactors(index.top.seeds[at]!), { size, region: box });
  const rgba = new Uint8ClampedArray(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const x = box.x + (((i % size) + 0.5) / size) * box.width;
    const y = box.y + ((Math.floor(i / size) + 0.5) / size) * box.height;
    const inside = x >= 0 && y >= 0 && x < NETWORK_SIZE && y < NETWORK_SIZE;
    rgba.set(inside ? [...pixels.subarray(i * 3, i * 3 + 3), 255] : [128, 128, 128, 90], i * 4);
  }
  return rgba;
}

async function renderStrip(index: LayerIndex, { down, across }: (typeof LAYOUT)[number]) {
  const pitch = (HEIGHT + BLOCK_GAP) / down;
  const patch = Math.floor((pitch - BLOCK_GAP - (SIDE - 1) * GAP) / SIDE);
  const blocks = clearest(index, down * across);
  const tiles = blocks.flatMap(({ unit }, block) =>
    Array.from({ length: SIDE * SIDE }, (_, rank) => ({
      input: Buffer.from(renderPatch(index, unit * index.top.keep + rank, patch)),
      raw: { width: patch, height: patch, channels: 4 as const },
      left: Math.round((block % across) * pitch) + (rank % SIDE) * (patch + GAP),
      top: Math.round(Math.floor(block / across) * pitch) + Math.floor(rank / SIDE) * (patch + GAP),
    })),
  );
  const width = Math.round(across * pitch - BLOCK_GAP);
  const file = `wall-${index.layer}.webp`;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width, height: HEIGHT, channels: 4, background } })
    .composite(tiles)
    .webp({ quality: 76, alphaQuality: 60, effort: 6, smartSubsample: true })
    .toFile(path.join(OUT, file));
  const names = blocks.map(({ name }) => name);
  return { layer: index.layer, file, width, height: HEIGHT, field: index.field.size, blocks: names };
}

const buffer = readFileSync('public/data/pictures/unit-index.bin');
const index = decodeUnitIndex(buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength));
mkdirSync(OUT, { recursive: true });
const strips = [];
for (const [i, layer] of index.layers.entries()) {
  const layout = LAYOUT[Math.min(i, LAYOUT.length - 1)]!;
  strips.push(await renderStrip(layer, layout));
}
writeFileSync(path.join(OUT, 'strips.json'), `${JSON.stringify(strips, null, 1)}\n`);
const names = ['strips.json', ...strips.map(({ file }) => file)];
const script = 'scripts/render-wall.ts';
const { files } = writeManifest(OUT, names, { script, command: `node ${script}`, seed: index.atlasSeed });
for (const { name, bytes } of files) console.log(`${OUT}/${name}: ${bytes} bytes`);
