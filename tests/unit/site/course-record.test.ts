import { describe, expect, it } from 'vitest';
import { courseRecord, isBegun, nextLesson, recordWords } from '#site/course-record';
import type { CourseProgress } from '#site/progress';

const OUTLINE = ['a', 'b', 'c'].map((letter, i) => ({
  id: `0${i + 1}-${letter}`,
  number: i + 1,
  title: `Lesson ${letter}`,
  checks: ['one', 'two'],
}));
const record = (progress: CourseProgress) => courseRecord(OUTLINE, progress);
const read = (checks = {}) => ({ read: true, checks });
const next = (progress: CourseProgress) => nextLesson(record(progress))?.number ?? null;

describe('courseRecord', () => {
  it('counts what stands in the course now, and nothing that is gone', () => {
    const { lessons, ...sums } = record({
      '01-a': {
        read: true,
        checks: { one: true, two: false, gone: true },
        changed: '2026-01-02T03:04:05.000Z',
      },
      '09-gone': { read: true, checks: { one: true } },
    });
    expect(lessons[0]).toEqual({
      id: '01-a',
      number: 1,
      title: 'Lesson a',
      read: true,
      right: 1,
      answered: 2,
      total: 2,
      changed: '2026-01-02T03:04:05.000Z',
    });
    expect(lessons[1]).toMatchObject({ read: false, right: 0, answered: 0, changed: null });
    expect(sums).toEqual({ read: 1, right: 1, answered: 2, total: 6 });
  });

  it('is told in words', () => {
    expect(recordWords(record({ '01-a': read({ one: true }) }))).toBe(
      '1 of 3 lessons read · 1 of 6 questions right',
    );
  });
});

describe('where to go on', () => {
  it('is the first lesson for somebody who is new', () => {
    expect(isBegun(record({}))).toBe(false);
    expect(next({})).toBe(1);
  });

  it('is the last lesson that was begun, while it is not read', () => {
    expect(next({ '02-b': { read: false, checks: { one: false } } })).toBe(2);
  });

  it('is the lesson after the last one that was read', () => {
    expect(next({ '01-a': read(), '02-b': read() })).toBe(3);
    expect(next({ '02-b': read() })).toBe(3);
  });

  it('turns back to what was left out, and ends when all is read', () => {
    expect(next({ '01-a': read(), '03-c': read() })).toBe(2);
    expect(next({ '01-a': read(), '02-b': read(), '03-c': read() })).toBe(null);
  });
});
