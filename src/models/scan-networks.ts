import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import type { WindowLayer } from '#math/receptive-field';

/** 2: the network reads axial slices one by one; 3: it reads the volume. */
export type ScanDimensions = 2 | 3;

/** A convolution of a scan network: its kernel has this side along every axis that the network knows. */
export interface ScanConvolution {
  name: string;
  kernel: number;
  filters: number;
}

/**
 * The convolutions of both networks, first to last. A kernel of the flat one has fewer weights, so it has more of them:
 * the networks have as many layers, windows as wide, and about as many weights.
 */
export const SCAN_CONVOLUTIONS: Readonly<Record<ScanDimensions, readonly ScanConvolution[]>> = {
  2: [
    { name: 'conv1', kernel: 5, filters: 24 },
    { name: 'conv2', kernel: 3, filters: 28 },
    { name: 'conv3', kernel: 3, filters: 28 },
    { name: 'conv4', kernel: 3, filters: 28 },
  ],
  3: [
    { name: 'conv1', kernel: 5, filters: 12 },
    { name: 'conv2', kernel: 3, filters: 16 },
    { name: 'conv3', kernel: 3, filters: 16 },
    { name: 'conv4', kernel: 3, filters: 16 },
  ],
};

/** The layer that answers. */
export const ANSWER = 'answer';

/** The name of a scan network: its folder below public/models. */
export function scanNetworkName(dimensions: ScanDimensions): 'scans-2d' | 'scans-3d' {
  return dimensions === 2 ? 'scans-2d' : 'scans-3d';
}

/** A network as windows on the scan, along any axis that it knows, for its receptive fields. */
export function scanWindows(dimensions: ScanDimensions): WindowLayer[] {
  return SCAN_CONVOLUTIONS[dimensions].map(({ name, kernel }) => ({
    name,
    kernel,
    stride: 1,
    padding: 'same',
  }));
}

/**
 * A scan network, untrained: greys from 0 to 1 in, a logit that there is a nodule out for each voxel.
 *
 * In two dimensions: [slices, rows, columns, 1] to the same; in three: [scans, slices, rows, columns, 1] to the same.
 * Any size will do. Convolutions with 'same' padding and relu, then one logit from each voxel's channels.
 *
 * @param seed initial weights (He et al. 2015): the same seed gives the same weights
 */
export function scanNetwork(dimensions: ScanDimensions, seed: number): LayersModel {
  const network = sequential({ name: scanNetworkName(dimensions) });
  const convolution = dimensions === 2 ? layers.conv2d : layers.conv3d;
  const anySize: null[] = Array.from({ length: dimensions }, () => null);
  for (const [index, { name, kernel, filters }] of SCAN_CONVOLUTIONS[dimensions].entries()) {
    network.add(
      convolution({
        name,
        ...(index === 0 ? { inputShape: [...anySize, 1] } : {}),
        kernelSize: kernel,
        filters,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializers.heNormal({ seed: seed + index }),
      }),
    );
  }
  network.add(
    convolution({
      name: ANSWER,
      kernelSize: 1,
      filters: 1,
      // Nodules are rare: the untrained network expects none.
      biasInitializer: initializers.constant({ value: -4 }),
      kernelInitializer: initializers.glorotNormal({ seed: seed + SCAN_CONVOLUTIONS[dimensions].length }),
    }),
  );
  return network;
}
