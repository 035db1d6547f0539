import { getCollection, render } from 'astro:content';
import type { LessonFacts } from '#markdown/remark-lesson-facts';

/** A lesson of the course as it stands in lists. `facts` are there when it is written. */
export interface CourseLesson {
  id: string;
  title: string;
  line: string;
  written: boolean;
  facts?: LessonFacts;
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
      const facts = remarkPluginFrontmatter.facts as LessonFacts;
      return { ...data, id, written: true, facts };
    }),
  );
}
