import { getCollection, getEntry, render } from 'astro:content';
import type { LessonFacts } from '#markdown/remark-lesson-facts';
import type { OutlineLesson } from '#site/course-record';
import { lessonNumber } from '#site/lessons';
import { MINUTES_A_QUESTION } from '#site/reading-time';

/** A lesson of the course as it stands in lists. `facts` are there when it is written. */
export interface CourseLesson {
  id: string;
  title: string;
  line: string;
  written: boolean;
  facts?: LessonFacts;
}

/**
 * A lesson's facts as its page needs them: the questions of its quizzes are among its checks, and take
 * their time.
 *
 * @throws Error when the lesson names a quiz that does not exist
 */
export async function factsOf(lesson: string, frontmatter: Record<string, unknown>): Promise<LessonFacts> {
  const facts = frontmatter.facts as LessonFacts;
  const quizzes = await Promise.all(
    facts.quizzes.map(async (name) => {
      const quiz = await getEntry('quizzes', name);
      if (!quiz) throw new Error(`${lesson}: there is no content/quizzes/${name}.yaml.`);
      return quiz.data.questions.map(({ id }) => id);
    }),
  );
  const questions = quizzes.flat();
  const minutes = facts.minutes + questions.length * MINUTES_A_QUESTION;
  return { ...facts, minutes, checks: [...facts.checks, ...questions] };
}

/** All lessons in order, written or not. At build time only. */
export async function course(): Promise<CourseLesson[]> {
  const entries = await getCollection('course');
  const lessons = new Map((await getCollection('lessons')).map((lesson) => [lesson.id, lesson]));
  entries.sort((a, b) => a.id.localeCompare(b.id));
  return Promise.all(
    entries.map(async ({ id, data }) => {
      const lesson = lessons.get(id);
      if (!lesson) return { ...data, id, written: false };
      const { remarkPluginFrontmatter } = await render(lesson);
      const facts = await factsOf(id, remarkPluginFrontmatter);
      return { ...data, id, written: true, facts };
    }),
  );
}

/** The lessons that are written, as far as progress goes. At build time only. */
export async function outline(): Promise<OutlineLesson[]> {
  return (await course()).flatMap(({ id, title, facts }) =>
    facts ? [{ id, number: lessonNumber(id), title, checks: facts.checks }] : [],
  );
}
