import type { LayersModel } from '@tensorflow/tfjs-layers';
import { receptiveField } from '#math/receptive-field';
import { SCAN_CONVOLUTIONS, type ScanDimensions, scanNetworkName, scanWindows } from '#models/scan-networks';
import type { ScanCard, ScanLook } from '#site/model-card';
import { CROP, WEIGHTS } from './crops.ts';
import { ROLE } from './scan-set.ts';

/** What is known of a network when its training ends. */
export function untestedCard({
  dimensions,
  model,
  seed,
  training,
  curve,
}: {
  dimensions: ScanDimensions;
  model: LayersModel;
  seed: number;
  training: Pick<ScanCard['training'], 'scans' | 'watched' | 'steps' | 'batch' | 'rate' | 'weightDecay'>;
  curve: ScanLook[];
}): Omit<ScanCard, 'froc'> {
  const fields = receptiveField(scanWindows(dimensions));
  const parameters = model.countParams();
  return {
    network: scanNetworkName(dimensions),
    dimensions,
    seed,
    parameters,
    weightBytes: parameters * 4,
    layers: SCAN_CONVOLUTIONS[dimensions].map(({ name, kernel, filters }) => {
      const { size, jump } = fields.find((field) => field.name === name)!;
      return { name, kernel, filters, pool: false, field: size, jump };
    }),
    training: {
      ...training,
      crop: CROP,
      optimiser: 'Adam',
      vesselWeight: WEIGHTS[ROLE.vessel],
      noduleWeight: WEIGHTS[ROLE.nodule],
    },
    curve: curve.map(({ step, loss, sensitivity }) => ({
      step,
      loss: round(loss),
      sensitivity: round(sensitivity),
    })),
  };
}

/** Five decimals. */
export function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
