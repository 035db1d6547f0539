import type { LayerReport } from '#math/convolution/network';
import { counted, grouped } from '#math/convolution/words';
import { formulaKind, sideValues } from './announced.ts';
import type { Thing } from './drawing/things.ts';
import { bigNumber } from './words.ts';

/** A piece of a formula: a sign, or a number with the letter that the number stands for. */
export interface Term {
  text: string;
  letter?: string;
  thing?: Thing;
}

export interface FormulaLine {
  /** What it works out: 'Height', 'Each side', 'Parameters'. */
  title: string;
  terms: Term[];
  /** The result and, for a side, what is left over. */
  rest: Term[];
}

/** The formulas of a layer with its numbers: one for each side that differs, and one for its parameters. */
export function formulaLines(report: LayerReport | undefined, axes: readonly string[]): FormulaLine[] {
  const kind = formulaKind(report);
  if (!report || kind === 'none') return [];
  const parameters = parametersLine(report);
  if (kind === 'dense') return [parameters!];
  const sides = axes.map((name, axis) => sideLine(report, axis, `${name[0]!.toUpperCase()}${name.slice(1)}`));
  const alike = sides.every((side) => lineText(side) === lineText(sides[0]!));
  const shown = alike && sides.length > 1 ? [{ ...sides[0]!, title: 'Each side' }] : sides;
  return parameters ? [...shown, parameters] : shown;
}

/** A line as one text: '⌊(14 + 0 + 0 − (1 · (5 − 1) + 1)) / 1⌋ + 1 = 10'. */
export function lineText({ terms, rest }: Pick<FormulaLine, 'terms' | 'rest'>): string {
  return [...terms, ...rest].map(({ text }) => text).join(' ');
}

function sideLine(report: LayerReport, axis: number, title: string): FormulaLine {
  const values = sideValues(report, axis);
  const number = (name: string, thing: Thing, letter: string = thing): Term => ({
    text: values[name]!,
    letter,
    thing,
  });
  const [n, s, d, f] = [number('n', 'n'), number('s', 's'), number('d', 'd'), number('f', 'f')];
  const before = number('before', 'p');
  const after = number('after', 'p', 'p′');
  const reach = [d, sign('· ('), f, sign('− 1) + 1')];
  const stamped = formulaKind(report) === 'stamped';
  const terms = stamped
    ? [sign('('), n, sign('− 1) ·'), s, sign('+'), ...reach, sign('−'), before, sign('−'), after]
    : [
        sign('⌊ ('),
        n,
        sign('+'),
        before,
        sign('+'),
        after,
        sign('− ('),
        ...reach,
        sign(')) /'),
        s,
        sign('⌋ + 1'),
      ];
  if (stamped && values.a !== '0') terms.push(sign('+'), { text: values.a!, letter: 'a' });
  const left = report.leftover[axis]!;
  const rest: Term[] = [sign('='), number('o', 'o')];
  if (left > 0) rest.push({ text: `${counted(left, 'cell')} left over`, thing: 'leftover' });
  return { title, terms, rest };
}

function parametersLine(report: LayerReport): FormulaLine | undefined {
  const { layer, input, weights, parameters } = report;
  if (layer.op === 'pooling') return undefined;
  const rest = [sign('='), { text: bigNumber(parameters) }];
  if (layer.op === 'dense') {
    const terms: Term[] = [
      { text: bigNumber(weights[0]!), letter: 'inputs' },
      sign('·'),
      { text: grouped(layer.units), letter: 'units', thing: 'k' },
    ];
    if (layer.bias) terms.push(sign('+'), { text: grouped(layer.units), letter: 'biases' });
    return { title: 'Parameters', terms, rest };
  }
  const terms: Term[] = layer.kernel.flatMap((side) => [
    { text: grouped(side), letter: 'f', thing: 'f' as const },
    sign('·'),
  ]);
  terms.push({ text: grouped(input!.channels), letter: 'c', thing: 'c' });
  if (layer.groups > 1) terms.push(sign('/'), { text: grouped(layer.groups), letter: 'g', thing: 'g' });
  terms.push(sign('·'), { text: grouped(layer.filters), letter: 'k', thing: 'k' });
  if (layer.bias) terms.push(sign('+'), { text: grouped(layer.filters), letter: 'biases', thing: 'bias' });
  return { title: 'Parameters', terms, rest };
}

function sign(text: string): Term {
  return { text };
}
