import type { GramMatrixResult } from '#worker/protocol';
import type { PictureName } from './options.ts';
import type { ChannelPair } from './pair.ts';

/** A pair of channels that is worth a look: measured by scripts/measure-gram.ts. */
export interface GramExample {
  /** What is to be seen, e.g. 'Together in one, apart in the other'. */
  title: string;
  layer: string;
  s: PictureName;
  g: PictureName;
  k: number;
  k2: number;
}

/** A pair of channels with what it does in two pictures: cosines, and strengths (means of squares) of both channels. */
export interface FoundPair extends ChannelPair {
  cosine: { s: number; g: number };
  strengths: { s: readonly [number, number]; g: readonly [number, number] };
}

/** How far the strengths of a channel in the two pictures may lie apart. */
const ALIKE = 2;
/** The least strength, as a part of the median over the channels that fire. */
const LEAST = 0.25;

/**
 * Pairs of channels that fire together in S and apart in G, though each fires about as much in both: those with the
 * largest difference of cosines first.
 */
export function togetherAndApart(s: GramMatrixResult, g: GramMatrixResult): FoundPair[] {
  const { channels } = s;
  const [one, other] = [s, g].map(strengthsOf) as [Float64Array, Float64Array];
  const least = LEAST * Math.max(median(one), median(other));
  const usable = Array.from({ length: channels }, (_, k) => k).filter((k) => {
    const [low, high] = [Math.min(one[k]!, other[k]!), Math.max(one[k]!, other[k]!)];
    return low >= least && high <= ALIKE * low;
  });
  const found: FoundPair[] = [];
  for (const k of usable) {
    for (const k2 of usable) {
      if (k2 <= k) continue;
      const cosine = { s: cosineOf(s, k, k2), g: cosineOf(g, k, k2) };
      const strengths = { s: [one[k]!, one[k2]!], g: [other[k]!, other[k2]!] } as const;
      found.push({ k, k2, cosine, strengths });
    }
  }
  return found.sort((a, b) => b.cosine.s - b.cosine.g - (a.cosine.s - a.cosine.g));
}

function strengthsOf({ gram, channels, rows, columns }: GramMatrixResult): Float64Array {
  return Float64Array.from({ length: channels }, (_, k) => gram[k * channels + k]! / (rows * columns));
}

function median(strengths: Float64Array): number {
  const firing = strengths.filter((strength) => strength > 0).sort();
  return firing[firing.length >> 1] ?? 0;
}

function cosineOf({ gram, channels }: GramMatrixResult, k: number, k2: number): number {
  const norms = Math.sqrt(gram[k * channels + k]! * gram[k2 * channels + k2]!);
  return norms > 0 ? gram[k * channels + k2]! / norms : 0;
}
