import type { Dimensions, Layer, Network, Padding, Shape } from '#math/convolution/network';
import { AXIS_NAMES, convolution, dense, pooling } from '#math/convolution/network';
import { nearestDivisor } from '#math/convolution/numbers';

/** What a reader can add to a network. */
export type NewLayer = 'convolution' | 'pooling' | 'dense';

/** A layer as it is added: of a usual size, cut down to what arrives. */
export function newLayer(kind: NewLayer, dimensions: Dimensions, arriving: Shape | undefined): Layer {
  const smallest = Math.min(...(arriving?.size.length ? arriving.size : [3]));
  if (kind === 'dense') return dense(10);
  if (kind === 'pooling') return pooling(dimensions, 'max', Math.min(2, smallest));
  return convolution(dimensions, 16, Math.min(3, smallest));
}

export function withLayer(network: Network, at: number, layer: Layer): Network {
  return { ...network, layers: network.layers.with(at, layer) };
}

export function inserted(network: Network, at: number, layer: Layer): Network {
  return { ...network, layers: network.layers.toSpliced(at, 0, layer) };
}

export function removed(network: Network, at: number): Network {
  return { ...network, layers: network.layers.toSpliced(at, 1) };
}

export function moved(network: Network, from: number, to: number): Network {
  const layer = network.layers[from];
  if (!layer || to < 0 || to >= network.layers.length) return network;
  return inserted(removed(network, from), to, layer);
}

/** The layer as another kind, with what both have in common. */
export function asKind(layer: Layer, kind: NewLayer, dimensions: Dimensions, arriving?: Shape): Layer {
  if (layer.op === kind) return layer;
  const fresh = newLayer(kind, dimensions, arriving);
  if (layer.op === 'dense' || fresh.op === 'dense') return fresh;
  const { kernel, padding } = layer;
  return { ...fresh, kernel, padding: padding.kind === 'causal' ? { kind: 'valid' } : padding };
}

/** The same network along other sides: new ones are as long as the last; causal padding needs one side. */
export function networkAround(network: Network, dimensions: Dimensions): Network {
  const sides = <T>(values: readonly T[]): T[] =>
    AXIS_NAMES[dimensions].map((_, axis) => values[axis] ?? values.at(-1)!);
  const padding = (before: Padding): Padding => {
    if (before.kind === 'causal' && dimensions > 1) return { kind: 'same' };
    return before.kind === 'sides' ? { kind: 'sides', sides: sides(before.sides) } : before;
  };
  const turned = (layer: Layer): Layer => {
    if (layer.op === 'dense') return layer;
    const shared = {
      kernel: sides(layer.kernel),
      stride: sides(layer.stride),
      padding: padding(layer.padding),
    };
    if (layer.op === 'pooling') return { ...layer, ...shared };
    return {
      ...layer,
      ...shared,
      dilation: sides(layer.dilation),
      outputPadding: sides(layer.outputPadding),
    };
  };
  const { size, channels } = network.input;
  return { dimensions, input: { size: sides(size), channels }, layers: network.layers.map(turned) };
}

/** The padding of that kind, from what it is now: 'sides' starts as what the layer resolved to. */
export function paddingAs(kind: Padding['kind'], resolved: readonly [number, number][]): Padding {
  return kind === 'sides'
    ? { kind, sides: resolved.map(([before, after]): [number, number] => [before, after]) }
    : { kind };
}

/** Groups that divide both, nearest to those wanted. */
export function groupsNear(channels: number, filters: number, wanted: number): number {
  let [one, other] = [channels, filters];
  while (other) [one, other] = [other, one % other];
  return nearestDivisor(one, wanted);
}
