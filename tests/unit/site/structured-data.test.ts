import { describe, expect, it } from 'vitest';
import { breadcrumbs, courseThing, glossaryThing, jsonLd, lessonThing } from '#site/structured-data';

const lesson = {
  title: 'A </script> in a title',
  description: 'd',
  url: 'https://example.org/base/lessons/a/',
  image: 'https://example.org/base/cards/a.jpg',
  minutes: 12,
  number: 4,
  terms: [{ name: 'margin', url: 'https://example.org/base/glossary/#margin' }],
  course: { title: 'Course', url: 'https://example.org/base/' },
};

describe('jsonLd', () => {
  it('is a graph that cannot end the element it stands in', () => {
    const text = jsonLd([lessonThing(lesson)]);
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toMatchObject({
      '@context': 'https://schema.org',
      '@graph': [{ name: lesson.title }],
    });
  });
});

describe('lessonThing', () => {
  it('says what it teaches, how long it takes and what it is part of', () => {
    expect(lessonThing(lesson)).toMatchObject({
      '@type': 'LearningResource',
      timeRequired: 'PT12M',
      position: 4,
      inLanguage: 'en-GB',
      teaches: [{ '@type': 'DefinedTerm', name: 'margin' }],
      isPartOf: { '@type': 'Course', url: 'https://example.org/base/' },
    });
    expect(lessonThing(lesson)).not.toHaveProperty('dateModified');
  });

  it('assesses when it is a quiz', () => {
    const quiz = lessonThing({ ...lesson, quiz: true, updated: new Date('2026-01-02') });
    expect(quiz).toMatchObject({ '@type': 'Quiz', learningResourceType: 'quiz', dateModified: '2026-01-02' });
    expect(quiz).toHaveProperty('assesses');
    expect(quiz).not.toHaveProperty('teaches');
  });
});

describe('courseThing, glossaryThing, breadcrumbs', () => {
  it('number their parts from one', () => {
    const course = courseThing({ ...lesson.course, description: 'd', image: 'i' }, [lesson, lesson]);
    expect((course.hasPart as { position: number }[]).map(({ position }) => position)).toEqual([1, 2]);
    expect(breadcrumbs([{ name: 'a', url: '/a' }])).toEqual({
      '@type': 'BreadcrumbList',
      itemListElement: [{ '@type': 'ListItem', position: 1, name: 'a', item: '/a' }],
    });
  });

  it('gives each term its address', () => {
    const set = glossaryThing({ title: 'Glossary', url: '/g/' }, [
      {
        id: 'iou',
        name: 'IoU',
        also: ['intersection over union'],
        definition: 'How well two regions agree.',
      },
      { id: 'a', name: 'a', also: [], definition: 'b.' },
    ]);
    expect(set.hasDefinedTerm).toMatchObject([
      { '@id': '/g/#iou', alternateName: ['intersection over union'] },
      { '@id': '/g/#a', name: 'a' },
    ]);
  });
});
