/** A built page: its path in the built folder, e.g. 'lessons/x/index.html', and its HTML. */
export interface BuiltPage {
  readonly path: string;
  readonly html: string;
}

const ATTRIBUTE = /\s(?:href|src|poster)="([^"]*)"/g;
const IDENTIFIER = /\sid="([^"]*)"/g;
const EXTERNAL = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

function decode(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"');
}

function pageUrl(path: string): string {
  return path.replace(/(^|\/)index\.html$/, '$1');
}

/**
 * Finds links and assets of a built site that lead nowhere, or leave the base path.
 *
 * @param pages every HTML page
 * @param base the base path, e.g. '/what-convnets-learn'
 * @param fileExists whether a path below the built folder is a file
 * @returns one sentence a broken link; empty when all is well. Links to other hosts are not followed.
 */
export function findBrokenLinks(
  pages: readonly BuiltPage[],
  base: string,
  fileExists: (path: string) => boolean,
): string[] {
  const root = `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  const identifiers = new Map(
    pages.map(({ path, html }) => [
      path,
      new Set([...html.matchAll(IDENTIFIER)].map((match) => decode(match[1]!))),
    ]),
  );
  const broken = new Set<string>();
  for (const { path, html } of pages) {
    for (const match of html.matchAll(ATTRIBUTE)) {
      const link = decode(match[1]!);
      if (link === '' || EXTERNAL.test(link)) continue;
      const url = new URL(link, `http://host${root}${pageUrl(path)}`);
      if (!url.pathname.startsWith(root)) {
        broken.add(`${path}: ${link} leaves the base path ${root}`);
        continue;
      }
      const below = decodeURIComponent(url.pathname.slice(root.length));
      const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
      if (!fileExists(file)) broken.add(`${path}: ${link} leads nowhere`);
      else if (url.hash.length > 1 && file.endsWith('.html')) {
        const wanted = decodeURIComponent(url.hash.slice(1));
        if (!identifiers.get(file)?.has(wanted))
          broken.add(`${path}: ${link} names a part that ${file} does not have`);
      }
    }
  }
  return [...broken];
}
