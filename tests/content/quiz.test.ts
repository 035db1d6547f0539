import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inlineMarkup } from '#markdown/inline-markup';
import { lessonSlug } from '#site/lessons';
import type { OptionSpec } from '#site/view-options';
import { quizEntry } from '../../src/content-schemas.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const lessons = globSync('content/lessons/*/index.mdx').map((file) => path.basename(path.dirname(file)));
const checksOf = (id: string) =>
  [...read(`content/lessons/${id}/index.mdx`).matchAll(/<Check\s[^>]*?\bid="([^"]+)"/g)].map(
    ([, check]) => check,
  );

/** 'error-growth' stands in a lesson as <ErrorGrowth. */
const componentOf = (widget: string) =>
  widget.replace(/(^|-)([a-z0-9])/g, (_, _hyphen, letter: string) => letter.toUpperCase());

describe.each(globSync('content/quizzes/*.yaml'))('%s', (file) => {
  const quiz = quizEntry.parse(parse(read(file)));

  it('is asked in one lesson, whose own checks have other ids', () => {
    const name = path.parse(file).name;
    const asking = lessons.filter((id) =>
      read(`content/lessons/${id}/index.mdx`).includes(`<Quiz name="${name}"`),
    );
    expect(asking).toHaveLength(1);
    for (const { id } of quiz.questions) expect(checksOf(asking[0]!)).not.toContain(id);
  });

  it('says a choice is true or false at most once a question', () => {
    for (const { choices, several } of quiz.questions) {
      if (choices.some(({ text }) => text === 'True')) {
        expect(choices.map(({ text }) => text)).toEqual(['True', 'False']);
        expect(several).toBe(false);
      }
    }
  });

  it.each(quiz.questions.map((question) => [question.id, question] as const))('%s', async (_, question) => {
    for (const text of [
      question.question,
      question.proof.text,
      ...question.choices.flatMap(({ text, why }) => [text, why]),
    ])
      expect(() => inlineMarkup(text)).not.toThrow();
    for (const { why } of question.choices) expect(why).toMatch(/[.]$/);
    expect(lessons, 'the lesson to read again').toContain(question.lesson);

    const url = new URL(question.proof.href, 'https://site.invalid');
    const lesson = lessons.find((id) => `/lessons/${lessonSlug(id)}/` === url.pathname);
    expect(lesson, url.pathname).toBe(question.lesson);
    const widget = url.hash.slice(1);
    expect(existsSync(`src/widgets/${widget}/options.ts`), widget).toBe(true);
    expect(read(`content/lessons/${lesson}/index.mdx`)).toMatch(new RegExp(`<${componentOf(widget)}\\b`));

    const module = await import(`../../src/widgets/${widget}/options.ts`);
    const specs: Record<string, OptionSpec<unknown>> = module.SPECS ?? module.optionSpecs();
    for (const [key, value] of url.searchParams) {
      const [of, name] = key.split('.') as [string, string];
      expect(of).toBe(widget);
      expect(specs, `${widget} has no option ${name}`).toHaveProperty(name);
      const read = specs[name]!.parse(value);
      expect(read === null ? null : specs[name]!.format(read), key).toBe(value);
    }
  });
});

describe('the checks of every lesson', () => {
  it.each(lessons)('%s has some, by the one component', (id) => {
    const text = read(`content/lessons/${id}/index.mdx`);
    expect(checksOf(id).length + (text.match(/<Quiz /g)?.length ?? 0)).toBeGreaterThan(0);
    expect(text, 'a check of another kind').not.toMatch(/<(input|select|fieldset|form)\b/);
  });
});
