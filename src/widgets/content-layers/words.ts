import type { ContentLayersOptions } from './options.ts';

/** A part of a whole for the eye: 12 %, 3.4 %, 0.08 %. */
export function percent(share: number): string {
  const hundred = share * 100;
  if (!Number.isFinite(hundred)) return '—';
  if (hundred === 0) return '0\u00a0%';
  if (hundred < 0.01) return '<\u00a00.01\u00a0%';
  const digits = hundred >= 10 ? 0 : hundred >= 1 ? 1 : 2;
  return `${hundred.toFixed(digits)}\u00a0%`;
}

/** How many times smaller a cost has become: '1,200 times'; '' when it has not. */
export function timesSmaller(start: number, end: number): string {
  const times = start / end;
  if (!(times > 1) || !Number.isFinite(times)) return '';
  return `${Number(times.toPrecision(2)).toLocaleString('en-GB')} times`;
}

/** What two rebuilds that look for the same activations tell of a layer. */
export function verdict(between: number, difference: number): string {
  if (between < 0.02) return 'The two agree: this layer still holds nearly all that the pixels hold.';
  if (between < 0.06) {
    return 'The two agree in shapes and lines, and differ in fine detail: that is what this layer has let go.';
  }
  const most = between > 0.8 * difference ? ' They are as far from each other as from the original.' : '';
  return `The two share what this layer looks for, and where it was. The rest each took from its own noise.${most}`;
}

/** Which noises: 'noise 1 and noise 2'. */
export function noises({ seed }: Pick<ContentLayersOptions, 'seed'>): [string, string] {
  return [`noise ${seed}`, `noise ${seed + 1}`];
}

/** The table of all layers: a row a rebuild, a column a layer, parts of the noise's cost. */
export function layersCsv(
  rows: readonly { layer: string; remaining: readonly (number | null)[] | null }[],
  layers: readonly string[],
): string {
  const lines = rows.map(({ layer, remaining }) =>
    [layer, ...layers.map((_, i) => remaining?.[i] ?? '')].join(','),
  );
  return `${[['rebuilt_from', ...layers].join(','), ...lines].join('\n')}\n`;
}

/** A layer's name as that of a file: Keras allows slashes. */
export function fileName(layer: string): string {
  return layer.replace(/[^\w.-]+/g, '-');
}
