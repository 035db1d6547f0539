import { run as compareLayers } from '#experiments/compare-layers';
import type { ExperimentContext, Pixels } from '#experiments/experiment';
import type { PaintingInput } from '#experiments/painting-input';
import { CONTENTS } from '#world/still/contents';
import { STYLES } from '#world/style/styles';
import { finish } from '../file-context.ts';
import { SEED, SHEET_CONTENTS, SHEET_STYLES, SIDE } from './pairs.ts';

/** How near a painting is to the picture it was made from, among all that it could have been made from. */
export interface Match {
  /** 1 when its own picture is the nearest. */
  place: number;
  of: number;
  /** Distance from its own picture over that from the nearest other one. */
  ratio: number;
}

/**
 * Which content a painting is nearest to. The picture network looks: it has learnt to name toys whatever their
 * colours, and no painting was made to please it.
 *
 * @param paintings RGB, content by content
 */
export function matchContents(
  paintings: readonly Uint8Array[],
  context: ExperimentContext,
): Promise<Match[]> {
  const own = SHEET_CONTENTS.flatMap((name) => SHEET_STYLES.map(() => CONTENTS.indexOf(name)));
  const inputs = CONTENTS.map((name): PaintingInput => ({ kind: 'content', name }));
  return match(paintings, inputs, own, 'content', context);
}

/** Which style a painting is nearest to, in the Gram matrices of the picture network. */
export function matchStyles(paintings: readonly Uint8Array[], context: ExperimentContext): Promise<Match[]> {
  const own = SHEET_CONTENTS.flatMap(() => SHEET_STYLES.map((name) => STYLES.indexOf(name)));
  const inputs = STYLES.map((name): PaintingInput => ({ kind: 'style', name, seed: SEED }));
  return match(paintings, inputs, own, 'style', context);
}

async function match(
  paintings: readonly Uint8Array[],
  inputs: readonly PaintingInput[],
  own: readonly number[],
  cost: 'content' | 'style',
  context: ExperimentContext,
): Promise<Match[]> {
  const pictures = paintings.map(rgba);
  const distances: number[][] = [];
  for (const input of inputs) {
    const reference = { input, width: SIDE, height: SIDE };
    const { compared } = await finish(compareLayers, { network: 'pictures', reference, pictures }, context);
    distances.push(compared.map((picture) => picture[cost].conv5!));
  }
  return paintings.map((_, i) => {
    const mine = distances[own[i]!]![i]!;
    const others = distances.filter((_row, at) => at !== own[i]).map((row) => row[i]!);
    return {
      place: 1 + others.filter((other) => other < mine).length,
      of: inputs.length,
      ratio: Number((mine / Math.min(...others)).toPrecision(3)),
    };
  });
}

function rgba(rgb: Uint8Array): Pixels {
  const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let i = 0, j = 0; i < rgb.length; i += 3, j += 4) data.set(rgb.subarray(i, i + 3), j);
  return { width: SIDE, height: SIDE, data };
}
