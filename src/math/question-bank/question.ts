import { shuffle } from '../class-share.ts';

/** A table of numbers that a question speaks of, e.g. one channel of an activation. */
export interface NumberTable {
  caption: string;
  rows: number[][];
}

export interface Slip {
  text: string;
  /** Which slip leads there. */
  why: string;
}

/** A question before its choices are put in an order. `Given`: its numbers, for those who check it. */
export interface Draft<Given = unknown> {
  given: Given;
  text: string;
  tables?: NumberTable[];
  /** The right choice and, in one sentence, what makes it right. */
  answer: Slip;
  /** Common slips; some may come to the same as others, or as the answer. */
  slips: Slip[];
  /** The way to the answer, line by line, with the numbers of the question. */
  worked: string[];
}

export interface BankChoice extends Slip {
  correct: boolean;
}

/** A question with four different choices, one of them right. */
export interface BankQuestion {
  text: string;
  tables: NumberTable[];
  choices: BankChoice[];
  worked: string[];
}

const CHOICES = 4;

/**
 * Makes a question of drafts: takes the first of them that leaves enough slips once those that agree are left out, and
 * puts answer and slips into any order.
 *
 * @param random uniform on [0, 1); the same stream gives the same question
 */
export function question(draw: (random: () => number) => Draft, random: () => number): BankQuestion {
  for (;;) {
    const { text, tables = [], answer, slips, worked } = draw(random);
    const different = new Map<string, Slip>();
    for (const slip of slips) {
      if (slip.text !== answer.text && !different.has(slip.text)) different.set(slip.text, slip);
    }
    if (different.size < CHOICES - 1) continue;
    const wrong = [...different.values()];
    shuffle(wrong, random);
    const choices = [
      { ...answer, correct: true },
      ...wrong.slice(0, CHOICES - 1).map((slip) => ({ ...slip, correct: false })),
    ];
    shuffle(choices, random);
    return { text, tables, choices, worked };
  }
}

/** A whole number from `least` to `most`, both included, all equally likely. */
export function whole(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}
