import { type Chosen, MOST_FILES, MOST_PICTURES } from './own-files.ts';

const count = new Intl.NumberFormat('en-GB');

/** A file that could not be read, and why. */
export interface UnreadPicture {
  path: string;
  reason: string;
}

/** Names that are told before it says how many more there are. */
const NAMED = 3;

function named(names: readonly string[]): string {
  const first = names.slice(0, NAMED).join(', ');
  const more = names.length - NAMED;
  return more > 0 ? `${first} and ${count.format(more)} more` : first;
}

function files(amount: number): string {
  return amount === 1 ? '1 file' : `${count.format(amount)} files`;
}

/** What was chosen, as sentences. */
export function chosenSentences({ pictures, beyond, others, cut }: Chosen): string[] {
  const sentences: string[] = [];
  if (pictures.length === 0) {
    sentences.push(
      others.length === 0
        ? 'There is no file in it: it is empty. Choose another folder.'
        : `There is no picture in it, only ${files(others.length)} of other kinds (${named(others)}).`,
    );
    return sentences;
  }
  if (beyond > 0) {
    const all = count.format(pictures.length + beyond);
    sentences.push(
      `There are ${all} pictures in it: the first ${count.format(MOST_PICTURES)} by name are taken.`,
    );
  }
  if (others.length > 0) {
    const are = others.length === 1 ? 'is no picture and is left out' : 'are no pictures and are left out';
    sentences.push(`${files(others.length)} ${are}: ${named(others)}.`);
  }
  if (cut) {
    sentences.push(
      `There are more than ${count.format(MOST_FILES)} files: those beyond are not looked through.`,
    );
  }
  return sentences;
}

/** How many files could not be read, as one sentence without their names; empty when all could. */
export function unreadSentence(unread: readonly UnreadPicture[]): string {
  if (unread.length === 0) return '';
  return `${files(unread.length)} could not be read and ${unread.length === 1 ? 'is' : 'are'} passed over.`;
}

/** How many pictures are animated, as a sentence; empty for none. */
export function animatedSentence(amount: number): string {
  if (amount === 0) return '';
  return amount === 1
    ? 'One picture is animated: its first frame is used.'
    : `${count.format(amount)} pictures are animated: their first frames are used.`;
}
