import { fieldBox, receptiveField } from '#math/receptive-field';
import type { LayerShape } from './network.ts';

/** A layer and its map. The picture is the first 'layer': kernel 1, stride 1, a field of one pixel. */
export interface MapLayer {
  name: string;
  kernel: number;
  stride: number;
  /** Zeros that stand before the first cell of the layer below. */
  padding: number;
  /** Cells a side. */
  cells: number;
  /** Side of the receptive field, in pixels: r. */
  field: number;
  /** Pixels from one cell to the next: j. */
  jump: number;
  /** Centre of cell 0's field, in pixels from the picture's edge. */
  start: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Cells from `from` to `to`, both included; they may lie outside the map, in its padding. */
export interface Span {
  from: number;
  to: number;
}

/** The cells of one layer that a unit above depends on. */
export interface Link {
  layer: number;
  rows: Span;
  columns: Span;
}

/**
 * Every layer with its map, field and jump, by the recurrence r ← r + (f − 1) j, j ← j s.
 *
 * @param network from the picture up; padding is 'same': a map has ⌈n / s⌉ cells a side
 * @param side of the picture, in pixels
 */
export function mapLayers(network: readonly LayerShape[], side: number): MapLayer[] {
  const layers: MapLayer[] = [
    { name: 'picture', kernel: 1, stride: 1, padding: 0, cells: side, field: 1, jump: 1, start: 0.5 },
  ];
  let cells = side;
  const padded = network.map(({ name, kernel, stride }) => {
    const next = Math.ceil(cells / stride);
    const padding = Math.floor(Math.max((next - 1) * stride + kernel - cells, 0) / 2);
    cells = next;
    return { name, kernel, stride, padding, cells };
  });
  for (const [index, { size, jump, start }] of receptiveField(padded).entries()) {
    layers.push({ ...padded[index]!, field: size, jump, start });
  }
  return layers;
}

/** The field of a unit on the picture, in pixels; it may leave the picture. */
export function unitBox(layer: MapLayer, row: number, column: number): Box {
  return fieldBox({ size: layer.field, jump: layer.jump, start: layer.start }, row, column);
}

/** What of a box lies on the picture; null when nothing does. */
export function insidePicture(box: Box, side: number): Box | null {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(side, box.x + box.width) - x;
  const height = Math.min(side, box.y + box.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** How far a box reaches over each edge of the picture, in pixels. */
export function overhang(box: Box, side: number) {
  return {
    left: Math.max(0, -box.x),
    top: Math.max(0, -box.y),
    right: Math.max(0, box.x + box.width - side),
    bottom: Math.max(0, box.y + box.height - side),
  };
}

/** The cells of the layer below that feed the given cells. */
function spanBelow({ from, to }: Span, { kernel, stride, padding }: MapLayer): Span {
  return { from: from * stride - padding, to: to * stride - padding + kernel - 1 };
}

/**
 * The unit and, layer by layer down to the picture, the cells that feed it.
 *
 * @param layers with the picture first
 * @param index of the unit's layer
 */
export function chainBelow(layers: readonly MapLayer[], index: number, row: number, column: number): Link[] {
  const links: Link[] = [
    { layer: index, rows: { from: row, to: row }, columns: { from: column, to: column } },
  ];
  for (let layer = index; layer > 0; layer--) {
    const above = links.at(-1)!;
    links.push({
      layer: layer - 1,
      rows: spanBelow(above.rows, layers[layer]!),
      columns: spanBelow(above.columns, layers[layer]!),
    });
  }
  return links;
}

/** What of a span lies on a map of so many cells. */
export function clipSpan({ from, to }: Span, cells: number): Span {
  return { from: Math.max(0, from), to: Math.min(cells - 1, to) };
}

/** The square of cells as it lies over the picture, each cell `jump` pixels wide. */
export function cellsBox({ rows, columns }: Pick<Link, 'rows' | 'columns'>, cellSide: number): Box {
  return {
    x: columns.from * cellSide,
    y: rows.from * cellSide,
    width: (columns.to - columns.from + 1) * cellSide,
    height: (rows.to - rows.from + 1) * cellSide,
  };
}

/** The cell of a layer whose field's centre is nearest to a point of the picture. */
export function nearestCell(layer: MapLayer, x: number, y: number): { row: number; column: number } {
  const cell = (place: number) =>
    Math.min(layer.cells - 1, Math.max(0, Math.round((place - layer.start) / layer.jump)));
  return { row: cell(y), column: cell(x) };
}
