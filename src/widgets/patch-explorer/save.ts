import type { LayerIndex } from '#site/unit-index';
import { downloadCanvas, downloadText } from '../shared/download.ts';
import { drawPatch } from './draw.ts';
import { type ListRow, listRows, rowsAsCsv } from './list-rows.ts';
import { isOwn } from './picture-store.svelte.ts';
import { CRISP_SIDE, type ExplorerState } from './state.svelte.ts';

const COLUMNS = 5;
const GAP = 4;

/** Saves the opened filter's strongest patches, as they are shown, as one PNG. */
export function savePatches(explorer: ExplorerState): void {
  const { entries, options, loaded } = explorer;
  const step = CRISP_SIDE + GAP;
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS * step - GAP;
  canvas.height = Math.ceil(entries.length / COLUMNS) * step - GAP;
  const context = canvas.getContext('2d')!;
  for (const [at, entry] of entries.entries()) {
    const box = explorer.box(entry);
    const square = { x: (at % COLUMNS) * step, y: Math.floor(at / COLUMNS) * step, side: CRISP_SIDE };
    const source = loaded!.pictures.picture(entry.seed);
    const crisp = loaded!.pictures.crisp({ seed: entry.seed, box, side: CRISP_SIDE });
    drawPatch(context, square, box, { source, crisp }, options.asNetwork);
  }
  downloadCanvas(`${fileName(explorer)}.png`, canvas);
}

/** Saves the opened filter's ranked list as CSV; the box is in pixels of the 64-pixel picture. */
export function saveList(explorer: ExplorerState): void {
  downloadText(`${fileName(explorer)}.csv`, 'text/csv', listAsCsv(explorer));
}

/** The opened filter's list: a header and one line a picture. */
export function listAsCsv(explorer: ExplorerState): string {
  if (explorer.which !== 'atlas') return rowsAsCsv(rowsOf(explorer, explorer.layer, explorer.options.unit));
  const header = 'rank,seed,class,row,column,x,y,width,height,activation';
  const lines = explorer.entries.map((entry) => {
    const { rank, seed, row, column, value } = entry;
    const { x, y, width, height } = explorer.box(entry);
    return [rank + 1, seed, explorer.classOf(seed), row, column, x, y, width, height, value].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

/**
 * Saves the lists of all filters of all layers, the reader's pictures by their file names; the box is in pixels of the
 * 64-pixel picture.
 */
export async function saveAllLists(explorer: ExplorerState, form: 'csv' | 'json'): Promise<void> {
  const rows: ListRow[] = [];
  for (const layer of explorer.loaded!.index.layers) {
    for (let unit = 0; unit < layer.units; unit++) rows.push(...rowsOf(explorer, layer, unit));
    // Thousands of rows a layer: the page gets its turn in between.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const name = `strongest-patches-${explorer.which}.${form}`;
  if (form === 'csv') {
    downloadText(name, 'text/csv', rowsAsCsv(rows));
    return;
  }
  const { looked, total, unread } = explorer.loaded!.own;
  const about = { pictures: explorer.which, filesLookedAt: looked, filesChosen: total, filesNotRead: unread };
  downloadText(name, 'application/json', JSON.stringify({ ...about, lists: rows }));
}

function rowsOf(explorer: ExplorerState, layer: LayerIndex, unit: number): ListRow[] {
  const sourceOf = (seed: number) =>
    isOwn(seed) ? 'yours' : explorer.loaded!.pictures.isInAtlas(seed) ? 'atlas' : 'new';
  return listRows(explorer.listsOf(layer), unit, layer.field, (seed) => ({
    source: sourceOf(seed),
    picture: isOwn(seed) ? explorer.nameOf(seed) : String(seed),
  }));
}

function fileName({ options }: ExplorerState): string {
  return `${options.layer}-filter-${options.unit}`;
}
