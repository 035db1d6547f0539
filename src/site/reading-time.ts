const WORDS_A_MINUTE = 200;
const MINUTES_A_FIGURE = 1;
/** A question of a quiz, read, answered and compared with its reasons. */
export const MINUTES_A_QUESTION = 1;

/**
 * Minutes that a lesson takes.
 *
 * @param text the words of the lesson
 * @param figures interactive figures in it, a minute each
 * @returns whole minutes, rounded up, at least 1
 */
export function readingMinutes(text: string, figures = 0): number {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return Math.max(1, Math.ceil(words / WORDS_A_MINUTE + figures * MINUTES_A_FIGURE));
}

/** '1 minute', '12 minutes'. */
export function minutesWords(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
