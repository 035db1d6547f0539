import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import { networkFromLink, networkToLink } from '#math/convolution/link';
import {
  AXIS_NAMES,
  convolution,
  dense,
  type Layer,
  type Network,
  onEverySide,
  paddingOf,
  pooling,
} from '#math/convolution/network';
import { PRESETS } from '#math/convolution/presets';
import {
  asKind,
  inserted,
  moved,
  networkAround,
  newLayer,
  paddingAs,
  removed,
  withLayer,
} from '../../../../src/widgets/conv-shape/edit.ts';
import {
  alikeOnAllSides,
  inputFields,
  madeAlike,
  type NumberSpec,
  numberField,
  paddingFields,
  sideFields,
} from '../../../../src/widgets/conv-shape/fields.ts';
import { KINDS, kindOf, ofKind } from '../../../../src/widgets/conv-shape/kinds.ts';
import {
  commonDivisors,
  LADDERS,
  possibleLayers,
  reachable,
} from '../../../../src/widgets/conv-shape/possible.ts';
import { smallNetworks, typedNetworks, wholeNetworks } from '../../math/convolution/networks.ts';

/** Every field of a network's editors, each side for itself and, where all are alike, together. */
function allFields(network: Network): NumberSpec[] {
  const axes = AXIS_NAMES[network.dimensions];
  const { layers } = analyse(network);
  const ofLayers = layers.flatMap(({ layer, input }, at) => {
    if (layer.op === 'dense') return [numberField(network, at, 'units', LADDERS.counts)];
    const names =
      layer.op === 'pooling' ? (['kernel', 'stride'] as const) : (['kernel', 'stride', 'dilation'] as const);
    const sides = (alikeOnAllSides(layer) ? [true, false] : [true]).flatMap((apart) => [
      ...names.flatMap((name) => sideFields(network, at, name, axes, apart)),
      ...paddingFields(network, at, axes, apart),
    ]);
    if (layer.op === 'pooling') return sides;
    const divisors = commonDivisors(input?.channels ?? 1, layer.filters);
    return [
      ...sides,
      ...(layer.transposed ? sideFields(network, at, 'outputPadding', axes, true) : []),
      numberField(network, at, 'filters', LADDERS.counts),
      numberField(network, at, 'groups', divisors),
    ];
  });
  return [...inputFields(network, axes), ...ofLayers];
}

const possible = (network: Network) => {
  const { inputProblem, layers } = analyse(network);
  return inputProblem ? -1 : layers.findIndex(({ problem }) => problem) >>> 0;
};

