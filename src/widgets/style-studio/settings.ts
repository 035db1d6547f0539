import type { OwnPainting } from '#widgets/shared/own-painting';
import type { TransferRunOptions } from '#widgets/shared/transfer-run.svelte.ts';
import type { LiveTransferOptions, PaintingInput, TransferStart } from '#worker/protocol';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import type { Painter } from './brought.svelte.ts';
import { lambdaOf, rateOf, type StyleStudioOptions } from './options.ts';

/** The three pictures that a reader chooses. */
export const ROLES = ['content', 'style', 'second'] as const;
export type Role = (typeof ROLES)[number];

/** A reader's own pictures in place of the site's. */
export type OwnPictures = Partial<Record<Role, OwnPainting>>;

const SMALLEST = 32;

/** What a role's picture is, null where there is none. */
export function inputOf(role: Role, options: StyleStudioOptions, own: OwnPictures): PaintingInput | null {
  const picture = own[role];
  if (picture) {
    const { width, height, data } = picture;
    return { kind: 'pixels', width, height, data };
  }
  if (role === 'content') return { kind: 'content', name: options.content };
  if (role === 'style') return { kind: 'style', name: options.style, seed: 1 };
  return options.second === 'none' ? null : { kind: 'style', name: options.second, seed: 1 };
}

/** The size of the painting: the shape of the content, the longer side as chosen, both sides multiples of 8. */
export function paintingSize(
  longer: number,
  content: { width: number; height: number } | undefined,
): { width: number; height: number } {
  if (!content) return { width: longer, height: longer };
  const scale = longer / Math.max(content.width, content.height);
  const side = (pixels: number) => Math.min(longer, Math.max(SMALLEST, Math.round((pixels * scale) / 8) * 8));
  return { width: side(content.width), height: side(content.height) };
}

/** The content cost sums over positions: α stands for a picture of so many pixels, and is scaled for others. */
export const REFERENCE_PIXELS = 128 * 128;

/** α and β of a ratio: β = 1, unless nothing but content counts. */
export function weightsOf(
  ratio: number,
  { width, height }: { width: number; height: number },
): { alpha: number; beta: number } {
  const scale = REFERENCE_PIXELS / (width * height);
  if (ratio === Infinity) return { alpha: STYLE_DEFAULTS.ratio * scale, beta: 0 };
  return { alpha: ratio * scale, beta: 1 };
}

/**
 * What a run takes up while it goes on.
 *
 * @param size of the painting
 * @param painter the reader's network, if it paints
 */
export function liveSettings(
  options: StyleStudioOptions,
  own: OwnPictures,
  size: { width: number; height: number },
  painter: Painter | null = null,
): LiveTransferOptions {
  const first = inputOf('style', options, own)!;
  const second = inputOf('second', options, own);
  const mix = second ? options.mix : 0;
  const styles = [{ input: first, weight: 1 - mix }];
  if (second) styles.push({ input: second, weight: mix });
  return {
    ...weightsOf(options.ratio, size),
    variation: options.smoothing,
    lambda: painter?.lambda ?? lambdaOf(options.layers),
    contentLayer: painter?.contentLayer ?? options.depth,
    styles: styles.filter(({ weight }) => weight > 0),
    optimiser: options.optimiser,
    rate: rateOf(options),
    steps: options.steps,
  };
}

/** What differs between two settings of a run. */
export function changedSettings(
  before: LiveTransferOptions,
  after: LiveTransferOptions,
): Partial<LiveTransferOptions> {
  const names = Object.keys(after) as (keyof LiveTransferOptions)[];
  const same = (name: keyof LiveTransferOptions) =>
    name === 'styles'
      ? sameStyles(before.styles, after.styles)
      : JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return Object.fromEntries(names.filter((name) => !same(name)).map((name) => [name, after[name]]));
}

function sameStyles(before: LiveTransferOptions['styles'], after: LiveTransferOptions['styles']): boolean {
  return (
    before.length === after.length &&
    before.every(({ input, weight }, i) => {
      const other = after[i]!;
      if (weight !== other.weight) return false;
      if (input.kind === 'pixels') return other.input.kind === 'pixels' && input.data === other.input.data;
      return JSON.stringify(input) === JSON.stringify(other.input);
    })
  );
}

/** All that a run begins with. */
export function runSettings(
  options: StyleStudioOptions,
  own: OwnPictures,
  painter: Painter | null = null,
): TransferRunOptions {
  const start: TransferStart =
    options.start === 'noise' ? { kind: 'noise', seed: options.seed } : { kind: options.start };
  const size = paintingSize(Number(options.size), own.content);
  return {
    ...liveSettings(options, own, size, painter),
    network: painter?.network ?? STYLE_DEFAULTS.network,
    ...size,
    content: inputOf('content', options, own)!,
    start,
    preserveColour: options.colours,
  };
}

/** Why there is nothing to paint with these settings, in words; null when there is. */
export function nothingToPaint(
  { ratio, layers }: StyleStudioOptions,
  painter: Painter | null = null,
): string | null {
  const noLayer = Object.values(painter?.lambda ?? lambdaOf(layers)).every((weight) => weight === 0);
  if (ratio === Infinity || !noLayer) return null;
  if (ratio === 0) {
    return 'α is 0 and no layer has a weight λ, so that the style counts nothing either: every picture is as good as any other. Move α/β away from its end, or choose a layer.';
  }
  return 'No layer has a weight λ: the style would count nothing. Choose a layer, or move α/β to its end ‘only content’ (β = 0).';
}
