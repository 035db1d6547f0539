/** A word, or words joined by hyphens or apostrophes. */
export const WORD = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’][\p{L}\p{N}\p{M}]+)*/gu;

const GREEK: Record<string, string> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ϵ: 'epsilon',
  η: 'eta',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  ϕ: 'phi',
  χ: 'chi',
  ω: 'omega',
};

/** Words that tell nothing about what is sought. */
const STOP = new Set(
  'a an and are as at be by do does for from how in is it its of on or that the this to what which who why with'.split(
    ' ',
  ),
);

/** One form for a letter however it is written: small, without accents, indices on the line. */
const plain = (word: string) => word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/**
 * The terms under which a word is found. A word with hyphens is also found by its parts and written as one, a Greek
 * letter also by its name, and 'colour' as 'color'.
 */
export function termsOf(word: string): string[] {
  const parts = word.split(/[-‐‑'’]/u).map(plain);
  const whole = parts.length > 1 ? [parts.join('')] : [];
  const terms = [...parts, ...whole].filter((term) => term !== '' && !STOP.has(term));
  const named = terms.map((term) => term.replace(/[α-ωϕϵ]/gu, (letter) => GREEK[letter] ?? letter));
  const american = terms.map((term) => term.replace(/^(col|fav|behavi|neighb)our/u, '$1or'));
  return [...new Set([...terms, ...named, ...american])];
}

/** All terms of a text, in its order. */
export function tokenize(text: string): string[] {
  return [...text.matchAll(WORD)].flatMap(([word]) => termsOf(word));
}

/**
 * The terms of what a reader types, where each counts: a hyphen between words is a space, and stop words are left
 * out.
 */
export function tokenizeQuery(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}\p{M}]+/u).map(plain);
  return words.filter((word) => word !== '' && !STOP.has(word));
}
