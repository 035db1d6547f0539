import { SCENE_SETS, type SceneSetName } from '#world/scene/sets';
import { renderedSet } from './pictures/rendered-set.ts';

// Renders the picture network's data into .cache/pictures: `node scripts/render-data.ts [set …]`.
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SCENE_SETS);
for (const name of names) {
  if (!(name in SCENE_SETS)) throw new Error(`No set ${name}: ${Object.keys(SCENE_SETS).join(', ')}.`);
  const started = performance.now();
  const { count } = await renderedSet(name as SceneSetName);
  console.log(`${name}: ${count} pictures, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
