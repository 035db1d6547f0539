import type { CourseProgress } from './progress.ts';

/** A lesson of the course as far as progress goes. */
export interface OutlineLesson {
  id: string;
  number: number;
  title: string;
  /** The ids of its checks, or of its quiz's questions. */
  checks: readonly string[];
}

export interface LessonRecord {
  id: string;
  number: number;
  title: string;
  read: boolean;
  right: number;
  answered: number;
  total: number;
  /** When the lesson was last marked or answered, as ISO 8601 in UTC; null when never. */
  changed: string | null;
}

/** How a reader stands in the course: what its progress page shows and its files hold. */
export interface CourseRecord {
  lessons: LessonRecord[];
  read: number;
  right: number;
  answered: number;
  total: number;
}

/** Brings together the course as it is now and what was kept: answers to questions that are gone do not count. */
export function courseRecord(outline: readonly OutlineLesson[], progress: CourseProgress): CourseRecord {
  const lessons = outline.map(({ id, number, title, checks }) => {
    const kept = Object.hasOwn(progress, id) ? progress[id]! : { read: false, checks: {} };
    const answers = checks.flatMap((check) =>
      Object.hasOwn(kept.checks, check) ? [kept.checks[check]!] : [],
    );
    return {
      id,
      number,
      title,
      read: kept.read,
      right: answers.filter(Boolean).length,
      answered: answers.length,
      total: checks.length,
      changed: kept.changed ?? null,
    };
  });
  const sum = (what: 'right' | 'answered' | 'total') =>
    lessons.reduce((all, lesson) => all + lesson[what], 0);
  return {
    lessons,
    read: lessons.filter(({ read }) => read).length,
    right: sum('right'),
    answered: sum('answered'),
    total: sum('total'),
  };
}

/** Whether anything was read or answered. */
export function isBegun({ read, answered }: Pick<CourseRecord, 'read' | 'answered'>): boolean {
  return read > 0 || answered > 0;
}

/**
 * Where to go on: in the last lesson that was begun while it is not read, then in the first unread one after it, then in
 * the first unread one at all.
 *
 * @returns null when all are read
 */
export function nextLesson({ lessons }: CourseRecord): LessonRecord | null {
  const last = lessons.findLastIndex(({ read, answered }) => read || answered > 0);
  const unread = ({ read }: LessonRecord) => !read;
  return lessons.slice(Math.max(0, last)).find(unread) ?? lessons.find(unread) ?? null;
}

/** E.g. '3 of 10 lessons read · 12 of 41 questions right'. */
export function recordWords({ lessons, read, right, total }: CourseRecord): string {
  return `${read} of ${lessons.length} lessons read · ${right} of ${total} questions right`;
}
