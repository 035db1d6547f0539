/**
 * Cuts the site's fonts down to the characters and axes that its pages use.
 *
 *   node scripts/subset-fonts.ts
 *
 * Reads the @fontsource-variable packages, writes src/assets/fonts/*.woff2. Run it again when a character is
 * missing from CHARACTERS; the results are committed, so that a build needs no font tool.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const OUT = join(import.meta.dirname, '../src/assets/fonts');

/** Printable ASCII. */
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
/** What British prose, authors' names and inline arithmetic need beyond ASCII. */
const EXTRA = '\u00a0£§©«»°±²³·¹¼½¾×÷ÁÄÅÆÇÉÖØÜßàáâäåæçèéêëíîïñóôöøúüœ–—‘’“”†•…‰′″€−↑↓→←≈≠≤≥∞√∑∂';
const CHARACTERS = ASCII + EXTRA;

/** Layout features that the pages use; the rest only costs bytes. */
const FEATURES = [
  'kern',
  'liga',
  'calt',
  'mark',
  'mkmk',
  'ccmp',
  'locl',
  'tnum',
  'lnum',
  'onum',
  'pnum',
  'case',
];

interface Font {
  name: string;
  from: string;
  axes: Record<string, number | { min: number; max: number; default?: number }>;
}

const SERIF = '@fontsource-variable/source-serif-4';
const FONTS: Font[] = [
  {
    name: 'serif',
    from: `${SERIF}/files/source-serif-4-latin-opsz-normal.woff2`,
    axes: { opsz: 16, wght: { min: 400, max: 700 } },
  },
  {
    name: 'serif-italic',
    from: `${SERIF}/files/source-serif-4-latin-opsz-italic.woff2`,
    axes: { opsz: 16, wght: 400 },
  },
  {
    name: 'display',
    from: `${SERIF}/files/source-serif-4-latin-opsz-normal.woff2`,
    axes: { opsz: 48, wght: 560 },
  },
  {
    name: 'sans',
    from: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    axes: { wght: { min: 400, max: 700 } },
  },
];

mkdirSync(OUT, { recursive: true });
for (const { name, from, axes } of FONTS) {
  const path = join(
    dirname(require.resolve(`${from.split('/').slice(0, 2).join('/')}/package.json`)),
    from.split('/').slice(2).join('/'),
  );
  const font = await subsetFont(readFileSync(path), CHARACTERS, {
    targetFormat: 'woff2',
    variationAxes: axes,
    keepFeatures: FEATURES,
    noHinting: true,
  });
  writeFileSync(join(OUT, `${name}.woff2`), font);
  console.log(`${name}.woff2: ${font.length} bytes`);
}
