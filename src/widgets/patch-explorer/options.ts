import { choice, flag, integer, type OptionSpecs, readOptions } from '#site/view-options';
import { FILTER_WIDGET, type LayerChoice, PICTURE_LAYERS } from '#widgets/shared/picture-layers';

export const WIDGET = FILTER_WIDGET;

/** What the explorer shows; all of it is in the link. */
export interface PatchExplorerOptions {
  /** A layer of the picture network. */
  layer: string;
  /** A filter of that layer, from 0. */
  unit: number;
  /** All filters of the layer, or the one. */
  view: 'grid' | 'detail';
  /** What the 25 tiles of an opened filter show: its patch, or the picture with box or map. */
  show: 'patch' | 'picture' | 'map';
  /** Patches of 64-pixel pictures, pixel by pixel, instead of crisp ones. */
  asNetwork: boolean;
  /** The picked one of the range's pictures, 0 the strongest. */
  range: number;
}

/** The most filters that a layer may have, whichever it is; `legalOptions` knows the layer's own number. */
const MOST_UNITS = 4096;

/**
 * How the options stand in a link.
 *
 * @param layers the layers that can be picked
 * @param rangeSize how many pictures the range has
 * @param initial what holds where the link says nothing
 */
export function optionSpecs(
  layers: readonly LayerChoice[] = PICTURE_LAYERS,
  rangeSize = 32,
  initial: Partial<PatchExplorerOptions> = {},
): OptionSpecs<PatchExplorerOptions> {
  const names = layers.map(({ layer }) => layer);
  return {
    layer: choice(initial.layer ?? names[0] ?? '', names),
    unit: integer(initial.unit ?? 0, { min: 0, max: MOST_UNITS - 1 }),
    view: choice(initial.view ?? 'grid', ['grid', 'detail']),
    show: choice(initial.show ?? 'patch', ['patch', 'picture', 'map']),
    asNetwork: flag(initial.asNetwork ?? false),
    range: integer(initial.range ?? 0, { min: 0, max: Math.max(0, rangeSize - 1) }),
  };
}

/** Options whose unit the layer has: the nearest one where it has not. */
export function legalOptions(
  options: PatchExplorerOptions,
  layers: readonly LayerChoice[],
): PatchExplorerOptions {
  const units = layers.find(({ layer }) => layer === options.layer)?.units ?? 1;
  return { ...options, unit: Math.min(options.unit, units - 1) };
}

/** The options in a link. One that names a filter but no view opens the filter. */
export function readLink(specs: OptionSpecs<PatchExplorerOptions>, search: string): PatchExplorerOptions {
  const options = readOptions(WIDGET, specs, search);
  const query = new URLSearchParams(search);
  const opens = query.has(`${WIDGET}.unit`) && !query.has(`${WIDGET}.view`);
  return opens ? { ...options, view: 'detail' } : options;
}

/** The options that a link has to hold: of the grid, nothing that only an opened filter has. */
export function linkedOptions(
  specs: OptionSpecs<PatchExplorerOptions>,
  options: PatchExplorerOptions,
): PatchExplorerOptions {
  if (options.view === 'detail') return options;
  const { unit, show, range } = specs;
  return { ...options, unit: unit.fallback, show: show.fallback, range: range.fallback };
}
