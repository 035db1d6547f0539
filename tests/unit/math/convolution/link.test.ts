import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import { legalNetwork, MOST_LAYERS } from '#math/convolution/legal';
import { networkFromLink, networkToLink } from '#math/convolution/link';
import { convolution, dense, type Network, paddingOf, pooling } from '#math/convolution/network';
import { PRESETS } from '#math/convolution/presets';
import { typedNetworks, wholeNetworks } from './networks.ts';

const problemsOf = (network: Network) => {
  const { inputProblem, layers } = analyse(network);
  return [inputProblem, ...layers.map(({ problem }) => problem)].filter((problem) => problem !== undefined);
};

const withoutMinusZero = (network: Network) => JSON.parse(JSON.stringify(network)) as Network;

test('every preset is legal, has its own id, and comes back from its link', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  for (const { network } of PRESETS) {
    expect(problemsOf(network)).toEqual([]);
    expect(networkFromLink(networkToLink(network))).toEqual(network);
  }
});

test('links read as their networks', () => {
  const network: Network = {
    dimensions: 2,
    input: { size: [14, 12], channels: 4 },
    layers: [
      convolution(2, 16, [5, 3], { dilation: [1, 2], groups: 2, bias: false, padding: { kind: 'same' } }),
      pooling(2, 'max', 2),
      pooling(2, 'average', 3, {
        stride: [1, 1],
        padding: {
          kind: 'sides',
          sides: [
            [1, 2],
            [0, 0],
          ],
        },
      }),
      convolution(2, 8, 2, {
        stride: [2, 2],
        transposed: true,
        outputPadding: [1, 1],
        padding: paddingOf(2, 1),
      }),
      dense(10),
    ],
  };
  const link = '2d-14x12x4_c16k5x3d1x2g2psn_m2_a3s1p1-2x0_t8k2s2p1o1_f10';
  expect(networkToLink(network)).toBe(link);
  expect(networkFromLink(link)).toEqual(network);
  expect(networkToLink(networkFromLink('1d-9_c2k2pc'))).toBe('1d-9x1_c2k2pc');
  expect(new URLSearchParams({ network: link }).toString()).toBe(`network=${link}`);
});

test('a legal network comes back from its link the same', () => {
  fc.assert(
    fc.property(wholeNetworks.map(legalNetwork), (network) => {
      expect(problemsOf(network)).toEqual([]);
      expect(networkFromLink(networkToLink(network))).toEqual(network);
    }),
    { numRuns: 1000 },
  );
});

test('the nearest network is legal whatever was typed, and a legal one is its own nearest', () => {
  fc.assert(
    fc.property(typedNetworks, (network) => {
      const legal = legalNetwork(network);
      expect(problemsOf(legal)).toEqual([]);
      expect(legalNetwork(legal)).toEqual(legal);
      expect(networkFromLink(networkToLink(network))).toEqual(withoutMinusZero(legal));
    }),
    { numRuns: 1000 },
  );
});

test('any string gives a legal network or the fallback', () => {
  const words = fc.stringMatching(/^[123]d-[0-9x]{0,12}(_[cmatfkpsdgon0-9x-]{0,14}){0,8}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), words), (text) => {
      const network = networkFromLink(text);
      expect(problemsOf(network)).toEqual([]);
      expect(network.layers.length).toBeLessThanOrEqual(MOST_LAYERS);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['', '2d-14x14x3_c16k5_c32k5'],
  ['nonsense', '2d-14x14x3_c16k5_c32k5'],
  ['2d-0x99999999999x3_c0k0s0', '2d-1x1000000000x3_c1k1'],
  ['2d-8x8x3_c4k9', '2d-8x8x3_c4k8'],
  ['2d-8x8x4_c6k3g3', '2d-8x8x4_c6k3g2'],
  ['2d-8x8x1_f3_m2_z9_c5k3', '2d-8x8x1_f3_f5'],
  ['3d-8_c2k3pc', '3d-8x8x8x1_c2k3ps'],
])('tampered link %s', (text, expected) => {
  expect(networkToLink(networkFromLink(text))).toBe(expected);
});
