import { bestUnit } from '#math/class-share';
import type { LayerIndex, UnitIndex } from '#math/unit-index';

/** A unit worth looking at, and why. */
export interface Preset {
  layer: string;
  unit: number;
  label: string;
}

/** How many labelled units are offered. */
const LABELLED = 14;

/** The unit of a layer whose strongest pictures most often show the class. */
export function bestDetector(
  layer: LayerIndex,
  index: UnitIndex,
  labels: ArrayLike<number>,
  name: string,
): number {
  const target = index.classes.indexOf(name);
  const { units, keep, seeds } = layer.top;
  return bestUnit({ pictures: seeds.map((seed) => seed - index.atlasSeed), units, keep }, labels, target)
    .unit;
}

/** The best detector of the class in each layer, then the units that overlap a measured concept best. */
export function presetsFor(index: UnitIndex, labels: ArrayLike<number>, name: string): Preset[] {
  const detectors = index.layers.map((layer) => {
    const unit = bestDetector(layer, index, labels, name);
    return { layer: layer.layer, unit, label: `best for ${name} in ${layer.layer}` };
  });
  const best = new Map<string, Preset & { iou: number }>();
  for (const { layer, concepts } of index.layers) {
    for (const [unit, { kind, name: concept, iou }] of concepts.entries()) {
      const key = `${kind} ${concept}`;
      if (kind === 'none' || (best.get(key)?.iou ?? 0) >= iou) continue;
      best.set(key, { layer, unit, iou, label: `${kind}: ${concept} (${layer})` });
    }
  }
  const labelled = [...best.values()].sort((a, b) => b.iou - a.iou).slice(0, LABELLED);
  return [...detectors, ...labelled.map(({ layer, unit, label }) => ({ layer, unit, label }))];
}
