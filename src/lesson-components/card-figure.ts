import { existsSync, readFileSync } from 'node:fs';
import { count, type ModelCard, percent } from '#site/model-card';

/** How a figure is written: 12,000; or 97.3 %. */
export type FigureForm = 'count' | 'percent';

const FORMS: Record<FigureForm, (value: number) => string> = { count, percent: (value) => percent(value) };

/** The card of a network, undefined while it has not been trained. At build time only. */
export function modelCard(network: string): ModelCard | undefined {
  const path = `public/models/${network}/card.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ModelCard) : undefined;
}

/**
 * Looks a number up in a network's card, when the site is built.
 *
 * @param network a folder of public/models
 * @param path names in card.json with dots between them, e.g. 'test.accuracy' (a share, 0 to 1)
 * @throws Error that names the card or the figure that is missing; it stops the build
 */
export function cardFigure(network: string, path: string, form?: FigureForm): string {
  let value: unknown = modelCard(network);
  if (!value) throw new Error(`<Measured network="${network}">: there is no card of this network.`);
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'number') throw new Error(`<Measured figure="${path}">: the card has no such number.`);
  return form ? FORMS[form](value) : String(value);
}
