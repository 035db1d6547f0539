/**
 * For each unit of a layer the pictures that excite it most, strongest first: matrices [units, keep],
 * row-major. A picture appears at most once a unit, by its strongest position. Equal values: lower seed first.
 * Places that no picture fills yet have the value −Infinity.
 */
export interface RankedLayer {
  layer: string;
  units: number;
  keep: number;
  /** Scene seed of the picture. */
  seeds: Uint32Array;
  /** Position in the layer's map. */
  rows: Uint8Array;
  columns: Uint8Array;
  /** Activation at that position. */
  values: Float32Array;
}

/** The strongest activation of each unit on each picture of a batch: matrices [pictures, units]. */
export interface BatchMaxima {
  seeds: ArrayLike<number>;
  values: Float32Array;
  /** Position of the maximum, row · columns + column; the first in row-major order among equals. */
  positions: ArrayLike<number>;
  /** Width of the map. */
  columns: number;
}

/** A ranked layer without pictures. */
export function emptyRanking(layer: string, units: number, keep: number): RankedLayer {
  return {
    layer,
    units,
    keep,
    seeds: new Uint32Array(units * keep),
    rows: new Uint8Array(units * keep),
    columns: new Uint8Array(units * keep),
    values: new Float32Array(units * keep).fill(-Infinity),
  };
}

/** A copy that shares no memory. */
export function copyRanking(ranking: RankedLayer): RankedLayer {
  return {
    ...ranking,
    seeds: ranking.seeds.slice(),
    rows: ranking.rows.slice(),
    columns: ranking.columns.slice(),
    values: ranking.values.slice(),
  };
}

/**
 * Enters a batch of pictures into the lists, in place. A seed that a list already holds is passed over, so
 * mining the same pictures again changes nothing.
 */
export function enterBatch(ranking: RankedLayer, batch: BatchMaxima): void {
  const { units, keep, seeds, values } = ranking;
  const pictures = batch.seeds.length;
  for (let picture = 0; picture < pictures; picture++) {
    const seed = batch.seeds[picture]!;
    for (let unit = 0; unit < units; unit++) {
      const value = batch.values[picture * units + unit]!;
      const last = (unit + 1) * keep - 1;
      if (!precedes(value, seed, values[last]!, seeds[last]!)) continue;
      enter(ranking, unit, seed, value, batch.positions[picture * units + unit]!, batch.columns);
    }
  }
}

function enter(
  ranking: RankedLayer,
  unit: number,
  seed: number,
  value: number,
  position: number,
  mapColumns: number,
): void {
  const { keep, seeds, rows, columns, values } = ranking;
  const first = unit * keep;
  const end = first + keep;
  for (let i = first; i < end && values[i] !== -Infinity; i++) if (seeds[i] === seed) return;
  let low = first;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (precedes(value, seed, values[middle]!, seeds[middle]!)) high = middle;
    else low = middle + 1;
  }
  for (const column of [seeds, rows, columns, values]) column.copyWithin(low + 1, low, end - 1);
  seeds[low] = seed;
  values[low] = value;
  rows[low] = Math.floor(position / mapColumns);
  columns[low] = position % mapColumns;
}

function precedes(value: number, seed: number, otherValue: number, otherSeed: number): boolean {
  return value > otherValue || (value === otherValue && seed < otherSeed);
}

/**
 * The lists over two sets of pictures taken together. Exact: whatever is among the strongest of all pictures is among
 * the strongest of its own set.
 *
 * @param first lists of the same layer over other pictures than those of `second`
 * @returns lists as long as those of `first`
 * @throws RangeError when the layers' units differ, or `second` keeps fewer pictures than `first`
 */
export function mergeRankings(first: RankedLayer, second: RankedLayer): RankedLayer {
  if (first.units !== second.units || second.keep < first.keep) {
    throw new RangeError(`Lists of ${first.layer} and ${second.layer} can't be merged.`);
  }
  const merged = emptyRanking(first.layer, first.units, first.keep);
  for (let unit = 0; unit < first.units; unit++) {
    let a = unit * first.keep;
    let b = unit * second.keep;
    for (let place = 0; place < first.keep; place++) {
      const own = precedes(second.values[b]!, second.seeds[b]!, first.values[a]!, first.seeds[a]!);
      const [from, at] = own ? [second, b++] : [first, a++];
      const to = unit * merged.keep + place;
      merged.seeds[to] = from.seeds[at]!;
      merged.rows[to] = from.rows[at]!;
      merged.columns[to] = from.columns[at]!;
      merged.values[to] = from.values[at]!;
    }
  }
  return merged;
}

/**
 * The entries at given ranks of each list.
 *
 * @param ranks whole numbers from 0 to keep − 1, e.g. from `evenRanks`
 */
export function pickRanks(ranking: RankedLayer, ranks: readonly number[]): RankedLayer {
  const picked = emptyRanking(ranking.layer, ranking.units, ranks.length);
  for (let unit = 0; unit < ranking.units; unit++) {
    for (const [place, rank] of ranks.entries()) {
      const from = unit * ranking.keep + rank;
      const to = unit * ranks.length + place;
      picked.seeds[to] = ranking.seeds[from]!;
      picked.rows[to] = ranking.rows[from]!;
      picked.columns[to] = ranking.columns[from]!;
      picked.values[to] = ranking.values[from]!;
    }
  }
  return picked;
}

/**
 * `count` ranks from the first to the last of `total`, evenly spread (rounded down).
 *
 * @throws RangeError when count is below 2 or above total
 */
export function evenRanks(count: number, total: number): number[] {
  if (count < 2 || count > total) throw new RangeError(`Cannot spread ${count} ranks over ${total}.`);
  return Array.from({ length: count }, (_, i) => Math.floor((i * (total - 1)) / (count - 1)));
}
