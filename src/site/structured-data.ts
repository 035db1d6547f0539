/** A thing of schema.org as JSON-LD has it. */
export interface Thing {
  '@type': string;
  [property: string]: unknown;
}

const LANGUAGE = 'en-GB';
const LICENSE = 'https://creativecommons.org/licenses/by/4.0/';
const LEVEL = 'undergraduate';

/** Things as the text of a `<script type="application/ld+json">`, which they cannot end. */
export function jsonLd(things: readonly Thing[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replaceAll('<', '\\u003c');
}

export interface CourseWords {
  title: string;
  /** Absolute, where the site's address is known; so all addresses here. */
  url: string;
}

export interface LessonWords {
  title: string;
  description: string;
  url: string;
  image: string;
  minutes: number;
  /** Place in the course, from 1. */
  number: number;
  /** The terms that it explains by. */
  terms: readonly { name: string; url: string }[];
  course: CourseWords;
  /** Whether it asks rather than teaches. */
  quiz?: boolean;
  updated?: Date | undefined;
}

/** A lesson, after https://schema.org/LearningResource, or https://schema.org/Quiz. */
export function lessonThing(lesson: LessonWords): Thing {
  const terms = lesson.terms.map(({ name, url }) => ({ '@type': 'DefinedTerm', name, url }));
  return {
    '@type': lesson.quiz ? 'Quiz' : 'LearningResource',
    '@id': lesson.url,
    name: lesson.title,
    description: lesson.description,
    url: lesson.url,
    image: lesson.image,
    position: lesson.number,
    inLanguage: LANGUAGE,
    learningResourceType: lesson.quiz ? 'quiz' : 'lesson',
    educationalLevel: LEVEL,
    educationalUse: lesson.quiz ? 'assessment' : 'instruction',
    timeRequired: `PT${lesson.minutes}M`,
    interactivityType: 'active',
    ...(terms.length > 0 && { [lesson.quiz ? 'assesses' : 'teaches']: terms }),
    isAccessibleForFree: true,
    license: LICENSE,
    ...(lesson.updated && { dateModified: lesson.updated.toISOString().slice(0, 10) }),
    isPartOf: {
      '@type': 'Course',
      '@id': lesson.course.url,
      name: lesson.course.title,
      url: lesson.course.url,
    },
  };
}

/** The course with its lessons in order, after https://schema.org/Course. */
export function courseThing(
  course: CourseWords & { description: string; image: string },
  lessons: readonly { title: string; url: string }[],
): Thing {
  return {
    '@type': 'Course',
    '@id': course.url,
    name: course.title,
    description: course.description,
    url: course.url,
    image: course.image,
    inLanguage: LANGUAGE,
    educationalLevel: LEVEL,
    isAccessibleForFree: true,
    license: LICENSE,
    hasPart: lessons.map(({ title, url }, i) => ({
      '@type': 'LearningResource',
      '@id': url,
      name: title,
      url,
      position: i + 1,
    })),
  };
}

/** A glossary, after https://schema.org/DefinedTermSet. */
export function glossaryThing(
  glossary: { title: string; url: string },
  terms: readonly { id: string; name: string; also: readonly string[]; definition: string }[],
): Thing {
  return {
    '@type': 'DefinedTermSet',
    '@id': glossary.url,
    name: glossary.title,
    url: glossary.url,
    inLanguage: LANGUAGE,
    hasDefinedTerm: terms.map(({ id, name, also, definition }) => ({
      '@type': 'DefinedTerm',
      '@id': `${glossary.url}#${id}`,
      name,
      ...(also.length > 0 && { alternateName: also }),
      description: definition,
      inDefinedTermSet: glossary.url,
    })),
  };
}

/** The way from the home page to a page, that page last, after https://schema.org/BreadcrumbList. */
export function breadcrumbs(trail: readonly { name: string; url: string }[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, url }, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      item: url,
    })),
  };
}
