import { describe, expect, it } from 'vitest';
import { courseRecord } from '#site/course-record';
import { progressCsv, progressJson, readProgressFile } from '#site/progress-file';

const OUTLINE = [
  { id: '01-a', number: 1, title: 'What is "alike"?', checks: ['one', 'two'] },
  { id: '02-b', number: 2, title: 'Red, green', checks: ['one'] },
];
const KEPT = {
  progress: {
    '01-a': { read: true, checks: { one: true, two: false }, changed: '2026-01-02T03:04:05.000Z' },
  },
  chosen: { '01-a': { one: [0], two: [1, 2] } },
};
const NOW = new Date('2026-02-03T00:00:00Z');

describe('progress as CSV', () => {
  it('has a line a lesson, quotation marks doubled', () => {
    expect(progressCsv(courseRecord(OUTLINE, KEPT.progress))).toBe(
      [
        'id,title,read,right,answered,total,changed',
        '01-a,"What is ""alike""?",1,1,2,2,2026-01-02T03:04:05.000Z',
        '02-b,"Red, green",0,0,0,1,',
        '',
      ].join('\r\n'),
    );
  });
});

describe('progress as JSON', () => {
  it('tells the sums, and the answers by check', () => {
    expect(JSON.parse(progressJson(OUTLINE, KEPT, NOW))).toMatchObject({
      version: 1,
      exported: '2026-02-03T00:00:00.000Z',
      read: 1,
      right: 1,
      answered: 2,
      total: 3,
      lessons: [
        { id: '01-a', read: true, checks: { one: true, two: false }, chosen: { two: [1, 2] } },
        { id: '02-b', read: false, checks: {}, chosen: {} },
      ],
    });
  });

  it('comes back as it was', () => {
    const back = readProgressFile(progressJson(OUTLINE, KEPT, NOW));
    expect(back.progress).toMatchObject(KEPT.progress);
    expect(back.chosen).toMatchObject(KEPT.chosen);
  });

  it.each(['', 'no JSON', 'null', '[]', '{"format":"something else","lessons":[]}', '{"lessons":3}'])(
    'refuses %s in words',
    (text) => expect(() => readProgressFile(text)).toThrow('no progress file of this course'),
  );

  it('refuses a file of a later form', () => {
    const later = progressJson(OUTLINE, KEPT, NOW).replace('"version": 1', '"version": 2');
    expect(() => readProgressFile(later)).toThrow('newer version');
  });

  it('leaves out what was tampered with', () => {
    const file = JSON.parse(progressJson(OUTLINE, KEPT, NOW));
    file.lessons[0].checks = { one: 'yes', two: true };
    file.lessons[0].chosen = { one: [-1], two: 'all', three: [1] };
    file.lessons[0].changed = 'yesterday';
    file.lessons[1] = null;
    const { progress, chosen } = readProgressFile(JSON.stringify(file));
    expect(progress).toEqual({ '01-a': { read: true, checks: { two: true } } });
    expect(chosen).toEqual({ '01-a': { three: [1] } });
  });
});
