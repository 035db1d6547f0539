import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root.ts';

/**
 * The bytes of a file in `.cache/`, which are made when they aren't there yet.
 *
 * @param name below `.cache/`; it names all that the bytes depend on
 */
export async function cachedFile(name: string, make: () => Promise<Uint8Array>): Promise<Buffer> {
  const file = path.join(ROOT, '.cache', name);
  if (!existsSync(file)) {
    const bytes = await make();
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, file);
  }
  return readFileSync(file);
}

/** What changes no picture: names and words, and which seeds the scenes of a set have. */
const NOT_DRAWN = ['scene/sets.ts', 'face/names.ts', 'face/describe.ts'];

/**
 * Changes when the code that draws a part of the world changes.
 *
 * @param part a folder of src/world
 */
export function worldFingerprint(part: string): string {
  const hash = createHash('sha256');
  for (const file of globSync([`src/world/${part}/**/*.ts`, 'src/world/*.ts'], { cwd: ROOT }).sort()) {
    if (NOT_DRAWN.some((end) => file.endsWith(end))) continue;
    hash.update(file).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
