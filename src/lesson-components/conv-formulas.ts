import { analyse } from '#math/convolution/analyse';
import { presetOf } from '#math/convolution/presets';
import type { Options } from '#site/page-bus';
import { announcedValues, type FormulaKind } from '#widgets/conv-shape/announced';

/** A formula that holds for layers of some kinds, as a LiveFormula of the widget conv-shape needs it. */
export interface ConvFormula {
  kinds: readonly FormulaKind[];
  formula: string;
  label: string;
  symbols: Record<string, string>;
}

export const CONV_FORMULAS = ['side', 'parameters', 'work'] as const;
export type ConvFormulaName = (typeof CONV_FORMULAS)[number];

const COLOURS: Record<string, number> = { n: 1, p: 1, c: 1, f: 3, d: 3, s: 3, o: 2, k: 2, g: 5 };

const KEY = {
  n: 'n, cells of the input',
  p: 'p, p′, padding before and after',
  d: 'd, dilation',
  f: 'f, cells of the filter',
  s: 's, stride',
  o: 'o, cells of the output',
  c: 'c, input channels',
  g: 'g, groups',
  k: 'k, filters',
};

type Thing = keyof typeof KEY;

const key = (...things: Thing[]) => Object.fromEntries(things.map((thing) => [thing, KEY[thing]]));

const symbol = (thing: Thing, text: string = thing) =>
  String.raw`\htmlData{symbol=${thing},colour=${COLOURS[thing]}}{${text}}`;

/** Formulas with the numbers of the first layer of the figure's usual network, until the figure tells its own. */
export function convFormulas(name: ConvFormulaName): readonly ConvFormula[] {
  const network = presetOf('picture')!.network;
  const values = announcedValues(analyse(network), 0);
  if (name === 'side') return [slidSide(values), stampedSide(values)];
  return name === 'parameters'
    ? [weights(values), denseWeights(values)]
    : [work(values), denseWeights(values)];
}

/** A number as the figure writes it, as KaTeX takes it: it knows '×', but no thin space. */
function texNumber(value: Options[string] | undefined): string {
  return value === undefined || value === '–' ? String.raw`\text{–}` : String(value).replaceAll('\u2009', '');
}

function liveNumbers(values: Options) {
  return (name: string, thing?: Thing) => {
    const text = texNumber(values[name]);
    const marks = thing ? `symbol=${thing},colour=${COLOURS[thing]},` : '';
    return String.raw`\htmlData{${marks}live=${name}}{${text}}`;
  };
}

function slidSide(values: Options): ConvFormula {
  const live = liveNumbers(values);
  const words = String.raw`\left\lfloor \frac{${symbol('n')} + ${symbol('p')} + ${symbol('p', "p'")} - \bigl(${symbol('d')}(${symbol('f')} - 1) + 1\bigr)}{${symbol('s')}} \right\rfloor + 1`;
  const numbers = String.raw`\left\lfloor \frac{${live('n', 'n')} + ${live('before', 'p')} + ${live('after', 'p')} - \bigl(${live('d', 'd')}\cdot(${live('f', 'f')} - 1) + 1\bigr)}{${live('s', 's')}} \right\rfloor + 1`;
  return {
    kinds: ['slid', 'dense', 'none'],
    formula: String.raw`\begin{aligned} ${symbol('o')} &= ${words} \\ &= ${numbers} = ${live('o', 'o')} \end{aligned}`,
    label:
      'The cells of the output: those of the input, {n}, and the padding before and after, {before} and {after}, less the reach of the filter, which is {d} times {f} minus 1, plus 1; divided by the stride {s} and rounded down, plus 1. That is {o}.',
    symbols: key('n', 'p', 'd', 'f', 's', 'o'),
  };
}

function stampedSide(values: Options): ConvFormula {
  const live = liveNumbers(values);
  const words = String.raw`(${symbol('n')} - 1)\,${symbol('s')} + ${symbol('d')}(${symbol('f')} - 1) + 1 - ${symbol('p')} - ${symbol('p', "p'")} + a`;
  const numbers = String.raw`(${live('n', 'n')} - 1) \cdot ${live('s', 's')} + ${live('d', 'd')}\cdot(${live('f', 'f')} - 1) + 1 - ${live('before', 'p')} - ${live('after', 'p')} + ${live('a')}`;
  return {
    kinds: ['stamped'],
    formula: String.raw`\begin{aligned} ${symbol('o')} &= ${words} \\ &= ${numbers} = ${live('o', 'o')} \end{aligned}`,
    label:
      'Transposed: the first stamp of the filter, {d} times {f} minus 1, plus 1 cells, and a stride of {s} for each of the {n} minus 1 others; less the padding, {before} and {after}, which is cut off the ends, plus {a} cells added at the end. That is {o}.',
    symbols: key('n', 's', 'd', 'f', 'p', 'o'),
  };
}

function weights(values: Options): ConvFormula {
  const live = liveNumbers(values);
  return {
    kinds: ['slid', 'stamped', 'none'],
    formula: String.raw`\begin{aligned} \text{parameters} &= \underbrace{${symbol('f')} \cdots ${symbol('f')}}_{\text{sides}} \cdot \frac{${symbol('c')}}{${symbol('g')}} \cdot ${symbol('k')} + \text{biases} \\ &= ${live('kernel', 'f')} \cdot \frac{${live('c', 'c')}}{${live('g', 'g')}} \cdot ${live('k', 'k')} + ${live('biases')} = ${live('parameters')} \end{aligned}`,
    label:
      'The parameters: the cells of the filter, {kernel}, times the channels {c} over the groups {g}, times the filters {k}, plus {biases} biases. That is {parameters}.',
    symbols: key('f', 'c', 'g', 'k'),
  };
}

function work(values: Options): ConvFormula {
  const live = liveNumbers(values);
  return {
    kinds: ['slid', 'stamped', 'none'],
    formula: String.raw`\begin{aligned} \text{multiply-adds} &= \text{places} \cdot \underbrace{${symbol('f')} \cdots ${symbol('f')}}_{\text{sides}} \cdot \frac{${symbol('c')}}{${symbol('g')}} \cdot ${symbol('k')} \\ &= (${live('places')}) \cdot (${live('kernel', 'f')}) \cdot \frac{${live('c', 'c')}}{${live('g', 'g')}} \cdot ${live('k', 'k')} = ${live('multiply-adds')} \end{aligned}`,
    label:
      'The multiply-adds: the places where the filter is put down, {places}, times its cells, {kernel}, times the channels {c} over the groups {g}, times the filters {k}. That is {multiply-adds}.',
    symbols: key('f', 'c', 'g', 'k'),
  };
}

function denseWeights(values: Options): ConvFormula {
  const live = liveNumbers({ ...values, inputs: '–', k: '–', biases: '–', parameters: '–' });
  return {
    kinds: ['dense'],
    formula: String.raw`\text{parameters} = ${live('inputs')} \cdot ${live('k')} + ${live('biases')} = ${live('parameters')}`,
    label:
      'Dense: each of {inputs} numbers meets each of {k} units, and each unit has its bias, {biases} in all. That is {parameters} parameters.',
    symbols: {},
  };
}
