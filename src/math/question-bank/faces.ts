import { falseAcceptGrowth } from '../identification-errors.ts';
import { squaredDistance, type TripletZone, tripletLoss, tripletZone } from '../triplet.ts';
import { type Draft, pick, whole } from './question.ts';

/** Encodings in tenths, so that distances are whole hundredths and nothing is rounded. */
export interface TripletGiven {
  anchor: number[];
  positive: number[];
  negative: number[];
  /** α in hundredths. */
  margin: number;
}

const ZONES: readonly TripletZone[] = ['easy', 'semi-hard', 'hard'];
const tenths = (random: () => number, length: number) => Array.from({ length }, () => whole(random, -9, 9));
const vector = (values: readonly number[]) => `(${values.map((value) => signed(value / 10, 1)).join(', ')})`;
const signed = (value: number, digits: number) => value.toFixed(digits).replace('-', '−');
const hundredths = (value: number) => signed(value / 100, 2);

const squares = (a: readonly number[], b: readonly number[]) =>
  a.map((value, i) => `(${signed(value / 10, 1)} − ${bracketed(b[i]! / 10)})²`).join(' + ');
const bracketed = (value: number) => (value < 0 ? `(${signed(value, 1)})` : value.toFixed(1));

/** The loss of a triplet, and which zone it is in. */
export function tripletDraft(random: () => number): Draft<TripletGiven> {
  const anchor = tenths(random, 2);
  const near = (reach: number) => anchor.map((value) => value + whole(random, -reach, reach));
  const given = { anchor, positive: near(6), negative: near(9), margin: pick(random, [10, 20, 30, 50]) };
  const { positive, negative, margin } = given;
  const dPositive = squaredDistance(anchor, positive);
  const dNegative = squaredDistance(anchor, negative);
  const loss = tripletLoss(dPositive, dNegative, margin);
  const zone = tripletZone(dPositive, dNegative, margin);
  const others = ZONES.filter((one) => one !== zone);
  const text = (value: number, of: TripletZone) => `${hundredths(value)}, ${of}`;
  const rooted = 100 * (Math.sqrt(dPositive / 100) - Math.sqrt(dNegative / 100) + margin / 100);
  const why: Record<TripletZone, string> = {
    easy: 'Easy means that nothing is lacking, and the loss is 0.',
    'semi-hard': 'Semi-hard means that N is farther than P, but not by the whole margin.',
    hard: 'Hard means that N is no farther than P.',
  };
  return {
    given,
    text: `f(A) = ${vector(anchor)}, f(P) = ${vector(positive)}, f(N) = ${vector(negative)}, margin α = ${hundredths(margin)}. What is the triplet loss, and what is the triplet called?`,
    answer: { text: text(loss, zone), why: why[zone] },
    slips: [
      {
        text: text(Math.max(dNegative - dPositive + margin, 0), zone),
        why: 'The distances have changed places: d(A, P) comes first, since it is what should be small.',
      },
      {
        text: text(dPositive - dNegative + margin, zone),
        why: 'A loss is never below 0: what is more than enough counts as nothing.',
      },
      {
        text: text(Math.max(dPositive - dNegative - margin, 0), zone),
        why: 'The margin is added, not taken off: it is asked for on top.',
      },
      {
        text: text(Math.max(rooted, 0), zone),
        why: 'Roots were taken. The loss is made of squared distances.',
      },
      { text: text(Math.max(dPositive - dNegative, 0), zone), why: 'The margin is left out.' },
      ...others.map((other) => ({
        text: text(loss, other),
        why: `The loss is right, the name is not. ${why[other]}`,
      })),
    ],
    worked: [
      `d(A, P) = ${squares(anchor, positive)} = ${hundredths(dPositive)}`,
      `d(A, N) = ${squares(anchor, negative)} = ${hundredths(dNegative)}`,
      `max(${hundredths(dPositive)} − ${hundredths(dNegative)} + ${hundredths(margin)}, 0) = ${hundredths(loss)}`,
      `${hundredths(dNegative)} ${dNegative > dPositive ? '>' : '≤'} ${hundredths(dPositive)}, and ${hundredths(dNegative)} ${loss > 0 ? '<' : '≥'} ${hundredths(dPositive)} + ${hundredths(margin)}: ${zone}.`,
    ],
  };
}

