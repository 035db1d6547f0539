import { describe, expect, it } from 'vitest';
import { learningResource } from '#site/learning-resource';

describe('learningResource', () => {
  const lesson = {
    title: 'A </script> in a title',
    description: 'd',
    url: 'https://example.org/lessons/a/',
    minutes: 12,
    course: { title: 'Course', url: 'https://example.org/' },
  };

  it('says how long the lesson takes and what it is part of', () => {
    expect(JSON.parse(learningResource(lesson))).toMatchObject({
      '@type': 'LearningResource',
      name: lesson.title,
      timeRequired: 'PT12M',
      isPartOf: { '@type': 'Course', url: 'https://example.org/' },
    });
  });

  it('cannot end the element that it stands in', () => {
    expect(learningResource(lesson)).not.toContain('</script>');
  });
});
