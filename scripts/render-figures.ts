/**
 * Renders the scenes that widgets show before they compute anything, into public/figures:
 *   node_modules/.bin/node scripts/render-figures.ts
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { defaultOptions } from '../src/site/view-options.ts';
import { FIGURE_SEED } from '../src/widgets/receptive-field/network.ts';
import { SPECS } from '../src/widgets/tuning/options.ts';
import { sceneOf } from '../src/widgets/tuning/scene.ts';
import { type SceneFactors, sampleFactors } from '../src/world/scene/factors.ts';
import { NETWORK_SIZE, renderScene } from '../src/world/scene/render.ts';

const FOLDER = new URL('../public/figures/', import.meta.url);

/** Lossless where the network's own pixels are shown, lossy where the picture is for people. */
const FIGURES: { name: string; factors: SceneFactors; size: number }[] = [
  { name: 'scene-64.webp', factors: sampleFactors(FIGURE_SEED), size: NETWORK_SIZE },
  { name: 'scene-512.webp', factors: sampleFactors(FIGURE_SEED), size: 512 },
  { name: 'tuning-448.webp', factors: sceneOf(defaultOptions(SPECS)), size: 448 },
];

function encodeScene(factors: SceneFactors, size: number): Promise<Buffer> {
  const { width, height, pixels } = renderScene(factors, { size });
  const image = sharp(Buffer.from(pixels), { raw: { width, height, channels: 3 } });
  const lossless = size === NETWORK_SIZE;
  return image.webp(lossless ? { lossless, effort: 6 } : { quality: 84, effort: 6 }).toBuffer();
}

await mkdir(FOLDER, { recursive: true });
const files = [];
for (const { name, factors, size } of FIGURES) {
  const bytes = await encodeScene(factors, size);
  await writeFile(new URL(name, FOLDER), bytes);
  files.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
}
const script = 'scripts/render-figures.ts';
const manifest = { script, command: `node ${script}`, seed: FIGURE_SEED, files };
await writeFile(new URL('manifest.json', FOLDER), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(
  files.map(({ name, bytes }) => `${fileURLToPath(new URL(name, FOLDER))}: ${bytes} bytes`).join('\n'),
);
