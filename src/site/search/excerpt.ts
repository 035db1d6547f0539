import { termsOf, WORD } from './words.ts';

/** A piece of a text; `hit` when it is a word that was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Characters of an excerpt, about two lines. */
const LENGTH = 170;

/** Cuts a text into pieces, so that what was found can be marked. `terms`: terms of the index. */
export function markWords(text: string, terms: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (!termsOf(match[0]).some((term) => terms.has(term))) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/**
 * The stretch of a text with the most different terms in it, its words marked. It begins and ends between words; an
 * ellipsis says where something is left out. Without a hit it is the text's beginning.
 */
export function excerpt(text: string, terms: ReadonlySet<string>, length = LENGTH): Piece[] {
  const hits = [...text.matchAll(WORD)].flatMap((match) => {
    const found = termsOf(match[0]).filter((term) => terms.has(term));
    return found.length > 0 ? [{ at: match.index, end: match.index + match[0].length, found }] : [];
  });
  let best = { start: 0, terms: 0, hits: 0 };
  for (const [i, first] of hits.entries()) {
    const inside = hits.slice(i).filter(({ end }) => end - first.at <= length * 0.8);
    const different = new Set(inside.flatMap(({ found }) => found)).size;
    if (different > best.terms || (different === best.terms && inside.length > best.hits))
      best = { start: first.at, terms: different, hits: inside.length };
  }
  let start = best.start < length * 0.6 ? 0 : best.start - Math.round(length * 0.2);
  while (start > 0 && start < best.start && /\S/u.test(text[start - 1]!)) start += 1;
  while (start > 0 && /\S/u.test(text[start - 1]!)) start -= 1;
  let end = Math.min(text.length, start + length);
  while (end < text.length && end > start + length / 2 && /\S/u.test(text[end]!)) end -= 1;
  const cut = text.slice(start, end).trim();
  return markWords(`${start > 0 ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`, terms);
}
