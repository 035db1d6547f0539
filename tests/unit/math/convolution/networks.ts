import fc from 'fast-check';
import { legalNetwork } from '#math/convolution/legal';
import {
  type ConvolutionLayer,
  type Dimensions,
  LARGEST,
  type Layer,
  type Network,
  type Padding,
} from '#math/convolution/network';

/** A field's number, small most of the time. */
const whole = (least: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: least, max: 9 }) },
    { weight: 1, arbitrary: fc.integer({ min: least, max: LARGEST }) },
  );

/** What a reader may type. */
const typed = fc.oneof(
  { weight: 4, arbitrary: whole(-3) },
  { weight: 1, arbitrary: fc.double() },
  fc.constantFrom(Number.NaN, -0, 0, 2.5, 1e12, Number.POSITIVE_INFINITY, 2 ** 53, LARGEST, LARGEST + 1),
);

function padding(dimensions: Dimensions, cells: fc.Arbitrary<number>): fc.Arbitrary<Padding> {
  const sides = fc.array(fc.tuple(cells, cells), { minLength: dimensions, maxLength: dimensions });
  return fc.oneof(
    fc.constantFrom<Padding>({ kind: 'valid' }, { kind: 'same' }, { kind: 'causal' }),
    sides.map((pairs): Padding => ({ kind: 'sides', sides: pairs })),
  );
}

function layer(dimensions: Dimensions, from0: fc.Arbitrary<number>, from1: fc.Arbitrary<number>) {
  const list = (values: fc.Arbitrary<number>) =>
    fc.array(values, { minLength: dimensions, maxLength: dimensions });
  const convolution: fc.Arbitrary<ConvolutionLayer> = fc.record({
    op: fc.constant('convolution'),
    filters: from1,
    kernel: list(from1),
    stride: list(from1),
    padding: padding(dimensions, from0),
    dilation: list(from1),
    groups: from1,
    transposed: fc.boolean(),
    outputPadding: list(from0),
    bias: fc.boolean(),
  });
  return fc.oneof(
    { weight: 3, arbitrary: convolution },
    {
      weight: 1,
      arbitrary: fc.record({
        op: fc.constant('pooling' as const),
        how: fc.constantFrom<'max' | 'average'>('max', 'average'),
        kernel: list(from1),
        stride: list(from1),
        padding: padding(dimensions, from0),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('dense' as const), units: from1, bias: fc.boolean() }),
    },
  ) as fc.Arbitrary<Layer>;
}

function networks(from0: fc.Arbitrary<number>, from1: fc.Arbitrary<number>): fc.Arbitrary<Network> {
  return fc.constantFrom<Dimensions>(1, 2, 3).chain((dimensions) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      input: fc.record({
        size: fc.array(from1, { minLength: dimensions, maxLength: dimensions }),
        channels: from1,
      }),
      layers: fc.array(layer(dimensions, from0, from1), { maxLength: 6 }),
    }),
  );
}

/** Whole numbers in every field, most of the layers impossible. */
export const wholeNetworks = networks(whole(0), whole(1));

/** Any numbers at all. */
export const typedNetworks = networks(typed, typed);

/** One layer over an input small enough to work out number by number; made legal where it is not. */
export const smallNetworks: fc.Arbitrary<Network> = fc
  .record({
    dimensions: fc.constantFrom<Dimensions>(1, 2, 3),
    groups: fc.constantFrom(1, 1, 2, 3),
    share: fc.integer({ min: 1, max: 2 }),
    filters: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ dimensions, groups, share, filters }) => {
    const side = fc.integer({ min: 1, max: dimensions === 3 ? 5 : 9 });
    const small = layer(dimensions, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }));
    return fc.record({
      dimensions: fc.constant(dimensions),
      input: fc.record({
        size: fc.array(side, { minLength: dimensions, maxLength: dimensions }),
        channels: fc.constant(groups * share),
      }),
      layers: small.map((drawn) =>
        drawn.op === 'convolution' ? [{ ...drawn, groups, filters: groups * filters }] : [drawn],
      ),
    });
  })
  .map(legalNetwork);
