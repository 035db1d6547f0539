import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import {
  courseEntry,
  glossaryEntry,
  lessonEntry,
  modelEntry,
  pageEntry,
  quizEntry,
  sourceEntry,
} from './content-schemas.ts';

export const collections = {
  course: defineCollection({ loader: file('content/course.yaml'), schema: courseEntry }),
  lessons: defineCollection({
    loader: glob({ base: './content/lessons', pattern: '**/[^_]*.mdx' }),
    schema: lessonEntry,
  }),
  pages: defineCollection({
    loader: glob({ base: './content/pages', pattern: '*.mdx' }),
    schema: pageEntry,
  }),
  models: defineCollection({
    loader: glob({ base: './content/models', pattern: '*.mdx' }),
    schema: modelEntry,
  }),
  quizzes: defineCollection({
    loader: glob({ base: './content/quizzes', pattern: '*.yaml' }),
    schema: quizEntry,
  }),
  glossary: defineCollection({ loader: file('content/glossary.yaml'), schema: glossaryEntry }),
  sources: defineCollection({ loader: file('content/sources.yaml'), schema: sourceEntry }),
};
