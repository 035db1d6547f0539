import { type CourseRecord, courseRecord, type OutlineLesson } from './course-record.ts';
import { type CourseProgress, legalProgress } from './progress.ts';

const FORMAT = 'what-convnets-learn-progress';

/** By the id of a lesson, then of a check: the numbers of the choices that were marked, as they were written. */
export type ChosenAnswers = Record<string, Record<string, number[]>>;

/** What a reader can carry to another device. */
export interface KeptProgress {
  progress: CourseProgress;
  chosen: ChosenAnswers;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * The record as a table for a spreadsheet or a learning platform, quoted after RFC 4180: one line a lesson, `read` as
 * 1 or 0, the date of the last change in UTC.
 */
export function progressCsv({ lessons }: CourseRecord): string {
  const lines = lessons.map(({ id, title, read, right, answered, total, changed }) =>
    [id, quoted(title), read ? 1 : 0, right, answered, total, changed ?? ''].join(','),
  );
  return `${['id,title,read,right,answered,total,changed', ...lines].join('\r\n')}\r\n`;
}

/**
 * The record as JSON, with all that {@link readProgressFile} needs to bring it back.
 *
 * @param now the date to write into the file
 */
export function progressJson(
  outline: readonly OutlineLesson[],
  { progress, chosen }: KeptProgress,
  now: Date,
): string {
  const { lessons, ...sums } = courseRecord(outline, progress);
  const file = {
    format: FORMAT,
    version: 1,
    exported: now.toISOString(),
    ...sums,
    lessons: lessons.map((lesson) => ({
      ...lesson,
      checks: progress[lesson.id]?.checks ?? {},
      chosen: chosen[lesson.id] ?? {},
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads what {@link progressJson} wrote. Lessons and answers of another form are left out.
 *
 * @throws Error that says, for the reader, why the text is no such file
 */
export function readProgressFile(text: string): KeptProgress {
  const file = parsed(text);
  if (file?.format !== FORMAT || !Array.isArray(file.lessons)) {
    throw new Error('This is no progress file of this course. It is the one that ‘Save as JSON’ gives.');
  }
  if (file.version !== 1) throw new Error('This progress file is of a newer version of the course.');
  const lessons = file.lessons.filter(
    (lesson): lesson is Record<string, unknown> => typeof lesson?.id === 'string',
  );
  return {
    progress: legalProgress(Object.fromEntries(lessons.map((lesson) => [lesson.id, lesson]))),
    chosen: Object.fromEntries(lessons.map((lesson) => [lesson.id, chosenOf(lesson.chosen)])),
  };
}

function chosenOf(value: unknown): Record<string, number[]> {
  if (typeof value !== 'object' || value === null) return {};
  const isChoice = (one: unknown) => Number.isInteger(one) && (one as number) >= 0;
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number[]] => Array.isArray(entry[1]) && entry[1].every(isChoice),
    ),
  );
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
