import type { LayerReport, NetworkReport, Shape } from '#math/convolution/network';
import { paddingSaid } from '#math/convolution/said';
import { kindOf } from './kinds.ts';

const HEAD = [
  'layer',
  'kind',
  'filters or units',
  'kernel',
  'stride',
  'padding',
  'dilation',
  'groups',
  'output',
  'parameters',
  'multiply-adds',
  'memory (bytes)',
  'receptive field',
  'step',
];

/** The chain as a table of comma-separated values, numbers exact, sides joined by 'x'. */
export function chainCsv({ network, layers, totals }: NetworkReport): string {
  const input = ['0', 'input', '', '', '', '', '', '', shape(network.input), '', '', '', '', ''];
  const together = Array.from(HEAD, () => '');
  together[1] = 'together';
  together[9] = String(totals.parameters);
  together[10] = String(totals.multiplyAdds);
  together[11] = String(totals.activationBytes);
  const rows = [HEAD, input, ...layers.map(row), together];
  return `${rows.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

function row(report: LayerReport, index: number): string[] {
  const { layer, output, receptiveField, jump } = report;
  const convolution = layer.op === 'convolution' ? layer : undefined;
  const windowed = layer.op === 'dense' ? undefined : layer;
  const made = [
    layer.op === 'dense' ? String(layer.units) : String(convolution?.filters ?? ''),
    joined(windowed?.kernel),
    joined(windowed?.stride),
    windowed ? paddingSaid(windowed.padding).replaceAll('\u2009', '') : '',
    joined(convolution?.dilation),
    String(convolution?.groups ?? ''),
  ];
  const found = output
    ? [
        shape(output),
        String(report.parameters),
        String(report.multiplyAdds),
        String(report.activationBytes),
        joined(receptiveField),
        joined(jump.map(({ over, under }) => (under === 1n ? `${over}` : `${over}/${under}`))),
      ]
    : [`impossible: ${report.problem?.message ?? ''}`.replaceAll('\u2009', ''), '', '', '', '', ''];
  return [String(index + 1), kindOf(layer), ...made, ...found];
}

function shape({ size, channels }: Shape): string {
  return joined([...size, channels]);
}

function joined(values: readonly (number | bigint | string)[] = []): string {
  return values.join('x');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
