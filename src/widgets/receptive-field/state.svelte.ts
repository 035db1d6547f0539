import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions, nearestOptions } from '#site/view-options';
import { type Box, chainBelow, insidePicture, mapLayers, nearestCell, overhang, unitBox } from './layout.ts';
import { type LayerShape, PICTURE_SIDE, readNetwork, writeNetwork } from './network.ts';
import { type ReceptiveFieldOptions, SPECS } from './options.ts';

/** The unit that the reader points at, and all that follows from it by arithmetic. */
export class ReceptiveFieldState {
  options = $state<ReceptiveFieldOptions>(defaultOptions(SPECS));
  /** What is lit: 'field', 'jump', 'kernel', 'stride', 'before' or 'jump-before'. */
  lit = $state<string | null>(null);

  readonly network = $derived(readNetwork(this.options.network));
  readonly layers = $derived(mapLayers(this.network, PICTURE_SIDE));
  readonly index = $derived(this.layers.findIndex(({ name }) => name === this.options.layer));
  readonly layer = $derived(this.layers[this.index]!);
  readonly below = $derived(this.layers[this.index - 1]!);
  readonly row = $derived(Math.min(this.options.row, this.layer.cells - 1));
  readonly column = $derived(Math.min(this.options.column, this.layer.cells - 1));
  readonly box = $derived(unitBox(this.layer, this.row, this.column));
  readonly inside = $derived(insidePicture(this.box, PICTURE_SIDE));
  readonly overhang = $derived(overhang(this.box, PICTURE_SIDE));
  readonly chain = $derived(chainBelow(this.layers, this.index, this.row, this.column));
  readonly changed = $derived(this.options.network !== SPECS.network.fallback);

  /** The numbers that a live formula can show. */
  readonly values = $derived({
    layer: this.layer.name,
    below: this.below.name,
    r: this.layer.field,
    jump: this.layer.jump,
    kernel: this.layer.kernel,
    stride: this.layer.stride,
    before: this.below.field,
    'jump-before': this.below.jump,
    cells: this.layer.cells,
    row: this.row + 1,
    column: this.column + 1,
  });

  set(options: ReceptiveFieldOptions): void {
    this.options = nearestOptions(SPECS, options);
  }

  request(request: Options): void {
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** Another layer; its unit in the same place of the picture, unless one is named. */
  chooseLayer(name: string, place?: { row: number; column: number }): void {
    const layer = this.layers.find((one) => one.name === name);
    if (!layer) return;
    const { x, y } = middleOf(this.box);
    this.set({ ...this.options, layer: name, ...(place ?? nearestCell(layer, x, y)) });
  }

  /** The unit whose field's middle is nearest to a point of the picture, in pixels. */
  pointAt(x: number, y: number): void {
    const { row, column } = nearestCell(this.layer, x, y);
    if (row !== this.row || column !== this.column) this.set({ ...this.options, row, column });
  }

  move(rows: number, columns: number): void {
    const clamp = (cell: number) => Math.min(this.layer.cells - 1, Math.max(0, cell));
    this.set({ ...this.options, row: clamp(this.row + rows), column: clamp(this.column + columns) });
  }

  /** What if a layer had another kernel or stride? The unit stays at its place of the picture. */
  reshape(name: string, shape: Partial<Pick<LayerShape, 'kernel' | 'stride'>>): void {
    const { x, y } = middleOf(this.box);
    const network = this.network.map((layer) => (layer.name === name ? { ...layer, ...shape } : layer));
    this.set({ ...this.options, network: writeNetwork(network) });
    this.pointAt(x, y);
  }

  restoreNetwork(): void {
    const { x, y } = middleOf(this.box);
    this.set({ ...this.options, network: SPECS.network.fallback });
    this.pointAt(x, y);
  }
}

function middleOf({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
