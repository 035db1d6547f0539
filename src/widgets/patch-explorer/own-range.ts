import type { RankedPicture } from '#math/picture-maxima';
import { evenRanks } from '#math/ranked-list';
import type { Entry } from './entries.ts';

/**
 * A filter's range over the reader's pictures: entries at even steps of the ranking, strongest first.
 *
 * @param ranked every picture, strongest first
 * @param columns width of the layer's map
 * @param most entries wanted; all pictures when there are no more
 */
export function rangeOf(ranked: readonly RankedPicture[], columns: number, most: number): Entry[] {
  const ranks = ranked.length > most ? evenRanks(most, ranked.length) : ranked.map((_, rank) => rank);
  return ranks.map((rank, place) => {
    const { picture, value, position } = ranked[rank]!;
    return {
      rank: place,
      seed: picture,
      row: Math.floor(position / columns),
      column: position % columns,
      value,
    };
  });
}
