import fc from 'fast-check';
import { analyse } from '../../../../src/math/convolution/analyse.ts';
import type { Dimensions, Layer, LayerReport, Padding } from '../../../../src/math/convolution/network.ts';

/** Reports of small layers of every kind, nearly all of them possible. */
export function anyLayer(dimensions: readonly Dimensions[]): fc.Arbitrary<LayerReport> {
  return fc.constantFrom(...dimensions).chain((count) => {
    const sides = (min: number, max: number) =>
      fc.array(fc.integer({ min, max }), { minLength: count, maxLength: count });
    const pair = fc.tuple(fc.nat(2), fc.nat(2));
    const padding: fc.Arbitrary<Padding> = fc.oneof(
      fc.constant<Padding>({ kind: 'valid' }),
      fc.constant<Padding>({ kind: 'same' }),
      fc.record({
        kind: fc.constant('sides' as const),
        sides: fc.array(pair, { minLength: count, maxLength: count }),
      }),
    );
    const windows = { kernel: sides(1, 3), stride: sides(1, 3), padding };
    const convolution = fc
      .record({
        ...windows,
        dilation: sides(1, 2),
        groups: fc.constantFrom(1, 2),
        share: fc.integer({ min: 1, max: 2 }),
        transposed: fc.boolean(),
        bias: fc.boolean(),
      })
      .map(
        ({ share, ...rest }): Layer => ({
          ...rest,
          op: 'convolution',
          filters: share * rest.groups,
          outputPadding: rest.kernel.map(() => 0),
        }),
      );
    const pooling = fc
      .record({ ...windows, how: fc.constantFrom('max' as const, 'average' as const) })
      .map((rest): Layer => ({ ...rest, op: 'pooling' }));
    return fc
      .record({
        size: sides(3, 6),
        layer: fc.oneof(convolution, pooling),
        share: fc.integer({ min: 1, max: 2 }),
      })
      .map(
        ({ size, layer, share }) =>
          analyse({ dimensions: count, input: { size, channels: 2 * share }, layers: [layer] }).layers[0]!,
      );
  });
}
