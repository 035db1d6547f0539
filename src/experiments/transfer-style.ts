import type { Experiment } from './experiment.ts';
import { sayMemory } from './out-of-memory.ts';
import { paint } from './paint.ts';
import { checkTransfer } from './transfer-check.ts';
import type { TransferStyleOptions, TransferStylePartial, TransferStyleResult } from './transfer-options.ts';
import { takePainting } from './transfer-painting.ts';

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

/**
 * Paints a picture with the content of one picture and the style of others: descends on its pixels (Gatys et al.
 * 2015). Every step is told, the start first as step 0, with the costs of that very picture.
 *
 * The same options and backend give the same numbers, also when painting was put aside in between and taken up
 * `from` a checkpoint; then the checkpoint's own picture is told first.
 *
 * @throws ExperimentError 'bad-input' for options out of range, 'out-of-memory'; whatever `context.asset` throws
 */
export const run: Experiment<TransferStyleOptions, TransferStylePartial, TransferStyleResult> =
  async function* (options, context) {
    checkTransfer(options);
    let release = () => {};
    yield { done: options.from?.step ?? 0, total: options.steps, what: 'steps, once the pictures are ready' };
    try {
      const taken = await takePainting(options, context);
      release = taken.release;
      return yield* paint(taken.painting, options, context);
    } catch (error) {
      throw sayMemory(error, Math.max(options.width, options.height));
    } finally {
      release();
    }
  };
