import { tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { CONCEPTS, KINDS, LABELS, OFFSETS } from '#experiments/masked-picture';
import { PictureBatch } from '#experiments/picture-input';
import { LABEL_BOUND, ON_SHARE, onPixels } from '#math/concept-overlap';
import { ActivationHistogram, intersectionOverUnion } from '#math/dissection';
import type { UnitConcept } from '#math/unit-index';
import { type MapShape, withActivations } from '#models/activations';
import { MASK_BYTES, type MaskedSet, PICTURE_BYTES } from './rendered-set.ts';

const SIDE = 64;

/**
 * Labels every unit by the concept whose masks its strong activations overlap best (network dissection).
 *
 * @param greatest for each layer the greatest activation of each unit over the set
 * @returns for each layer a concept a unit
 */
export function dissect(
  network: LayersModel,
  maps: readonly MapShape[],
  set: MaskedSet,
  greatest: readonly Float32Array[],
): UnitConcept[][] {
  const histograms = greatest.map((units) => Array.from(units, (value) => new ActivationHistogram(value)));
  forEachMap(network, maps, set, (layer, unit, map) => {
    const histogram = histograms[layer]![unit]!;
    for (const value of map) histogram.add(value);
  });
  const thresholds = histograms.map((units) => units.map((histogram) => histogram.threshold(ON_SHARE)));
  const overlaps = maps.map(({ units }) => Array.from({ length: units }, () => new UnitOverlap()));
  forEachMap(network, maps, set, (layer, unit, map, picture) => {
    const { rows, columns } = maps[layer]!;
    const on = onPixels(map, rows, columns, SIDE, thresholds[layer]![unit]!);
    if (on) overlaps[layer]![unit]!.add(on, set.masks, picture);
  });
  const areas = labelAreas(set.masks, set.count);
  return overlaps.map((units) => units.map((overlap) => overlap.best(areas)));
}

/** How many of a unit's 'on' pixels lie on each label, over all pictures. */
class UnitOverlap {
  private on = 0;
  private readonly both = new Uint32Array(LABELS);

  add(on: Uint8Array, masks: Uint8Array, picture: number): void {
    const first = picture * KINDS.length * MASK_BYTES;
    for (let i = 0; i < MASK_BYTES; i++) {
      if (!on[i]) continue;
      this.on++;
      for (let k = 0; k < KINDS.length; k++) {
        this.both[OFFSETS[k]! + masks[first + k * MASK_BYTES + i]!]!++;
      }
    }
  }

  best(areas: Uint32Array): UnitConcept {
    let best: UnitConcept = { kind: 'none', name: '', iou: 0 };
    for (const { kind, name, label } of CONCEPTS) {
      const iou = intersectionOverUnion(this.on, areas[label]!, this.both[label]!);
      if (iou > best.iou) best = { kind, name, iou };
    }
    best.iou = Math.round(best.iou * 1e4) / 1e4;
    return best.iou > LABEL_BOUND ? best : { kind: 'none', name: '', iou: best.iou };
  }
}

/** How many pixels each label covers, over all pictures. */
function labelAreas(masks: Uint8Array, count: number): Uint32Array {
  const areas = new Uint32Array(LABELS);
  for (let plane = 0; plane < count * KINDS.length; plane++) {
    const offset = OFFSETS[plane % KINDS.length]!;
    for (let i = plane * MASK_BYTES; i < (plane + 1) * MASK_BYTES; i++) areas[offset + masks[i]!]!++;
  }
  return areas;
}

/** Calls `visit` with the map of every unit of every layer on every picture. */
function forEachMap(
  network: LayersModel,
  maps: readonly MapShape[],
  set: MaskedSet,
  visit: (layer: number, unit: number, map: Float32Array, picture: number) => void,
): void {
  const look = withActivations(
    network,
    maps.map(({ layer }) => layer),
  );
  for (let picture = 0; picture < set.count; picture++) {
    const batch = new PictureBatch(1);
    batch.set(0, set.pixels.subarray(picture * PICTURE_BYTES, (picture + 1) * PICTURE_BYTES), 3);
    const activations = tidy(() => look(batch.tensor()).maps.map((map) => map.dataSync() as Float32Array));
    for (const [layer, { units, rows, columns }] of maps.entries()) {
      const all = activations[layer]!;
      const map = new Float32Array(rows * columns);
      for (let unit = 0; unit < units; unit++) {
        for (let i = 0; i < map.length; i++) map[i] = all[i * units + unit]!;
        visit(layer, unit, map, picture);
      }
    }
  }
}
