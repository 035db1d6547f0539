import { concat, slice, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { registerFastConv3d } from '#models/conv3d';
import { type Experiment, ExperimentError } from './experiment.ts';
import { type NetworkName, siteNetwork } from './networks.ts';
import type { RenderedVolume } from './render-scan.ts';

export interface ReadScanOptions {
  network: NetworkName;
  volumes: RenderedVolume[];
}

export interface ReadScanResult {
  /** One a volume: the logit that a nodule is there, [depth, height, width]. */
  answers: Float32Array[];
  /** Milliseconds that the networks' layers took, without loading and drawing. */
  milliseconds: number;
}

/** A volume of more voxels would take many seconds and hundreds of megabytes. */
const MOST_VOXELS = 128 ** 3;
/** Slices that go through the flat network at once. */
const SLICES = 12;

/**
 * What a network that finds nodules answers for every voxel of some volumes. A network of flat filters reads them
 * slice by slice, as one that knows nothing of depth; a network of deep filters reads each as a whole.
 *
 * It goes layer by layer and yields after each, so that it can be stopped.
 *
 * @throws ExperimentError 'bad-input' for a volume that is damaged or too large
 */
export const run: Experiment<ReadScanOptions, never, ReadScanResult> = async function* (
  { network: name, volumes },
  context,
) {
  for (const { size, voxels } of volumes) checkVolume(size, voxels);
  yield { done: 0, total: 1, what: 'layers computed' };
  const network = await siteNetwork(name, context);
  registerFastConv3d();
  const layers = network.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const flat = network.inputs[0]!.shape.length === 4;
  const passes = volumes.map(({ size }) => (flat ? Math.ceil(size[0] / SLICES) : 1));
  const total = layers.length * passes.reduce((sum, count) => sum + count, 0);
  let done = 0;
  let milliseconds = 0;

  const answers: Float32Array[] = [];
  for (const [index, { size, voxels }] of volumes.entries()) {
    const [depth, height, width] = size;
    const shape = flat ? [depth, height, width, 1] : [1, depth, height, width, 1];
    const volume = tensor(voxels, shape, 'float32');
    const parts: Tensor[] = [];
    let maps: Tensor | null = null;
    try {
      for (let pass = 0; pass < passes[index]!; pass++) {
        const first = pass * SLICES;
        const rows = Math.min(SLICES, depth - first);
        maps = flat ? slice(volume, [first, 0, 0, 0], [rows, height, width, 1]) : volume.clone();
        for (const layer of layers) {
          context.signal.throwIfAborted();
          const began = performance.now();
          const next: Tensor = tidy(() => layer.apply(maps!) as Tensor);
          maps.dispose();
          maps = next;
          done += 1;
          milliseconds += performance.now() - began;
          yield { done, total, what: 'layers computed' };
        }
        parts.push(maps);
        maps = null;
      }
      const began = performance.now();
      const whole = tidy(() => concat(parts));
      answers.push((await whole.data<'float32'>()).slice());
      whole.dispose();
      milliseconds += performance.now() - began;
    } finally {
      volume.dispose();
      maps?.dispose();
      for (const part of parts) part.dispose();
    }
  }
  return { answers, milliseconds };
};

function checkVolume(size: readonly number[], voxels: Float32Array): void {
  const [depth, height, width] = size;
  const whole = size.length === 3 && size.every((side) => Number.isInteger(side) && side > 0);
  const count = whole ? depth! * height! * width! : 0;
  if (!whole || voxels.length !== count) {
    const message = `A volume of ${size.join(' × ')} voxels can't have ${voxels.length} of them.`;
    throw new ExperimentError('bad-input', message);
  }
  if (count > MOST_VOXELS) {
    const message = `A volume of ${size.join(' × ')} voxels is too large: at most 128 × 128 × 128.`;
    throw new ExperimentError('bad-input', message);
  }
}
