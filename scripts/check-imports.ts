import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findViolations, type SourceFile } from './imports/check.ts';

const root = join(import.meta.dirname, '..');
const files: SourceFile[] = ['src', 'content'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|astro|mdx)$/.test(name))
    .map((name) => ({
      path: `${folder}/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(root, folder, name), 'utf8'),
    })),
);

const violations = findViolations(files);
for (const violation of violations) console.error(violation);
if (violations.length > 0) {
  console.error(`\n${violations.length} imports go the wrong way. CONTRIBUTING.md has the map of the house.`);
  process.exit(1);
}
console.log(`Imports flow one way in all ${files.length} files.`);
