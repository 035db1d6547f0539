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
import { writeManifest } from './training/model-files.ts';

/** Blocks down and across in a strip; all strips have the same height. */
const LAYOUT = [
  { down: 8, across: 2 },
  { down: 6, across: 2 },
  { down: 4, across: 2 },
  { down: 3, across: 2 },
  { down: 2, across: 2 },
  { down: 2, across: 2 },
];
const HEIGHT = 468;
const SIDE = 3;
const BLOCK_GAP = 6;
/** From here on a unit sees enough of a picture for its class to be told. */
const WHOLE_THINGS = 40;
const OUT = 'public/data/home';

interface Block {
  unit: number;
  name: string;
}

/** The commonest class among a unit's nine best patches, and its share. */
function commonestClass({ top }: LayerIndex, unit: number) {
  const counts = new Map<string, number>();
  for (const seed of top.seeds.subarray(unit * top.keep, unit * top.keep + SIDE * SIDE)) {
    const { className } = sampleFactors(seed);
    counts.set(className, (counts.get(className) ?? 0) + 1);
  }
  const [name, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { name, share: count / (SIDE * SIDE) };
}

/** The part of a unit's nine best patches that lies outside of their pictures. */
function shareOutside({ field, top }: LayerIndex, unit: number): number {
  const inside = (from: number) => Math.min(NETWORK_SIZE, from + field.size) - Math.max(0, from);
  let outside = 0;
  for (let at = unit * top.keep; at < unit * top.keep + SIDE * SIDE; at++) {
    const { x, y } = fieldBox(field, top.rows[at]!, top.columns[at]!);
    outside += 1 - (inside(x) * inside(y)) / field.size ** 2;
  }
  return outside / (SIDE * SIDE);
}

/**
 * The clearest filters, of as many different meanings as there are: in early layers by the concept that was
 * measured, in late ones by the class of what excites them,
 * and rather those that look at the middle of the picture.
 */
function clearest(index: LayerIndex, wanted: number): Block[] {
  const alive = index.concepts
    .map(({ name, kind, iou }, unit) => {
      const { name: className, share } = commonestClass(index, unit);
      return index.field.size < WHOLE_THINGS
        ? { unit, name: `${kind} ${name}`, group: `${name}, ${className}`, score: iou }
        : { unit, name: className, group: className, score: share + iou - shareOutside(index, unit) };
    })
    .filter(({ unit }) => (index.top.values[unit * index.top.keep + SIDE * SIDE - 1] ?? 0) > 0)
    .sort((a, b) => b.score - a.score || a.unit - b.unit);
  const first = alive.filter(({ name }, i) => alive.findIndex((other) => other.name === name) === i);
  const second = alive.filter(
    (block, i) => !first.includes(block) && alive.findIndex((other) => other.group === block.group) === i,
  );
  const rest = alive.filter((block) => !first.includes(block) && !second.includes(block));
  return [...first, ...second, ...rest].slice(0, wanted);
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
  const gap = down > 4 ? 1 : 2;
  const patch = Math.floor((pitch - BLOCK_GAP - (SIDE - 1) * gap) / SIDE);
  const blocks = clearest(index, down * across);
  const tiles = blocks.flatMap(({ unit }, block) =>
    Array.from({ length: SIDE * SIDE }, (_, rank) => ({
      input: Buffer.from(renderPatch(index, unit * index.top.keep + rank, patch)),
      raw: { width: patch, height: patch, channels: 4 as const },
      left: Math.round((block % across) * pitch) + (rank % SIDE) * (patch + gap),
      top: Math.round(Math.floor(block / across) * pitch) + Math.floor(rank / SIDE) * (patch + gap),
    })),
  );
  const width = Math.round(across * pitch - BLOCK_GAP);
  const file = `wall-${index.layer}.webp`;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width, height: HEIGHT, channels: 4, background } })
    .composite(tiles)
    .webp({ quality: 64, alphaQuality: 60, effort: 6, smartSubsample: true })
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
