import type { PictureForm } from '#models/picture-form';
import { type ExperimentContext, ExperimentError, type OwnPixels, type WantedPixels } from './experiment.ts';
import type { FileInput, PictureInput } from './picture-input.ts';

/** A file that could not be read: its place among the files, from 0, and why, in a few words. */
export interface UnreadFile {
  file: number;
  reason: string;
}

/** A file as a network takes it; null when it can't be read (any more). */
export async function decodeInput(
  { file }: FileInput,
  form: PictureForm,
  context: ExperimentContext,
): Promise<PictureInput | null> {
  try {
    const [pixels] = await context.decode(file, [{ width: form.columns, height: form.rows }]);
    return { ...pixels!, kind: 'pixels' };
  } catch (error) {
    if (error instanceof ExperimentError && error.code === 'bad-input') return null;
    throw error;
  }
}

type Decoded = { pixels: OwnPixels[] } | { error: unknown };

/**
 * Decodes a reader's files one after the other, the next one while its predecessor is used: one picture is
 * decoded at a time.
 *
 * @param from the first file that is wanted
 * @param wanted the forms in which each is yielded
 * @throws whatever `context.decode` throws, but for 'bad-input', which is yielded as the reason
 */
export async function* readFiles(
  files: readonly Blob[],
  from: number,
  wanted: readonly WantedPixels[],
  context: ExperimentContext,
): AsyncGenerator<{ file: number; pixels?: OwnPixels[]; reason: string }> {
  const start = (file: number): Promise<Decoded> | null => {
    const blob = files[file];
    if (!blob) return null;
    return context.decode(blob, wanted).then(
      (pixels) => ({ pixels }),
      (error: unknown) => ({ error }),
    );
  };
  let next = start(from);
  for (let file = from; next; file++) {
    const decoded: Decoded = await next;
    context.signal.throwIfAborted();
    next = start(file + 1);
    if ('pixels' in decoded) yield { file, pixels: decoded.pixels, reason: '' };
    else if (decoded.error instanceof ExperimentError && decoded.error.code === 'bad-input') {
      yield { file, reason: decoded.error.message };
    } else throw decoded.error;
  }
}
