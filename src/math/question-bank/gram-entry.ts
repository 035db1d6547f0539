import { gram } from '../gram.ts';
import { type Draft, type NumberTable, whole } from './question.ts';

/** [channel][row][column]; the entry of channels k and k2, from 0. */
export interface GramGiven {
  maps: number[][][];
  k: number;
  k2: number;
}

const ROWS = 2;
const PLACES = 4;

/** One entry of the Gram matrix of a tiny activation: 2 × 2 places, 2 or 3 channels. */
export function gramDraft(random: () => number): Draft<GramGiven> {
  const channels = whole(random, 2, 3);
  const flat = Array.from({ length: channels }, () =>
    Array.from({ length: PLACES }, () => whole(random, 0, 5)),
  );
  const k = whole(random, 0, channels - 1);
  const k2 = random() < 0.2 ? k : whole(random, 0, channels - 1);
  const activations = Float32Array.from(
    { length: PLACES * channels },
    (_, i) => flat[i % channels]![Math.floor(i / channels)]!,
  );
  const entry = (row: number, column: number) => gram(activations, channels)[row * channels + column]!;
  const answer = entry(k, k2);
  const one = flat[k]!;
  const other = flat[k2]!;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const products = one.map((value, i) => value * other[i]!);
  const crossed = one.map((value, i) => value * other[PLACES - 1 - i]!);
  const text = (value: number) => String(Number(value.toFixed(2))).replace('-', '−');
  const tables: NumberTable[] = flat.map((map, channel) => ({
    caption: `channel ${channel + 1}`,
    rows: [map.slice(0, ROWS), map.slice(ROWS)],
  }));
  return {
    given: { maps: tables.map(({ rows }) => rows), k, k2 },
    text: `A layer’s activations, 2 × 2 places and ${channels} channels. What is the entry (${k + 1}, ${k2 + 1}) of its Gram matrix?`,
    tables,
    answer: { text: text(answer), why: 'The products of the two channels, place by place, added up.' },
    slips: [
      { text: text(sum(one) * sum(other)), why: 'Sums multiplied. First multiply at each place, then add.' },
      {
        text: text(answer / PLACES),
        why: 'That is the mean. The Gram matrix is a sum; the style cost divides later.',
      },
      {
        text: text(answer - (sum(one) * sum(other)) / PLACES),
        why: 'The means were taken off, as for a covariance. The Gram matrix takes nothing off.',
      },
      { text: text(sum(one) + sum(other)), why: 'Added where they should be multiplied.' },
      { text: text(Math.max(...products)), why: 'That is the largest product. All places count.' },
      {
        text: text(sum(crossed)),
        why: 'Different places were multiplied with each other. Each place goes with itself.',
      },
      { text: text(entry(k, k)), why: `That is the entry of channel ${k + 1} with itself.` },
      { text: text(entry(k2, k2)), why: `That is the entry of channel ${k2 + 1} with itself.` },
    ],
    worked: [`${one.map((value, i) => `${value} · ${other[i]}`).join(' + ')} = ${text(answer)}`],
  };
}
