import { readStored, writeStored } from '#site/storage';

/** What this device keeps of a reader's way through one lesson. */
export interface LessonProgress {
  read: boolean;
  /** By the id of a Check: whether the last answer was right. */
  checks: Record<string, boolean>;
}

type Course = Record<string, LessonProgress>;

const CHANGED = 'lesson-progress';
const KEY = 'progress';

function isCourse(value: unknown): value is Course {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (lesson) =>
      typeof lesson === 'object' &&
      lesson !== null &&
      typeof lesson.read === 'boolean' &&
      typeof lesson.checks === 'object' &&
      lesson.checks !== null,
  );
}

/** The progress of one lesson, an empty one if none was kept. */
export function lessonProgress(lesson: string): LessonProgress {
  return readStored<Course>(KEY, isCourse, {})[lesson] ?? { read: false, checks: {} };
}

function update(lesson: string, change: (progress: LessonProgress) => LessonProgress): void {
  const course = readStored<Course>(KEY, isCourse, {});
  writeStored(KEY, { ...course, [lesson]: change(lessonProgress(lesson)) });
  document.dispatchEvent(new CustomEvent(CHANGED, { detail: lesson }));
}

/** Marks a lesson as read, or as not read. */
export function markRead(lesson: string, read: boolean): void {
  update(lesson, (progress) => ({ ...progress, read }));
}

/** Keeps whether a check was answered right; undefined forgets the answer. */
export function recordCheck(lesson: string, check: string, right: boolean | undefined): void {
  update(lesson, (progress) => {
    const { [check]: _, ...others } = progress.checks;
    return { ...progress, checks: right === undefined ? others : { ...others, [check]: right } };
  });
}

/**
 * Hears when a lesson's progress changes on this page.
 *
 * @returns a function that stops listening
 */
export function onProgressChange(lesson: string, hear: () => void): () => void {
  const listener = (event: Event) => {
    if ((event as CustomEvent<string>).detail === lesson) hear();
  };
  document.addEventListener(CHANGED, listener);
  return () => document.removeEventListener(CHANGED, listener);
}

/**
 * Progress in words.
 *
 * @param checks the ids of the lesson's checks as it stands now: answers to questions that are gone do not count
 * @returns e.g. 'Read · 2 of 3 checks right'; empty when there is nothing to tell
 */
export function progressWords(progress: LessonProgress, checks: readonly string[]): string {
  const words: string[] = [];
  if (progress.read) words.push('Read');
  const answered = checks.filter((id) => id in progress.checks);
  if (answered.length > 0) {
    const right = answered.filter((id) => progress.checks[id]).length;
    words.push(`${right} of ${checks.length} ${checks.length === 1 ? 'check' : 'checks'} right`);
  }
  return words.join(' · ');
}
