import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { PORTABLE_BASE, ZIP_FILE, ZIP_NAME } from '../src/site/portable.ts';
import { findBrokenLinks } from './links/check.ts';
import { rewriteLinks, rewritePage } from './portable/rewrite-page.ts';
import { rewriteScript } from './portable/rewrite-script.ts';
import { ROOT } from './root.ts';

/** Zips keep whole days in local time, from 1980 on: one date for all, so that the same site gives the same file. */
const DATE = new Date(1980, 0, 1);
const PACKED_ALREADY = /\.(webp|png|jpe?g|woff2)$/;
const TEXT = /\.(css|svg|xml|txt|webmanifest)$/;
const ABOUT = `What ConvNets Learn, to keep and to serve.

Put this folder on any web server, under any path, and open its index.html there. On your own machine:

    python3 -m http.server

in this folder, then http://localhost:8000/ in a browser. Opened as files, without a server, browsers refuse to run it.

Text CC BY 4.0; code, networks and data MIT.
`;

const folder = join(ROOT, dirname(ZIP_FILE), 'site');
rmSync(folder, { recursive: true, force: true });

const build = spawnSync('npx', ['astro', 'build', '--outDir', folder], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, BASE_PATH: PORTABLE_BASE, SITE_URL: '' },
});
if (build.status !== 0) process.exit(build.status ?? 1);

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
  // The page for what is not found is one of a server's settings, and stands at no address of its own.
  .filter((name) => name !== '404.html')
  .sort();
const isFile = (path: string) => names.includes(path);

function portable(name: string): Buffer {
  const bytes = readFileSync(join(folder, name));
  if (name.endsWith('.html'))
    return Buffer.from(rewritePage(bytes.toString('utf8'), name, PORTABLE_BASE, isFile));
  if (name.endsWith('.js')) return Buffer.from(rewriteScript(bytes.toString('utf8'), name, PORTABLE_BASE));
  if (TEXT.test(name)) return Buffer.from(rewriteLinks(bytes.toString('utf8'), name, PORTABLE_BASE, isFile));
  return bytes;
}

const site = new Map(names.map((name) => [name, portable(name)]));
const left = [...site]
  .filter(([, bytes]) => bytes.includes(PORTABLE_BASE.slice(1, -1)))
  .map(([name]) => name);
const pages = [...site]
  .filter(([name]) => name.endsWith('.html'))
  .map(([path, bytes]) => ({ path, html: bytes.toString('utf8') }));
const broken = findBrokenLinks(pages, '/', isFile);
for (const line of [...left.map((name) => `${name}: the base path is left in it`), ...broken])
  console.error(line);
if (left.length > 0 || broken.length > 0) process.exit(1);

const top = ZIP_NAME.replace(/\.zip$/, '');
const zippable: Zippable = {
  [`${top}/README.txt`]: [Buffer.from(ABOUT), { mtime: DATE }],
};
for (const [name, bytes] of site) {
  zippable[`${top}/${name}`] = [bytes, { mtime: DATE, level: PACKED_ALREADY.test(name) ? 0 : 9 }];
}
const zip = zipSync(zippable);
mkdirSync(join(ROOT, dirname(ZIP_FILE)), { recursive: true });
writeFileSync(join(ROOT, ZIP_FILE), zip);
rmSync(folder, { recursive: true, force: true });
console.log(`${ZIP_FILE}: ${names.length} files, ${(zip.length / 1e6).toFixed(1)} MB.`);
