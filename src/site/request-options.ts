import type { Options } from './page-bus.ts';
import type { OptionSpecs } from './view-options.ts';

/**
 * The options after somebody on the page asked for some: a word is read as it would be in a link, any other
 * value goes to its nearest legal one, and names that the widget does not have are passed over.
 */
export function applyRequest<O extends object>(specs: OptionSpecs<O>, options: O, request: Options): O {
  const next = { ...options };
  for (const key of Object.keys(specs) as (keyof O & string)[]) {
    const wanted = request[key];
    if (wanted === undefined) continue;
    const spec = specs[key];
    next[key] =
      typeof wanted === 'string' ? (spec.parse(wanted) ?? next[key]) : spec.nearest(wanted as never);
  }
  return next;
}
