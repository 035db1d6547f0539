/**
 * Renders the scenes that widgets show before they compute anything, into public/figures:
 *   node_modules/.bin/node scripts/render-figures.ts
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { FIGURE_SEED } from '../src/widgets/receptive-field/network.ts';
import { sampleFactors } from '../src/world/scene/factors.ts';
import { NETWORK_SIZE, renderScene } from '../src/world/scene/render.ts';

const FOLDER = new URL('../public/figures/', import.meta.url);
const LARGE = 512;

/** @returns the picture as WebP: lossless at the network's size, lossy when it is for people */
function encodeScene(seed: number, size: number): Promise<Buffer> {
  const { width, height, pixels } = renderScene(sampleFactors(seed), { size });
  const image = sharp(Buffer.from(pixels), { raw: { width, height, channels: 3 } });
  return image
    .webp(size === NETWORK_SIZE ? { lossless: true, effort: 6 } : { quality: 84, effort: 6 })
    .toBuffer();
}

await mkdir(FOLDER, { recursive: true });
const files = [];
for (const size of [NETWORK_SIZE, LARGE]) {
  const name = `scene-${size}.webp`;
  const bytes = await encodeScene(FIGURE_SEED, size);
  await writeFile(new URL(name, FOLDER), bytes);
  files.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
}
const script = 'scripts/render-figures.ts';
const manifest = { script, command: `node ${script}`, seed: FIGURE_SEED, files };
await writeFile(new URL('manifest.json', FOLDER), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(
  files.map(({ name, bytes }) => `${fileURLToPath(new URL(name, FOLDER))}: ${bytes} bytes`).join('\n'),
);
