import { type Experiment, ExperimentError } from './experiment.ts';
import type { TransferStyleOptions, TransferStylePartial, TransferStyleResult } from './transfer-options.ts';

export type {
  LiveTransferOptions,
  OptimiserName,
  TransferCheckpoint,
  TransferLosses,
  TransferStart,
  TransferStep,
  TransferStyleInput,
  TransferStyleOptions,
  TransferStylePartial,
  TransferStyleResult,
} from './transfer-options.ts';

/** Paints a picture with the content of one picture and the style of another, step by step. */
// biome-ignore lint/correctness/useYield: the painting comes with the objective
export const run: Experiment<TransferStyleOptions, TransferStylePartial, TransferStyleResult> =
  async function* () {
    throw new ExperimentError('failed', 'Painting is not here yet.');
  };
