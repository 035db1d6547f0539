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

/**
 * Looks a number up in a network's card, when the site is built.
 *
 * @param network a folder of public/models
 * @param path names in card.json with dots between them, e.g. 'test.accuracy' (a share, 0 to 1); an entry of a list by
 * its name or place, e.g. 'test.skinTones.dark brown.falseReject.value'
 * @param digits after the point, of percent and decimal
 * @throws Error that names the card or the figure that is missing; it stops the build
 */
export function cardFigure(network: string, path: string, form?: FigureForm, digits?: number): string {
  let value: unknown = modelCard(network);
  if (!value) throw new Error(`<Measured network="${network}">: there is no card of this network.`);
  for (const name of path.split('.'))
    value = Array.isArray(value) ? entryOf(value, name) : partOf(value, name);
  if (typeof value !== 'number') throw new Error(`<Measured figure="${path}">: the card has no such number.`);
  return form ? FORMS[form](value, digits) : String(value);
}

function partOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}

/** The entry of a list that bears a name, else that at a place. */
function entryOf(list: unknown[], name: string): unknown {
  return (
    list.find((entry) => [partOf(entry, 'name'), partOf(entry, 'condition')].includes(name)) ??
    list[Number(name)]
  );
}
