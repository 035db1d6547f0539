import type { Layer, Network, Shape } from '#math/convolution/network';
import { asKind } from './edit.ts';

export const KINDS = [
  { value: 'convolution', label: 'Convolution' },
  { value: 'transposed', label: 'Transposed convolution' },
  { value: 'max', label: 'Max pooling' },
  { value: 'average', label: 'Mean pooling' },
  { value: 'dense', label: 'Dense' },
] as const;

export type Kind = (typeof KINDS)[number]['value'];

export function kindOf(layer: Layer): Kind {
  if (layer.op === 'pooling') return layer.how;
  return layer.op === 'convolution' && layer.transposed ? 'transposed' : layer.op;
}

/** The layer as another kind, with what both have in common. */
export function ofKind(
  layer: Layer,
  kind: Kind,
  { dimensions }: Network,
  arriving: Shape | undefined,
): Layer {
  if (kind === 'dense') return asKind(layer, 'dense', dimensions, arriving);
  if (kind === 'max' || kind === 'average') {
    const pool = asKind(layer, 'pooling', dimensions, arriving);
    return pool.op === 'pooling' ? { ...pool, how: kind } : pool;
  }
  const slid = asKind(layer, 'convolution', dimensions, arriving);
  return slid.op === 'convolution' ? { ...slid, transposed: kind === 'transposed' } : slid;
}
