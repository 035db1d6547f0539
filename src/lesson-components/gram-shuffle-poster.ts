import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBase } from '#site/base-path';
import type { GramShufflePoster, PosterColumn } from '#widgets/gram-shuffle/poster';

const FOLDER = 'data/gram-shuffle';

/** What scripts/measure-gram-shuffle.ts drew and measured of the default view; null while it has not run. */
export function gramShufflePoster(): GramShufflePoster | null {
  const path = join(process.cwd(), 'public', FOLDER, 'measured.json');
  if (!existsSync(path)) return null;
  const { words } = JSON.parse(readFileSync(path, 'utf8')) as { words: string };
  const column = (when: 'before' | 'after'): PosterColumn => {
    const file = (name: string) => withBase(`${FOLDER}/${name}-${when}.webp`);
    return { picture: file('picture'), maps: file('maps'), gram: file('gram') };
  };
  return { before: column('before'), after: column('after'), words };
}
