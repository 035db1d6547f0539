import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBrokenLinks } from './links/check.ts';

const folder = join(import.meta.dirname, '..', process.argv[2] ?? 'dist');
const base = process.env.BASE_PATH ?? '/what-convnets-learn';

const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => ({ path: name.replaceAll('\\', '/'), html: readFileSync(join(folder, name), 'utf8') }));
const fileExists = (path: string) => {
  const full = join(folder, path);
  return existsSync(full) && statSync(full).isFile();
};

const broken = findBrokenLinks(pages, base, fileExists);
for (const line of broken) console.error(line);
if (broken.length > 0) process.exit(1);
console.log(`Every link and asset on ${pages.length} built pages leads somewhere.`);
