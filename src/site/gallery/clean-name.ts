/** Letters of a name that are kept, as a reader counts them. */
export const LONGEST_NAME = 40;

const NAMELESS = 'Nameless';
/** Accents and the like that may stand on one letter; a pile of them would run over the lines around it. */
const LONGEST_PILE = 4;
const MOST_CODE_UNITS = LONGEST_NAME * 4;
/** Controls, private and unassigned characters, halves of pairs; the joiners that some scripts need stay. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name as it may stand in the gallery, whoever wrote it: one line of visible characters, at most 40 letters. Control
 * characters, and those that turn the direction of the text around them, are taken out. It stays text: `<b>` is three
 * characters of a name.
 *
 * @returns 'Nameless' when nothing visible is left
 */
export function cleanName(text: string): string {
  // Nothing that counts stands behind so many characters, and normalising all of a long text takes time.
  const start = text.slice(0, 4096);
  const visible = start.replace(/\s+/gu, ' ').replace(UNWANTED, '');
  const line = visible.replace(/ +/g, ' ').normalize('NFC');
  const piled = line.replace(new RegExp(`(\\p{M}{${LONGEST_PILE}})\\p{M}+`, 'gu'), '$1').trim();
  const name = clip(piled, LONGEST_NAME).trim();
  return VISIBLE.test(name) ? name : NAMELESS;
}

function clip(text: string, most: number): string {
  let clipped = '';
  let letters = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (letters === most || clipped.length + segment.length > MOST_CODE_UNITS) break;
    clipped += segment;
    letters += 1;
  }
  return clipped;
}

/** Whether two names are the same to a reader: case does not matter. */
export function sameName(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

/** The name, with the first number behind it that makes it differ from all names that are taken. */
export function freeName(name: string, taken: readonly string[]): string {
  const isTaken = (text: string) => taken.some((other) => sameName(other, text));
  if (!isTaken(name)) return name;
  for (let number = 2; ; number++) {
    const end = ` ${number}`;
    const numbered = clip(name, LONGEST_NAME - end.length).trim() + end;
    if (!isTaken(numbered)) return numbered;
  }
}
