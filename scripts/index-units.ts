import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as minePatches } from '#experiments/mine-patches';
import { convolutionNames, siteMaps, siteNetwork } from '#experiments/networks';
import { evenRanks, pickRanks, type RankedLayer } from '#math/ranked-list';
import { receptiveField } from '#math/receptive-field';
import { encodeUnitIndex, type LayerIndex, type UnitIndex } from '#math/unit-index';
import { pictureWindows } from '#models/picture-network';
import { ATLAS_SEED, SCENE_SETS } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { fileContext, finish } from './file-context.ts';
import { dissect } from './pictures/dissect.ts';
import { writePatches, writeSheets } from './pictures/image-files.ts';
import { renderMaskedSet } from './pictures/rendered-set.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Renders the atlas, mines it by the experiment that the page runs, labels the units and draws their patches:
// `node scripts/index-units.ts`. Writes public/data/pictures.
const TOP = 25;
const RANGE = 32;
const PATCH_QUALITY = 74;

const publicFolder = path.join(ROOT, 'public');
const folder = path.join(publicFolder, 'data/pictures');
const started = performance.now();
const say = (what: string) => console.log(`${what} (${((performance.now() - started) / 1000).toFixed(0)} s)`);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
const atlas = await renderMaskedSet(SCENE_SETS.atlas);
const files = await writeSheets(atlas, folder);
writeFileSync(path.join(folder, 'classes.bin'), atlas.labels);
files.push('classes.bin');
say(`${atlas.count} pictures in ${files.length - 1} sheets`);

await startTensorflow('wasm');
// The sheets have no manifest yet; the network's files are checked when they are written.
const context = fileContext(publicFolder, false);
const mined = await finish(
  minePatches,
  { network: 'pictures', source: { kind: 'atlas' }, keep: atlas.count },
  context,
);
say('mined');

const network = await siteNetwork('pictures', context);
const maps = siteMaps(network, convolutionNames(network));
const greatest = mined.lists.map((list) =>
  Float32Array.from({ length: list.units }, (_, unit) => list.values[unit * list.keep]!),
);
const concepts = dissect(network, maps, atlas, greatest);
say('dissected');

const fields = receptiveField(pictureWindows());
const layers = maps.map(({ layer, rows, columns, units }, i): LayerIndex => {
  const { size, jump, start } = fields.find(({ name }) => name === layer)!;
  const all = mined.lists[i]!;
  return {
    layer,
    units,
    field: { size, jump, start },
    rows,
    columns,
    top: pickRanks(
      all,
      Array.from({ length: TOP }, (_, rank) => rank),
    ),
    range: pickRanks(all, evenRanks(RANGE, atlas.count)),
    classMeans: classMeans(all),
    concepts: concepts[i]!,
  };
});
const index: UnitIndex = { layers, classes: [...CLASS_NAMES], atlasSeed: ATLAS_SEED, pictures: atlas.count };
writeFileSync(path.join(folder, 'unit-index.bin'), new Uint8Array(encodeUnitIndex(index)));
files.push('unit-index.bin');
for (const layer of layers) files.push(await writePatches(layer, folder, PATCH_QUALITY));
say('patches drawn');

const figures = indexFigures(layers);
const command = 'node scripts/index-units.ts';
writeManifest(folder, files, { script: 'scripts/index-units.ts', command, seed: ATLAS_SEED, figures });
console.log(figures);

/** [units, classes]: mean over a class's pictures of the picture's greatest activation. */
function classMeans({ units, keep, seeds, values }: RankedLayer): Float32Array {
  const means = new Float32Array(units * CLASS_NAMES.length);
  const counts = CLASS_NAMES.map((_, i) =>
    atlas.labels.reduce((sum, label) => sum + (label === i ? 1 : 0), 0),
  );
  for (let unit = 0; unit < units; unit++) {
    for (let rank = 0; rank < keep; rank++) {
      const label = atlas.labels[seeds[unit * keep + rank]! - ATLAS_SEED]!;
      means[unit * CLASS_NAMES.length + label]! += values[unit * keep + rank]! / counts[label]!;
    }
  }
  return means;
}

/** Silent units (no activation on any picture) and units with a label, by kind. */
function indexFigures(indexed: LayerIndex[]): Record<string, number> {
  const result: Record<string, number> = { pictures: atlas.count };
  for (const { layer, units, top, concepts: labels } of indexed) {
    result[`${layer}Units`] = units;
    result[`${layer}SilentUnits`] = Array.from({ length: units }, (_, u) => top.values[u * TOP]!).filter(
      (v) => v === 0,
    ).length;
    for (const kind of ['colour', 'texture', 'part', 'object', 'none'] as const) {
      const name = `${layer}${kind[0]!.toUpperCase()}${kind.slice(1)}Units`;
      result[name] = labels.filter((label) => label.kind === kind).length;
    }
  }
  return result;
}
