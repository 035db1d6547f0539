import type { OptionValue } from '#site/page-bus';

/**
 * The link of a prose control: this page with the widget's options in the query and the widget as the target.
 *
 * @param widget the widget's name, which is also the id of its figure
 * @param options the options to set; those that are undefined are left out
 * @param known names of all widgets of the site
 * @param page the page that is being built, for the error
 * @throws Error if there is no such widget, no option is named, or a value has no form in a link
 */
export function setLink(
  widget: string,
  options: Readonly<Record<string, OptionValue | undefined>>,
  known: readonly (string | undefined)[],
  page: string,
): { href: string; wanted: Record<string, OptionValue> } {
  const where = `<Set widget="${widget}"> on ${page}`;
  if (!known.includes(widget)) {
    throw new Error(`${where}: there is no such widget. There are: ${known.join(', ')}.`);
  }
  const wanted: Record<string, OptionValue> = {};
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new Error(`${where}: the option ${name} is neither a word, a number nor true or false.`);
    }
    wanted[name] = value;
    query.set(`${widget}.${name}`, String(value));
  }
  if (Object.keys(wanted).length === 0) throw new Error(`${where}: it names no option to set.`);
  return { href: `?${query}#${widget}`, wanted };
}