describe('what sliders reach', () => {
  test('makes no layer impossible that was not, and holds the present value', () => {
    const chains = fc.array(smallNetworks, { minLength: 1, maxLength: 3 }).map(([first, ...more]) => {
      const layers = [first!, ...more].flatMap((one) => one.layers);
      const fits = layers.filter(
        (layer) => layer.op === 'dense' || layer.kernel.length === first!.dimensions,
      );
      return networkFromLink(networkToLink({ ...first!, layers: fits }));
    });
    const presets = fc.constantFrom(...PRESETS.map(({ network }) => network));
    fc.assert(
      fc.property(
        fc.oneof({ weight: 4, arbitrary: chains }, { weight: 1, arbitrary: presets }),
        (network) => {
          expect(possible(network)).toBe(4_294_967_295);
          for (const { label, value, ladder, change } of allFields(network)) {
            const values = reachable(network, value, ladder, change);
            expect(values, label).toContain(value);
            expect(values).toEqual([...values].sort((a, b) => a - b));
            for (const reached of values) {
              const problem = analyse(change(reached)).layers.find((layer) => layer.problem)?.problem;
              expect(problem?.message, `${networkToLink(network)}: ${label} ${reached}`).toBeUndefined();
            }
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('leads out of the impossible and never further in', () => {
    fc.assert(
      fc.property(fc.oneof(typedNetworks, wholeNetworks), (network) => {
        const before = possible(network);
        for (const { value, ladder, change } of allFields(network)) {
          for (const reached of reachable(network, value, ladder, change)) {
            if (!Object.is(reached, value)) expect(possible(change(reached))).toBeGreaterThanOrEqual(before);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('possibleLayers counts as the analysis does', () => {
    fc.assert(
      fc.property(fc.oneof(typedNetworks, wholeNetworks), (network) => {
        const found = possible(network);
        expect(possibleLayers(network)).toBe(found === 4_294_967_295 ? network.layers.length : found);
      }),
    );
  });

  test('common divisors: all of them, or the handy ones of very many', () => {
    expect(commonDivisors(12, 18)).toEqual([1, 2, 3, 6]);
    expect(commonDivisors(10 ** 9, 10 ** 9)).toContain(10 ** 9);
    expect(commonDivisors(10 ** 9, 10 ** 9).length).toBeLessThan(40);
  });
});

describe('whatever is typed into a field', () => {
  const typed = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(Number.NaN, -0, 0, 1e9, 1e9 + 1, 1e300, Number.POSITIVE_INFINITY),
  );

  test('stays in that field, has a report, and a link to the nearest network that can be', () => {
    fc.assert(
      fc.property(smallNetworks, fc.nat(), typed, (network, which, value) => {
        const fields = allFields(network);
        const field = fields[which % fields.length]!;
        const changed = field.change(value);
        const same = allFields(changed).find(
          ({ label, field: name }) => label === field.label && name === field.field,
        );
        if (same) expect(same.value).toBe(value);
        const report = analyse(changed);
        expect(report.layers).toHaveLength(network.layers.length);
        const link = networkToLink(changed);
        expect(networkToLink(networkFromLink(link))).toBe(link);
        expect(analyse(networkFromLink(link)).layers.every(({ problem }) => !problem)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('editing', () => {
  const network: Network = {
    dimensions: 2,
    input: { size: [8, 6], channels: 4 },
    layers: [convolution(2, 8, 3), pooling(2, 'max', 2), dense(10)],
  };

  test('adds, removes, moves and leaves the network that it is given as it is', () => {
    const frozen = JSON.stringify(network);
    const more = inserted(network, 1, newLayer('convolution', 2, { size: [6, 2], channels: 8 }));
    expect(more.layers[1]).toMatchObject({ filters: 16, kernel: [2, 2] });
    expect(removed(more, 1)).toEqual(network);
    expect(moved(network, 0, 1).layers.map(({ op }) => op)).toEqual(['pooling', 'convolution', 'dense']);
    expect(moved(network, 0, 3)).toBe(network);
    expect(moved(network, 0, -1)).toBe(network);
    expect(withLayer(network, 2, dense(3)).layers[2]).toEqual(dense(3));
    expect(JSON.stringify(network)).toBe(frozen);
  });

  test('another kind keeps what both have in common', () => {
    const layer = convolution(2, 8, 3, { padding: paddingOf(2, 1) });
    expect(asKind(layer, 'pooling', 2)).toMatchObject({ kernel: [3, 3], padding: paddingOf(2, 1) });
    for (const { value } of KINDS) expect(kindOf(ofKind(layer, value, network, network.input))).toBe(value);
    expect(
      ofKind(
        convolution(1, 4, 3, { padding: { kind: 'causal' } }),
        'max',
        { ...network, dimensions: 1 },
        undefined,
      ),
    ).toMatchObject({
      padding: { kind: 'valid' },
    });
  });

  test('other dimensions: every list has one number a side, whatever it was', () => {
    fc.assert(
      fc.property(typedNetworks, fc.constantFrom<1 | 2 | 3>(1, 2, 3), (drawn, dimensions) => {
        const turned = networkAround(drawn, dimensions);
        expect(turned.input.size).toHaveLength(dimensions);
        for (const layer of turned.layers) {
          if (layer.op === 'dense') continue;
          expect(layer.kernel).toHaveLength(dimensions);
          if (layer.padding.kind === 'sides') expect(layer.padding.sides).toHaveLength(dimensions);
          if (dimensions > 1) expect(layer.padding.kind).not.toBe(drawn.dimensions === 1 ? 'causal' : '');
        }
        expect(analyse(turned).layers).toHaveLength(drawn.layers.length);
      }),
    );
  });

  test('sides made alike are alike, and those that differ are not', () => {
    const apart: Layer = convolution(2, 1, [3, 5], {
      padding: {
        kind: 'sides',
        sides: [
          [1, 2],
          [0, 0],
        ],
      },
    });
    expect(alikeOnAllSides(apart)).toBe(false);
    expect(madeAlike(apart)).toMatchObject({ kernel: [3, 3], padding: paddingOf(2, 1) });
    expect(alikeOnAllSides(madeAlike(apart))).toBe(true);
    expect(alikeOnAllSides(convolution(2, 1, [Number.NaN, Number.NaN]))).toBe(true);
    expect(onEverySide(2, 3)).toEqual([3, 3]);
  });

  test('padding by number starts as what it was resolved to', () => {
    expect(paddingAs('sides', [[0, 1]])).toEqual({ kind: 'sides', sides: [[0, 1]] });
    expect(paddingAs('same', [[0, 1]])).toEqual({ kind: 'same' });
  });
});
