/**
 * How a source is named in running text.
 *
 * @returns family names of one or two authors, else the first with 'et al.'; and the year
 */
export function sourceName(source: { authors: readonly string[]; year: number }): {
  name: string;
  year: string;
} {
  const families = source.authors.map((author) => author.split(' ').at(-1) ?? author);
  const [first = '', second] = families;
  const name = families.length > 2 ? `${first} et al.` : second ? `${first} and ${second}` : first;
  return { name, year: String(source.year) };
}

/** A link to the work itself, where it has one that lasts. */
export function sourceLink(source: { arxiv?: string | undefined; doi?: string | undefined }) {
  if (source.doi) return { href: `https://doi.org/${source.doi}`, text: `doi:${source.doi}` };
  if (source.arxiv) return { href: `https://arxiv.org/abs/${source.arxiv}`, text: `arXiv:${source.arxiv}` };
  return undefined;
}
