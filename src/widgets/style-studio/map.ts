import { gridRatios, type StyleGrid } from '#site/style-grid';
import { nearestRung } from './ladder.ts';
import { layersOption, type StyleStudioOptions } from './options.ts';
import type { OwnPictures } from './settings.ts';

export interface Cell {
  column: number;
  row: number;
}

/** The sheet of shipped paintings and where it lies. */
export interface ShippedMap {
  src: string;
  grid: StyleGrid;
}

/** The cell that has these settings exactly, null when none has. */
export function cellOf(grid: StyleGrid, { ratio, layers }: StyleStudioOptions): Cell | null {
  const column = gridRatios(grid).indexOf(ratio);
  const row = grid.layerSets.findIndex(({ lambda }) => layersOption(lambda) === layers);
  return column < 0 || row < 0 ? null : { column, row };
}

/**
 * The cell that a painting with these settings would look like, null when its pictures, or other settings that show, are
 * not those of the map.
 */
export function likeliestCell(grid: StyleGrid, options: StyleStudioOptions, own: OwnPictures): Cell | null {
  const pictures =
    options.content === grid.content && options.style === grid.style && options.second === 'none';
  if (!pictures || own.content || own.style || own.second || options.colours) return null;
  const row = grid.layerSets.findIndex(({ lambda }) => layersOption(lambda) === options.layers);
  if (row < 0) return null;
  return { column: nearestRung(gridRatios(grid), options.ratio), row };
}
