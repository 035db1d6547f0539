/**
 * Joins the site's base path and a path below it.
 *
 * @param base the base path, with or without slashes at its ends, e.g. '/what-convnets-learn'
 * @param path a path below the base, with or without a leading slash, query and fragment kept
 * @returns a path that starts with a slash, with one slash between the parts
 */
export function joinBase(base: string, path: string): string {
  const prefix = base.replace(/^\/+|\/+$/g, '');
  const rest = path.replace(/^\/+/, '');
  return prefix === '' ? `/${rest}` : `/${prefix}/${rest}`;
}

/** The path as it is served: below the base path the site was built with. */
export function withBase(path: string): string {
  return joinBase(import.meta.env.BASE_URL, path);
}
