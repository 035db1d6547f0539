import { existsSync, readFileSync } from 'node:fs';

/** How a figure is written: 12,000; 97.3 %; or 97 (of 100). */
export type FigureForm = 'count' | 'percent' | 'hundredths';

const FORMS: Record<FigureForm, (value: number) => string> = {
  count: (value) => value.toLocaleString('en-GB'),
  percent: (value) => `${(100 * value).toFixed(1)}\u00a0%`,
  hundredths: (value) => String(Math.round(100 * value)),
};

/**
 * Looks a number up in a network's card, when the site is built.
 *
 * @param network a folder of public/models
 * @param path names in card.json with dots between them, e.g. 'test.accuracy' (a share, 0 to 1)
 * @throws Error that names the card or the figure that is missing; it stops the build
 */
export function cardFigure(network: string, path: string, form?: FigureForm): string {
  const file = `public/models/${network}/card.json`;
  if (!existsSync(file)) throw new Error(`<Measured>: there is no ${file}.`);
  let value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'number') throw new Error(`<Measured figure="${path}">: ${file} has no such number.`);
  return form ? FORMS[form](value) : String(value);
}
