import { randomUniform, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ExperimentContext } from '#experiments/experiment';
import { siteNetwork } from '#experiments/networks';
import { median } from '#math/quantile';
import { type Conv3dCode, conv3dInForce, registerFastConv3d, useConv3d } from '#models/conv3d';
import { SIDE } from '#world/volume/grid';
import { byTurns, type Line, medianRatio } from './measure.ts';

/** Side of the piece of a scan that the stock kernel gets: a whole one would keep it busy for long. */
const PIECE = 24;
const ROUNDS = 5;

/**
 * The deep scan network on WASM: a whole scan with our conv3d, and a piece of one with ours and with the stock one.
 *
 * @param stock tfjs's own conv3d, taken before it was replaced
 */
export async function benchConv3d(context: ExperimentContext, stock: Conv3dCode): Promise<Line[]> {
  registerFastConv3d();
  const fast = conv3dInForce();
  const network = await siteNetwork('scans-3d', context);
  const read = (side: number, code: Conv3dCode) => () => {
    useConv3d(code);
    readNoise(network, side);
  };
  const [whole, piece, stockPiece] = (await byTurns(ROUNDS, [
    read(SIDE, fast),
    read(PIECE, fast),
    read(PIECE, stock),
  ])) as [number[], number[], number[]];
  useConv3d(fast);
  return [
    { name: 'one scan through the deep network', value: median(whole), unit: 'ms', bound: 1000 },
    { name: 'deep network, our conv3d / stock', value: medianRatio(piece, stockPiece), bound: 0.2 },
    { name: `deep network on ${PIECE}³, our conv3d`, value: median(piece), unit: 'ms' },
    { name: `deep network on ${PIECE}³, stock conv3d`, value: median(stockPiece), unit: 'ms' },
  ];
}

function readNoise(network: LayersModel, side: number): void {
  tidy(() => {
    const scan = randomUniform([1, side, side, side, 1], 0, 1, 'float32', 3);
    (network.predict(scan) as Tensor).dataSync();
  });
}
