import type { OptionSpecs } from '#site/view-options';

/**
 * The options that an author gave a widget in MDX, checked while the page is built.
 *
 * @param component its name, and the page, for the error
 * @throws Error for an option that the widget does not have, or a value that is not legal
 */
export function legalProps<O extends object>(
  component: string,
  specs: OptionSpecs<O>,
  props: Partial<O>,
  page: string,
): Partial<O> {
  const options: Partial<O> = {};
  for (const [name, value] of Object.entries(props)) {
    if (name === 'class') continue;
    const spec = specs[name as keyof O];
    const where = `<${component}> on ${page}`;
    if (!spec)
      throw new Error(`${where}: it has no option ${name}. It has: ${Object.keys(specs).join(', ')}.`);
    if (spec.nearest(value as never) !== value)
      throw new Error(`${where}: ${name} can't be ${String(value)}.`);
    options[name as keyof O] = value as O[keyof O];
  }
  return options;
}
