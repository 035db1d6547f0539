import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBase } from '#site/base-path';
import { paintingTitle } from '#site/paintings';
import type { GramExample } from '#widgets/gram-matrix/examples';
import type { PictureName } from '#widgets/gram-matrix/options';
import type { GramPoster } from '#widgets/gram-matrix/poster';

const FOLDER = 'data/gram-measured';

interface Measured {
  shown: { layer: string; s: PictureName; g: PictureName; numbers: Record<string, string | number> };
  examples: (GramExample & Record<string, unknown>)[];
}

/** What scripts/measure-gram.ts found and drew; nothing while it has not run. At build time only. */
export function gramMeasured(): {
  poster: GramPoster | null;
  examples: GramExample[];
  numbers: Record<string, string | number>;
  shown: Pick<Measured['shown'], 'layer' | 's' | 'g'> | null;
} {
  const path = join(process.cwd(), 'public', FOLDER, 'measured.json');
  if (!existsSync(path)) return { poster: null, examples: [], numbers: {}, shown: null };
  const { shown, examples } = JSON.parse(readFileSync(path, 'utf8')) as Measured;
  const file = (name: string) => withBase(`${FOLDER}/${name}.webp`);
  const side = (name: 's' | 'g') => ({
    title: paintingTitle(shown[name]),
    picture: file(name),
    matrix: file(`gram-${name}`),
  });
  return {
    poster: {
      s: side('s'),
      g: side('g'),
      difference: file('difference'),
      loss: `The style cost of the two in ${shown.layer} is ${shown.numbers.loss}.`,
    },
    numbers: shown.numbers,
    shown: { layer: shown.layer, s: shown.s, g: shown.g },
    examples: examples.map(({ title, layer, s, g, k, k2 }) => ({ title, layer, s, g, k, k2 })),
  };
}
