import { describe, expect, it } from 'vitest';
import { searchFile } from '#markdown/search-file';
import type { Kind, SearchDocument } from '#site/search/document';
import { SearchEngine } from '#site/search/engine';

const document = (
  kind: Kind,
  title: string,
  text: string,
  rest: Partial<SearchDocument> = {},
): SearchDocument => ({
  kind,
  title,
  text,
  place: '',
  also: '',
  more: '',
  path: `/${kind}/#${title}`,
  ...rest,
});

const DOCUMENTS = [
  document('lesson', 'Which triplets?', 'A semi-hard triplet has its negative inside the margin α.'),
  document('term', 'margin', 'The amount by which a wish must be fulfilled.', { also: 'gap' }),
  document('term', 'χ² distance', 'A sum of squared differences.', { also: 'chi-squared distance' }),
  document('figure', 'Anchor, positive, negative', 'Drag A, P and N.', { more: 'Margin α · Step size η' }),
  document('source', 'Sampling Matters', 'Philipp Krähenbühl and others.'),
  document('lesson', 'Colours', 'The colours of an encoding.'),
];

const written = JSON.parse(JSON.stringify(searchFile(DOCUMENTS)));
const engine = await SearchEngine.from(written);
const titles = (query: string) =>
  engine.search(query)?.groups.flatMap(({ hits }) => hits.map((hit) => hit.document.title)) ?? [];

describe('SearchEngine', () => {
  it('gives a definition before a mention, and groups by kind', () => {
    const findings = engine.search('margin')!;
    expect(findings.groups.map(({ kind }) => kind)).toEqual(['term', 'lesson', 'figure']);
    expect(findings).toMatchObject({ total: 3, all: true });
    expect(findings.groups[0]!.hits[0]!.title).toEqual([{ text: 'margin', hit: true }]);
  });

  it.each([
    ['semihard', 'Which triplets?'],
    ['semi hard', 'Which triplets?'],
    ['tripl', 'Which triplets?'],
    ['alpha', 'Which triplets?'],
    ['α', 'Which triplets?'],
    ['chi squared', 'χ² distance'],
    ['χ²', 'χ² distance'],
    ['gap', 'margin'],
    ['krahenbuhl', 'Sampling Matters'],
    ['Krähenbühl', 'Sampling Matters'],
    ['encodnig', 'Colours'],
    ['color', 'Colours'],
    ['step size', 'Anchor, positive, negative'],
    ['What is a margin?', 'margin'],
  ])('finds by ‘%s’ %s', (query, title) => {
    expect(titles(query)).toContain(title);
  });

  it('says when nothing has all the words', () => {
    expect(engine.search('margin colours')).toMatchObject({ all: false, total: 4 });
  });

  it('tells an empty query from a fruitless one', () => {
    expect(engine.search(' the ')).toBeNull();
    expect(engine.search('zzqq')).toEqual({ groups: [], total: 0, all: false });
  });

  it('shows the controls of a figure without a caption', async () => {
    const bare = document('figure', 'Bare', '', { more: 'Tilt · Turn the cat' });
    const other = await SearchEngine.from(JSON.parse(JSON.stringify(searchFile([bare]))));
    const [group] = other.search('turn')!.groups;
    expect(group!.hits[0]!.excerpt).toContainEqual({ text: 'Turn', hit: true });
  });
});
