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

const anId = z.string().regex(/^[a-z0-9-]+$/);

const areDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;

/** What a reader can mark. */
const quizChoice = z
  .strictObject({
    text: z.string(),
    /** The text as it is read out, where it is nothing but a formula. */
    spoken: z.string().optional(),
    correct: z.boolean().default(false),
    why: z.string(),
  })
  .refine(
    ({ text, spoken }) => spoken || !/^\$[^$]+\$$/.test(text),
    'the text is a formula: say in `spoken` how it is read out',
  );

/** One question of a quiz. In its texts `code`, *emphasis* and $maths$ are set. */
const quizQuestion = z
  .strictObject({
    /** Answers are kept by it: it does not change. */
    id: anId,
    /** The folder of the lesson to read again. */
    lesson: z.string().regex(/^\d\d-[a-z0-9-]+$/),
    question: z.string(),
    /** More than one choice may be right. */
    several: z.boolean().default(false),
    /** A drawing that the question speaks of. */
    drawing: z.enum(['two-towers']).optional(),
    choices: z.array(quizChoice).min(2),
    /** The experiment of the site that proves the answer, in the state that shows it. */
    proof: z.strictObject({ href: z.string().startsWith('/lessons/'), text: z.string() }),
  })
  .refine(({ choices }) => choices.some(({ correct }) => correct), 'no choice is correct')
  .refine(
    ({ choices, several }) => several || choices.filter(({ correct }) => correct).length <= 1,
    'more than one choice is correct: say several',
  )
  .refine(({ choices }) => areDifferent(choices.map(({ text }) => text)), 'two choices have the same text');

/** A file of content/quizzes. */
export const quizEntry = z.strictObject({
  title: z.string(),
  questions: z
    .array(quizQuestion)
    .min(1)
    .refine((questions) => areDifferent(questions.map(({ id }) => id)), 'two questions have the same id'),
});

export type Quiz = z.infer<typeof quizEntry>;
export type Lesson = z.infer<typeof lessonEntry>;
export type CourseEntry = z.infer<typeof courseEntry>;
export type GlossaryEntry = z.infer<typeof glossaryEntry>;
export type SourceEntry = z.infer<typeof sourceEntry>;
