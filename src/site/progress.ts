import { readStored, writeStored } from '#site/storage';

/** What this device keeps of a reader's way through one lesson. */
export interface LessonProgress {
  read: boolean;
  /** By the id of a Check: whether the last answer was right. */
  checks: Record<string, boolean>;
  /** When one of the two last changed, as ISO 8601 in UTC. */
  changed?: string;
}

/** By the id of a lesson. */
export type CourseProgress = Record<string, LessonProgress>;

const CHANGED = 'lesson-progress';
const KEY = 'progress';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What of a value is progress, e.g. of storage that was tampered with, or of a file: whatever has another form is left
 * out.
 */
export function legalProgress(value: unknown): CourseProgress {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, lesson]) => {
      if (!isRecord(lesson) || typeof lesson.read !== 'boolean' || !isRecord(lesson.checks)) return [];
      const checks = Object.fromEntries(
        Object.entries(lesson.checks).filter(
          (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
        ),
      );
      const { read, changed } = lesson;
      const isDate = typeof changed === 'string' && !Number.isNaN(Date.parse(changed));
      return [[id, { read, checks, ...(isDate ? { changed } : {}) }]];
    }),
  );
}

/** The progress in all lessons of which something was kept. */
export function courseProgress(): CourseProgress {
  return legalProgress(readStored(KEY, isRecord, {}));
}

/** The progress of one lesson, an empty one if none was kept. */
export function lessonProgress(lesson: string): LessonProgress {
  const course = courseProgress();
  return Object.hasOwn(course, lesson) ? course[lesson]! : { read: false, checks: {} };
}

/** Puts other progress in the place of all that was kept. */
export function replaceProgress(course: CourseProgress): void {
  writeStored(KEY, course);
  tell(null);
}

function tell(lesson: string | null): void {
  document.dispatchEvent(new CustomEvent(CHANGED, { detail: lesson }));
}

function update(lesson: string, change: (progress: LessonProgress) => LessonProgress): void {
  const changed = new Date().toISOString();
  writeStored(KEY, { ...courseProgress(), [lesson]: { ...change(lessonProgress(lesson)), changed } });
  tell(lesson);
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
 * Hears when a lesson's progress changes, on this page or on another one that is open, and when a page that was left is
 * shown again as it stood.
 *
 * @param lesson its id; null: any
 * @returns a function that stops listening
 */
export function onProgressChange(lesson: string | null, hear: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener(
    CHANGED,
    (event) => {
      const { detail } = event as CustomEvent<string | null>;
      if (lesson === null || detail === null || detail === lesson) hear();
    },
    { signal },
  );
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', ({ key }) => (key === null || key.endsWith(`:${KEY}`)) && hear(), {
      signal,
    });
    window.addEventListener('pageshow', ({ persisted }) => persisted && hear(), { signal });
  }
  return () => stop.abort();
}

/**
 * Progress in words.
 *
 * @param checks the ids of the lesson's checks as it stands now: answers to questions that are gone do not count
 * @param noun what a check is called, e.g. 'question'
 * @returns e.g. 'Read · 2 of 3 checks right'; empty when there is nothing to tell
 */
export function progressWords(progress: LessonProgress, checks: readonly string[], noun = 'check'): string {
  const words: string[] = [];
  if (progress.read) words.push('Read');
  const answered = checks.filter((id) => Object.hasOwn(progress.checks, id));
  if (answered.length > 0) {
    const right = answered.filter((id) => progress.checks[id]).length;
    words.push(`${right} of ${checks.length} ${checks.length === 1 ? noun : `${noun}s`} right`);
  }
  return words.join(' · ');
}
