import type { ContentName } from '#world/still/contents';
import type { ConvolutionName } from '#world/style/layers';
import type { StyleName } from '#world/style/styles';

/** Folder below public/ of the paintings over α/β and layers. */
export const STYLE_GRID_FOLDER = 'data/style-grid';

/** Layers that the style cost compares, and their weights: a row of the sheet. */
export interface LayerSet {
  /** E.g. 'conv1 and conv2'. */
  name: string;
  lambda: Record<ConvolutionName, number>;
}

/** The same two pictures painted with each α/β and each set of layers. */
export interface StyleGrid {
  content: ContentName;
  style: StyleName;
  network: string;
  /** Pixels a side of a tile of sheet.webp. */
  size: number;
  steps: number;
  start: 'noise' | 'content';
  seed: number;
  /** α/β of each column; 'infinity' for nothing but content. */
  ratios: (number | 'infinity')[];
  /** One a row. */
  layerSets: LayerSet[];
  /** Costs at the end, before α and β, row by row. */
  cells: { content: number; style: number }[];
}

/** The columns' α/β as numbers. */
export function gridRatios({ ratios }: Pick<StyleGrid, 'ratios'>): number[] {
  return ratios.map((ratio) => (ratio === 'infinity' ? Infinity : ratio));
}
