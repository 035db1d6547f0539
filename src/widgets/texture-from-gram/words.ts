import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';

/** The layers whose Gram matrices are matched: all up to the one that is named. */
export function layersUpTo(layer: ConvolutionName): ConvolutionName[] {
  return CONVOLUTION_NAMES.slice(0, CONVOLUTION_NAMES.indexOf(layer) + 1);
}

/** 'conv1', 'conv1 to conv4'. */
export function layersWords(layer: string): string {
  return layer === CONVOLUTION_NAMES[0] ? layer : `${CONVOLUTION_NAMES[0]} to ${layer}`;
}

/** The head of a texture's column: 'conv1', '+ conv2' … */
export function columnName(layer: ConvolutionName): string {
  return layer === CONVOLUTION_NAMES[0] ? layer : `+ ${layer}`;
}

/** A part of a whole for the eye: 12 %, 3.4 %, 0.08 %. */
export function percent(share: number): string {
  const hundred = share * 100;
  if (!Number.isFinite(hundred)) return '—';
  if (hundred > 0 && hundred < 0.01) return '<\u00a00.01\u00a0%';
  return `${hundred.toFixed(hundred >= 10 ? 0 : hundred >= 1 ? 1 : 2)}\u00a0%`;
}

/** What matching these layers did to the next one, which was not asked: a sentence; '' for the last layer. */
export function nextLayerWords(layer: ConvolutionName, remaining: readonly number[]): string {
  const used = CONVOLUTION_NAMES.indexOf(layer);
  const next = CONVOLUTION_NAMES[used + 1];
  const left = remaining[used + 1];
  if (!next || left === undefined) return '';
  const worst = Math.max(...remaining.slice(0, used + 1));
  return `Of the style cost of the layers that are matched, at most ${percent(worst)} is left. ${next} was not asked: it still has ${percent(left)}.`;
}

/** A row a layer, a column a texture: parts of the noise's style cost. */
export function texturesCsv(
  textures: readonly { upTo: string; remaining: readonly number[] | null }[],
): string {
  const head = ['style_cost_in', ...textures.map(({ upTo }) => `up_to_${upTo}`)];
  const lines = CONVOLUTION_NAMES.map((layer, i) =>
    [layer, ...textures.map(({ remaining }) => remaining?.[i] ?? '')].join(','),
  );
  return `${[head.join(','), ...lines].join('\n')}\n`;
}
