import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inlineMarkup } from '#markdown/inline-markup';
import {
  courseEntry,
  type GlossaryEntry,
  glossaryEntry,
  lessonEntry,
  modelEntry,
  pageEntry,
  type SourceEntry,
  sourceEntry,
} from '../../src/content-schemas.ts';

const read = (file: string) => readFileSync(path.join('content', file), 'utf8');
const glossary = parse(read('glossary.yaml')) as GlossaryEntry[];
const sources = parse(read('sources.yaml')) as SourceEntry[];
const course = parse(read('course.yaml')) as { id: string }[];
const lessons = globSync('content/lessons/*/index.mdx');

/** The text of an MDX file without frontmatter, code blocks and formulas; and its frontmatter. */
function splitMdx(file: string) {
  const [, frontmatter = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? [];
  return { frontmatter: parse(frontmatter) as unknown, body: body.replace(/^```[\s\S]*?^```$/gm, '') };
}

const idsOf = (body: string, component: string) =>
  [...body.matchAll(new RegExp(`<${component}\\s[^>]*?\\bid="([^"]+)"`, 'g'))].map((match) => match[1]!);

describe('the glossary', () => {
  it.each(glossary.map((entry) => [entry.id, entry] as const))('%s keeps to its form', (_, entry) => {
    expect(glossaryEntry.safeParse(entry).error?.issues).toBeUndefined();
    expect(() => inlineMarkup(entry.definition)).not.toThrow();
    expect(entry.definition).toMatch(/[.]$/);
  });

  it('has each id once, and points to terms that exist', () => {
    const ids = glossary.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, see = [] } of glossary) for (const other of see) expect(ids, id).toContain(other);
  });
});

describe('terms in the lessons', () => {
  const used = new Set(lessons.flatMap((file) => idsOf(splitMdx(file).body, 'Term')));

  it('every entry is opened in a lesson, or another entry leads to it', () => {
    const linked = new Set(glossary.flatMap(({ see = [] }) => see));
    const alone = glossary.filter(({ id }) => !used.has(id) && !linked.has(id));
    expect(alone.map(({ id }) => id)).toEqual([]);
  });

  it.each(lessons.filter((file) => !file.includes('10-quiz')))(
    '%s opens terms in place, each once',
    (file) => {
      const ids = idsOf(splitMdx(file).body, 'Term');
      expect(ids.length).toBeGreaterThanOrEqual(4);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );
});

/** The works on which the course stands: each is cited in a lesson, or on a model card. */
const FOUNDATIONS =
  'zeiler2013 bau2017 olah2017 olah2018 bromley1993 taigman2014 schroff2015 hermans2017 koch2015 gatys2015texture gatys2015style gatys2016 mahendran2014 dumoulin2016 mcsharry2003 shepp1974 araujo2019'.split(
    ' ',
  );

describe('the sources', () => {
  it.each(FOUNDATIONS)('%s is cited', (id) => {
    const texts = [...lessons, ...globSync('content/models/*.mdx')].map((file) => splitMdx(file).body);
    expect(texts.some((body) => idsOf(body, 'Cite').includes(id))).toBe(true);
  });

  it.each(sources.map((entry) => [entry.id, entry] as const))('%s keeps to its form', (_, entry) => {
    expect(sourceEntry.safeParse(entry).error?.issues).toBeUndefined();
    expect(entry.id).toContain(String(entry.year));
  });

  it('has each id once', () => {
    const ids = sources.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the course', () => {
  it('lists ten lessons, numbered from one', () => {
    for (const entry of course) expect(courseEntry.safeParse(entry).error?.issues).toBeUndefined();
    expect(course.map(({ id }) => Number.parseInt(id, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lists every lesson that is written', () => {
    expect(lessons.length).toBeGreaterThan(0);
    const ids = course.map(({ id }) => id);
    for (const file of lessons) expect(ids).toContain(path.basename(path.dirname(file)));
  });
});

describe.each(lessons)('%s', (file) => {
  const { frontmatter, body } = splitMdx(file);

  it('has the frontmatter of a lesson', () => {
    expect(lessonEntry.safeParse(frontmatter).error?.issues).toBeUndefined();
  });

  it('cites sources and uses terms that exist', () => {
    for (const id of idsOf(body, 'Cite')) expect(sources.map((source) => source.id)).toContain(id);
    for (const id of idsOf(body, 'Term')) expect(glossary.map((term) => term.id)).toContain(id);
  });

  it('has headings from the second level down, none skipped', () => {
    const depths = [...body.matchAll(/^(#+) /gm)].map((match) => match[1]!.length);
    expect(depths.length).toBeGreaterThan(0);
    expect(depths[0]).toBe(2);
    for (const [i, depth] of depths.entries()) {
      expect(depth).toBeGreaterThanOrEqual(2);
      if (i > 0) expect(depth - depths[i - 1]!).toBeLessThanOrEqual(1);
    }
  });

  it('asks for a prediction and checks what was learned', () => {
    if (/<Quiz /.test(body)) return;
    expect(idsOf(body, 'Predict').length).toBeGreaterThanOrEqual(1);
    expect(idsOf(body, 'Check').length).toBeGreaterThanOrEqual(1);
  });

  it("avoids the style's forbidden words", () => {
    expect(body).not.toMatch(/\b(simply|obviously)\b/i);
  });
});

describe('the other pages', () => {
  it.each(globSync('content/pages/*.mdx'))('%s has its frontmatter', (file) => {
    expect(pageEntry.safeParse(splitMdx(file).frontmatter).error?.issues).toBeUndefined();
  });

  it.each(globSync('content/models/*.mdx'))('%s has its frontmatter', (file) => {
    expect(modelEntry.safeParse(splitMdx(file).frontmatter).error?.issues).toBeUndefined();
  });
});

describe('the fonts', () => {
  it.each(['serif', 'serif-italic', 'display', 'sans'])('%s is there and small', (name) => {
    const file = `src/assets/fonts/${name}.woff2`;
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file).length).toBeLessThan(32_000);
  });
});
