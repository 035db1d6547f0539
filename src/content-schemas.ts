import { z } from 'astro/zod';

/** The frontmatter of content/lessons/<folder>/index.mdx. */
export const lessonEntry = z.strictObject({
  title: z.string(),
  /** One sentence for search results and for the list of lessons. */
  description: z.string().max(200),
  /** The question that the lesson answers, set large under its title. */
  question: z.string(),
  /** Date of the last change that a reader would notice. */
  updated: z.coerce.date().optional(),
});

/** The frontmatter of content/pages/<name>.mdx: pages of text beside the lessons. */
export const pageEntry = z.strictObject({
  title: z.string(),
  description: z.string().max(200),
});

/** The frontmatter of content/models/<network>.mdx: the words of a model card. */
export const modelEntry = z.strictObject({
  title: z.string(),
  description: z.string().max(200),
  lead: z.string(),
});

/** One line of content/course.yaml: a lesson of the course, written or not. Its id is the lesson's folder. */
export const courseEntry = z.strictObject({
  id: z.string().regex(/^\d\d-[a-z0-9-]+$/),
  title: z.string(),
  line: z.string(),
});

/** One term of content/glossary.yaml. */
export const glossaryEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  term: z.string(),
  /** Other names of the same thing. */
  also: z.array(z.string()).default([]),
  /** One to three sentences; `code`, *emphasis* and $maths$ are set. */
  definition: z.string(),
  /** Ids of related terms. */
  see: z.array(z.string()).default([]),
});

/** One work of content/sources.yaml. */
export const sourceEntry = z.strictObject({
  id: z.string().regex(/^[a-z]+\d{4}[a-z]*$/),
  authors: z.array(z.string()).min(1),
  year: z.number().int().min(1900).max(2100),
  title: z.string(),
  venue: z.string(),
  arxiv: z
    .string()
    .regex(/^\d{4}\.\d{4,5}$/)
    .optional(),
  doi: z
    .string()
    .regex(/^10\.\d{4,}\/\S+$/)
    .optional(),
  /** What in it this course uses, one sentence. */
  used: z.string(),
});

export type Lesson = z.infer<typeof lessonEntry>;
export type CourseEntry = z.infer<typeof courseEntry>;
export type GlossaryEntry = z.infer<typeof glossaryEntry>;
export type SourceEntry = z.infer<typeof sourceEntry>;
