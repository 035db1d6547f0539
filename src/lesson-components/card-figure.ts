import { existsSync, readFileSync } from 'node:fs';
import { count, type ModelCard, percent } from '#site/model-card';

/** How a figure is written: 12,000; 97.3 %; 0.9931. */
export type FigureForm = 'count' | 'percent' | 'decimal';

const FORMS: Record<FigureForm, (value: number, digits?: number) => string> = {
  count,
  percent,
  decimal: (value, digits = 4) => value.toFixed(digits),
};

/** The card of a network, undefined while it has not been trained. At build time only. */
export function modelCard(network: string): ModelCard | undefined {
  const path = `public/models/${network}/card.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ModelCard) : undefined;
}

/** Pages that tell of more than one network. */
const PAGES: Record<string, readonly string[]> = { scans: ['scans-2d', 'scans-3d'] };

/** The cards of the networks that a page of `content/models` tells of: none while they have not been trained. */
export function pageCards(page: string): ModelCard[] {
  return (PAGES[page] ?? [page]).flatMap((network) => modelCard(network) ?? []);
}

/** Where a figure in running text comes from: the card of a network, or a file of figures below public/data. */
export type FigureSource = { network: string } | { data: string };

/**
 * Looks a number up in a network's card or in a file of measured figures, when the site is built.
 *
 * @param path names in the JSON with dots between them, e.g. 'test.accuracy' (a share, 0 to 1); an entry of a list by
 * its name or place, e.g. 'test.skinTones.dark brown.falseReject.value'
 * @param digits after the point, of percent and decimal
 * @throws Error that names the file or the figure that is missing; it stops the build
 */
export function measuredFigure(
  source: FigureSource,
  path: string,
  form?: FigureForm,
  digits?: number,
): string {
  let value: unknown;
  if ('network' in source) {
    value = modelCard(source.network);
    if (!value) throw new Error(`<Measured network="${source.network}">: there is no card of this network.`);
  } else {
    const file = `public/data/${source.data}`;
    if (!existsSync(file)) throw new Error(`<Measured data="${source.data}">: there is no such file.`);
    value = JSON.parse(readFileSync(file, 'utf8'));
  }
  for (const name of path.split('.'))
    value = Array.isArray(value) ? entryOf(value, name) : partOf(value, name);
  if (typeof value !== 'number') throw new Error(`<Measured figure="${path}">: there is no such number.`);
  return form ? FORMS[form](value, digits) : String(value);
}

function partOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}

const NAMES = ['name', 'condition', 'head', 'choice'];

/** The entry of a list that bears a name, else that at a place. */
function entryOf(list: unknown[], name: string): unknown {
  return list.find((entry) => NAMES.some((key) => partOf(entry, key) === name)) ?? list[Number(name)];
}

/** A number of a network's card. */
export function cardFigure(network: string, path: string, form?: FigureForm, digits?: number): string {
  return measuredFigure({ network }, path, form, digits);
}
