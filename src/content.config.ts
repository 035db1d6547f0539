import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { courseEntry, glossaryEntry, lessonEntry, sourceEntry } from '#site/content-schemas';

export const collections = {
  course: defineCollection({ loader: file('content/course.yaml'), schema: courseEntry }),
  lessons: defineCollection({
    loader: glob({ base: './content/lessons', pattern: '**/[^_]*.mdx' }),
    schema: lessonEntry,
  }),
  glossary: defineCollection({ loader: file('content/glossary.yaml'), schema: glossaryEntry }),
  sources: defineCollection({ loader: file('content/sources.yaml'), schema: sourceEntry }),
};
