import { downloadCanvas, downloadText } from '#widgets/shared/download';
import { toImageData } from '#widgets/shared/draw-region';
import type { TransferFrame } from '#widgets/shared/transfer-history';
import type { TransferRun } from '#widgets/shared/transfer-run.svelte.ts';
import { lossesCsv } from './words.ts';

/** Saves a step's picture as PNG, a pixel a pixel. */
export function savePainting(frame: TransferFrame): void {
  const canvas = document.createElement('canvas');
  canvas.width = frame.width;
  canvas.height = frame.height;
  canvas.getContext('2d')?.putImageData(toImageData(frame), 0, 0);
  downloadCanvas(`painting-step-${frame.step}.png`, canvas);
}

/** Saves the costs of all steps. */
export function saveLosses(run: TransferRun): void {
  downloadText('painting-losses.csv', 'text/csv', lossesCsv(run));
}
