import { type Baseline, bestUnit, shuffledBaseline, type TopPictures } from '#math/class-share';
import type { LayerIndex, UnitIndex } from '#math/unit-index';
import { randomStream } from '#world/random';

/** How often the labels are shuffled for a baseline. */
export const SHUFFLES = 200;

/** The best unit of a layer for a class, and what luck alone would give. */
export interface Finding {
  layer: string;
  /** How many units the best one was chosen from. */
  units: number;
  unit: number;
  /** Pictures of the class among the unit's `of` strongest. */
  hits: number;
  of: number;
  share: number;
  /** Null until it has been computed. */
  chance: Baseline | null;
}

/** A layer's strongest pictures as places in the atlas. */
export function topPictures({ top }: LayerIndex, atlasSeed: number): TopPictures {
  return { pictures: top.seeds.map((seed) => seed - atlasSeed), units: top.units, keep: top.keep };
}

/**
 * For each layer the unit whose strongest pictures are most often of one class.
 *
 * @param labels class of each picture of the atlas
 * @param target the class, as an index into the unit index's classes
 */
export function findUnits(index: UnitIndex, labels: ArrayLike<number>, target: number): Finding[] {
  return index.layers.map((layer) => {
    const { unit, share } = bestUnit(topPictures(layer, index.atlasSeed), labels, target);
    const { units, keep } = layer.top;
    return { layer: layer.layer, units, unit, share, hits: Math.round(share * keep), of: keep, chance: null };
  });
}

/**
 * What the best unit of a layer reaches when the labels of all pictures are shuffled.
 *
 * @param seed the same seed gives the same shuffles, whatever the layer or class
 */
export function chanceOf(
  layer: LayerIndex,
  atlasSeed: number,
  labels: ArrayLike<number>,
  target: number,
  seed: number,
  shuffles = SHUFFLES,
): Baseline {
  return shuffledBaseline(topPictures(layer, atlasSeed), labels, target, shuffles, randomStream(seed));
}

/** Whether each of a unit's nine best patches comes from a picture of the class. */
export function patchHits(
  { top }: LayerIndex,
  atlasSeed: number,
  unit: number,
  labels: ArrayLike<number>,
  target: number,
  count: number,
): boolean[] {
  return Array.from(
    { length: count },
    (_, i) => labels[top.seeds[unit * top.keep + i]! - atlasSeed] === target,
  );
}

/** The findings as a table, one line a layer. */
export function findingsCsv(className: string, findings: readonly Finding[]): string {
  const head = 'class,layer,units,best_unit,of_the_class,of,share,chance_mean,chance_95_percent';
  const lines = findings.map(({ layer, units, unit, hits, of, share, chance }) =>
    [className, layer, units, unit, hits, of, share, chance?.mean.toFixed(4) ?? '', chance?.high ?? ''].join(
      ',',
    ),
  );
  return `${[head, ...lines].join('\n')}\n`;
}
