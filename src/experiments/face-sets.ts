import { decodeEncodingSet, type EncodingSet } from '#math/encoding-set';
import { type ExperimentContext, ExperimentError } from './experiment.ts';

/**
 * The shipped encodings of a set of people.
 *
 * @throws ExperimentError 'corrupt-asset' when the file can't be read; whatever `context.asset` throws
 */
export async function shippedEncodings(
  set: 'gallery' | 'test' | 'heads',
  context: Pick<ExperimentContext, 'asset'>,
): Promise<EncodingSet> {
  const path = `data/faces/encodings-${set}.bin`;
  const bytes = await context.asset(path);
  try {
    return decodeEncodingSet(bytes);
  } catch {
    throw new ExperimentError('corrupt-asset', `The file ${path} can't be read: it is damaged.`);
  }
}
