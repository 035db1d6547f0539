/**
 * A widget's options in the page's link: `?patch-explorer.layer=conv3&patch-explorer.unit=7`.
 *
 * Whatever stands in the link, reading gives legal options: a number goes to the nearest one in its range and
 * on its step, an unknown word to the default.
 */
export interface OptionSpec<T> {
  readonly fallback: T;
  /** The legal value nearest to a text from a link; null when there is none near. */
  parse(text: string): T | null;
  /** The legal value nearest to a value; the fallback when there is none near. */
  nearest(value: T): T;
  format(value: T): string;
}

export type OptionSpecs<O> = { readonly [K in keyof O]: OptionSpec<O[K]> };

/** The options' type of a record of specs. */
export type OptionsFrom<S> = S extends { [K in keyof S]: OptionSpec<unknown> }
  ? { -readonly [K in keyof S]: S[K] extends OptionSpec<infer T> ? T : never }
  : never;

/** A number from min to max, both included, on steps counted from min. */
export function number(
  fallback: number,
  range: { min: number; max: number; step?: number },
): OptionSpec<number> {
  const { min, max, step } = range;
  const nearest = (value: number) => {
    if (Number.isNaN(value)) return fallback;
    const clamped = Math.min(max, Math.max(min, value));
    if (!step) return clamped;
    const steps = Math.min(Math.round((clamped - min) / step), Math.floor((max - min) / step + 1e-9));
    return Number((min + steps * step).toFixed(10));
  };
  return {
    fallback,
    nearest,
    parse: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : nearest(Number(text))),
    format: String,
  };
}

/** A whole number from min to max, both included. */
export function integer(fallback: number, range: { min: number; max: number }): OptionSpec<number> {
  return number(fallback, { ...range, step: 1 });
}

/** The seed of a picture: a whole number of 32 bits. */
export function seed(fallback: number): OptionSpec<number> {
  return integer(fallback, { min: 0, max: 0xffffffff });
}

/** One of some words. Case does not matter in a link. */
export function choice<T extends string>(fallback: NoInfer<T>, values: readonly T[]): OptionSpec<T> {
  const find = (text: string) =>
    values.find((value) => value === text) ??
    values.find((value) => value.toLowerCase() === text.trim().toLowerCase()) ??
    null;
  return { fallback, parse: find, nearest: (value) => find(value) ?? fallback, format: (value) => value };
}

/** A switch: 'on' or 'off' in a link. */
export function flag(fallback: boolean): OptionSpec<boolean> {
  const words: Record<string, boolean> = {
    on: true,
    '1': true,
    true: true,
    off: false,
    '0': false,
    false: false,
  };
  return {
    fallback,
    nearest: (value) => Boolean(value),
    parse: (text) => (Object.hasOwn(words, text.toLowerCase()) ? words[text.toLowerCase()]! : null),
    format: (value) => (value ? 'on' : 'off'),
  };
}

/** Options that are all at their default. */
export function defaultOptions<O>(specs: OptionSpecs<O>): O {
  return mapSpecs(specs, (spec) => spec.fallback);
}

/** The legal options nearest to the given ones. */
export function nearestOptions<O>(specs: OptionSpecs<O>, options: Partial<O>): O {
  return mapSpecs(specs, (spec, key) => {
    const value = options[key];
    return value === undefined ? spec.fallback : spec.nearest(value);
  });
}

/**
 * A widget's options from a link's query.
 *
 * @param search e.g. location.search; the first of repeated options counts
 */
export function readOptions<O>(widget: string, specs: OptionSpecs<O>, search: string): O {
  const query = new URLSearchParams(search);
  return mapSpecs(specs, (spec, key) => {
    const text = query.get(`${widget}.${String(key)}`);
    return text === null ? spec.fallback : (spec.parse(text) ?? spec.fallback);
  });
}

/** The query with a widget's options written into it; those at their default are left out, all else is kept. */
export function writeOptions<O>(widget: string, specs: OptionSpecs<O>, options: O, search: string): string {
  const query = new URLSearchParams(search);
  for (const key of Object.keys(specs) as (keyof O & string)[]) {
    const spec = specs[key];
    if (options[key] === spec.fallback) query.delete(`${widget}.${key}`);
    else query.set(`${widget}.${key}`, spec.format(options[key]));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The whole link to a view of a widget on this page: its options and, after #, its place.
 *
 * @param base the page's address, location.href when left out
 */
export function linkTo<O>(widget: string, specs: OptionSpecs<O>, options: O, base = location.href): string {
  const url = new URL(base);
  url.search = writeOptions(widget, specs, options, url.search);
  url.hash = widget;
  return url.href;
}

function mapSpecs<O>(
  specs: OptionSpecs<O>,
  value: <K extends keyof O>(spec: OptionSpec<O[K]>, key: K) => O[K],
): O {
  const entries = (Object.keys(specs) as (keyof O)[]).map((key) => [key, value(specs[key], key)]);
  return Object.fromEntries(entries) as O;
}
