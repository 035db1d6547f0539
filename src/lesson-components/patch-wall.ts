import { existsSync, readFileSync } from 'node:fs';

/** One layer's strip of the home page's wall. `file` is a path below the base, `field` in pixels. */
export interface WallStrip {
  layer: string;
  file: string;
  width: number;
  height: number;
  field: number;
}

const FOLDER = 'data/home';

/** The strips from the first layer to the last; none when they have not been rendered. At build time only. */
export function patchWall(): WallStrip[] {
  const path = `public/${FOLDER}/strips.json`;
  if (!existsSync(path)) return [];
  const strips = JSON.parse(readFileSync(path, 'utf8')) as WallStrip[];
  return strips.map((strip) => ({ ...strip, file: `/${FOLDER}/${strip.file}` }));
}