/** Two encodings in tenths, and a threshold in hundredths. */
export interface ThresholdGiven {
  first: number[];
  second: number[];
  threshold: number;
}

/** The squared distance of two encodings, and what a threshold makes of it. */
export function thresholdDraft(random: () => number): Draft<ThresholdGiven> {
  const first = tenths(random, 4);
  const second = first.map((value) => value + whole(random, -5, 5));
  const threshold = pick(random, [40, 50, 60, 70, 80, 100]);
  const d = squaredDistance(first, second);
  const same = d <= threshold;
  const said = (value: number, accepted = value <= threshold) =>
    `d = ${hundredths(value)}: ${accepted ? 'the same person' : 'two people'}`;
  const sum = (part: (a: number, b: number) => number) =>
    first.reduce((total, value, i) => total + part(value, second[i]!), 0);
  return {
    given: { first, second, threshold },
    text: `f(x₁) = ${vector(first)}, f(x₂) = ${vector(second)}, threshold τ = ${hundredths(threshold)} for the squared distance. What does verification say?`,
    answer: { text: said(d), why: `${hundredths(d)} is ${same ? 'at most' : 'more than'} τ.` },
    slips: [
      {
        text: said(d, !same),
        why: 'The distance is right, the answer is not: small is the same person, large is two.',
      },
      {
        text: said(100 * Math.sqrt(d / 100)),
        why: 'That is the root of it. The threshold is for the squared distance.',
      },
      { text: said(10 * sum((a, b) => Math.abs(a - b))), why: 'The differences were not squared.' },
      {
        text: said(sum((a, b) => (a + b) ** 2)),
        why: 'Added where they should be taken from each other: mind the signs.',
      },
      { text: said(d / 4), why: 'That is the mean of the squares. The distance is their sum.' },
    ],
    worked: [
      `d = ${squares(first, second)}`,
      `d = ${first.map((value, i) => hundredths((value - second[i]!) ** 2)).join(' + ')} = ${hundredths(d)}`,
      `${hundredths(d)} ${same ? '≤' : '>'} ${hundredths(threshold)}: ${same ? 'the same person' : 'two people'}.`,
    ],
  };
}

export interface AcceptsGiven {
  /** False-accept rate of one comparison. */
  p: number;
  people: number;
}

const raised = (value: number) => String(value).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);

const percent = (share: number) => `${Number((100 * share).toFixed(1))} %`;

/** The chance of at least one false accept among K. */
export function falseAcceptsDraft(random: () => number): Draft<AcceptsGiven> {
  const p = pick(random, [0.001, 0.002, 0.005, 0.01, 0.02, 0.05]);
  // Chances that round to 100 % would teach nothing.
  const people = pick(
    random,
    [10, 20, 30, 50, 80, 100, 150, 200, 300].filter((k) => k * p <= 4),
  );
  const chance = falseAcceptGrowth(p, people);
  return {
    given: { p, people },
    text: `One comparison is a false accept with chance p = ${percent(p)}. A stranger is compared with K = ${people} people, each comparison by itself. How likely is at least one false accept?`,
    answer: { text: percent(chance), why: 'One less the chance that all K comparisons go well.' },
    slips: [
      {
        text: percent(p * people),
        why: 'K × p counts the false accepts to expect. It is no chance: it would pass 100 %.',
      },
      { text: percent((1 - p) ** people), why: 'That is the chance that all goes well.' },
      {
        text: percent(p),
        why: 'That is a single comparison. Each further one is another chance to be wrong.',
      },
      {
        text: percent(falseAcceptGrowth(p, people - 1)),
        why: 'One comparison is missing: the stranger is compared with all K.',
      },
      { text: percent(p / people), why: 'More people make it likelier, not less likely.' },
      { text: percent(1 - p), why: 'That is the chance that one comparison goes well.' },
    ],
    worked: [
      'All go well with chance (1 − p)ᴷ.',
      `1 − (1 − ${p})${raised(people)} = 1 − ${((1 - p) ** people).toFixed(4)} = ${percent(chance)}`,
    ],
  };
}
