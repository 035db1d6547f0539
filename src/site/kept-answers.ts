import { courseProgress, replaceProgress } from './progress.ts';
import type { ChosenAnswers, KeptProgress } from './progress-file.ts';
import { readStored, removeStored, storedKeys, writeStored } from './storage.ts';

const ANSWERS = /^(?:check|predict|quiz):|^progress$/;
const CHECK = /^check:([^:]+):(.+)$/;

const isAnything = (_: unknown): _ is unknown => true;
const isChosen = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isInteger);

/** All that this device keeps of a reader's answers and progress, by key. */
export type Snapshot = ReadonlyMap<string, unknown>;

/** The progress and what was marked, as a file carries it to another device. */
export function keptProgress(): KeptProgress {
  const chosen: ChosenAnswers = {};
  for (const key of storedKeys()) {
    const [, lesson, check] = CHECK.exec(key) ?? [];
    if (!lesson || !check) continue;
    const marks = readStored(key, isChosen, []);
    if (marks.length > 0) chosen[lesson] = { ...chosen[lesson], [check]: marks };
  }
  return { progress: courseProgress(), chosen };
}

/** Puts what a file brought in the place of what was kept. */
export function bringBack({ progress, chosen }: KeptProgress): void {
  wipeAnswers();
  for (const [lesson, checks] of Object.entries(chosen)) {
    for (const [check, marks] of Object.entries(checks)) writeStored(`check:${lesson}:${check}`, marks);
  }
  replaceProgress(progress);
}

/**
 * Forgets all answers, predictions and progress. Other things that this device keeps, e.g. the colours, stay.
 *
 * @returns what was there, for {@link restoreAnswers}
 */
export function wipeAnswers(): Snapshot {
  const keys = storedKeys().filter((key) => ANSWERS.test(key));
  const snapshot = new Map(keys.map((key) => [key, readStored<unknown>(key, isAnything, null)]));
  for (const key of keys) removeStored(key);
  replaceProgress({});
  return snapshot;
}

/** Undoes a wipe. */
export function restoreAnswers(snapshot: Snapshot): void {
  for (const key of storedKeys()) if (ANSWERS.test(key)) removeStored(key);
  for (const [key, value] of snapshot) writeStored(key, value);
  replaceProgress(courseProgress());
}
