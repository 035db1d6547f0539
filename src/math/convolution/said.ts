import type { Layer, Padding } from './network.ts';
import { grouped, listed, times } from './words.ts';

/** What differs between a layer and another one, as the other has it: 'kernel 5 × 5 and groups 2'; '' for nothing. */
export function changesSaid(layer: Layer, other: Layer): string {
  if (other.op === 'dense') {
    if (layer.op !== 'dense') return `a dense layer of ${grouped(other.units)}`;
    return layer.units === other.units ? '' : `units ${grouped(other.units)}`;
  }
  if (layer.op !== other.op) return other.op === 'pooling' ? 'pooling' : 'a convolution';
  const changes: string[] = [];
  const number = (name: string, before: number, after: number) => {
    if (!Object.is(before, after)) changes.push(`${name} ${grouped(after)}`);
  };
  const list = (name: string, before: readonly number[], after: readonly number[]) => {
    if (after.some((value, axis) => !Object.is(value, before?.[axis])))
      changes.push(`${name} ${times(after)}`);
  };
  if (layer.op === 'convolution' && other.op === 'convolution') {
    number('filters', layer.filters, other.filters);
    number('groups', layer.groups, other.groups);
  }
  list('kernel', layer.kernel, other.kernel);
  list('stride', layer.stride, other.stride);
  if (layer.op === 'convolution' && other.op === 'convolution') {
    list('dilation', layer.dilation, other.dilation);
    list('output padding', layer.outputPadding, other.outputPadding);
  }
  const padding = paddingSaid(other.padding);
  if (padding !== paddingSaid(layer.padding)) changes.push(`padding ${padding}`);
  return listed(changes);
}

/** 'valid', '2', '2 × 1', or '1 before and 2 after' where ends differ. */
export function paddingSaid(padding: Padding): string {
  if (padding.kind !== 'sides') return padding.kind;
  const sides = padding.sides.map(([before, after]) =>
    before === after ? grouped(before) : `${grouped(before)} before and ${grouped(after)} after`,
  );
  const same = sides.every((side) => side === sides[0]);
  return same ? sides[0]! : sides.join(' × ');
}
