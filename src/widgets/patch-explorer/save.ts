import { downloadCanvas, downloadText } from '../shared/download.ts';
import { drawPatch } from './draw.ts';
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
  const header = 'rank,seed,class,row,column,x,y,width,height,activation';
  const lines = explorer.entries.map((entry) => {
    const { rank, seed, row, column, value } = entry;
    const { x, y, width, height } = explorer.box(entry);
    return [rank + 1, seed, explorer.classOf(seed), row, column, x, y, width, height, value].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

function fileName({ options }: ExplorerState): string {
  return `${options.layer}-filter-${options.unit}`;
}
