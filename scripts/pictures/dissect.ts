import { tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { PictureBatch } from '#experiments/picture-input';
import { ActivationHistogram, enlarge, intersectionOverUnion } from '#math/dissection';
import type { UnitConcept } from '#math/unit-index';
import { type MapShape, withActivations } from '#models/activations';
import { CLASS_NAMES, COLOUR_NAMES, PART_NAMES, TEXTURE_NAMES } from '#world/scene/vocabulary';
import { MASK_BYTES, MASK_KINDS, type MaskedSet, PICTURE_BYTES } from './rendered-set.ts';

/** Bau et al. 2017: a unit is 'on' where it exceeds the top 0.5 % of its activations … */
const ON_SHARE = 0.005;
/** … and detects a concept when 'on' and the concept's mask overlap by more than this. */
const LABEL_BOUND = 0.04;

const SIDE = 64;
const KIND_NAMES = [CLASS_NAMES, PART_NAMES, TEXTURE_NAMES, COLOUR_NAMES] as const;
/** The plain surface is no texture to detect. */
const NO_CONCEPT = 'plain';

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
  const overlaps = maps.map(({ units }) => Array.from({ length: units }, () => new Overlap()));
  forEachMap(network, maps, set, (layer, unit, map, picture) => {
    const threshold = thresholds[layer]![unit]!;
    const strong = (value: number) => value > 0 && value >= threshold;
    if (!map.some(strong)) return;
    const { rows, columns } = maps[layer]!;
    const enlarged = enlarge(map, rows, columns, SIDE);
    const overlap = overlaps[layer]![unit]!;
    for (let i = 0; i < MASK_BYTES; i++) if (strong(enlarged[i]!)) overlap.add(set.masks, picture, i);
  });
  const areas = maskAreas(set.masks, set.count);
  return overlaps.map((units) => units.map((overlap) => overlap.best(areas)));
}

/** How many of a unit's 'on' pixels lie on each concept. */
class Overlap {
  private on = 0;
  private readonly both = KIND_NAMES.map((names) => new Uint32Array(names.length + 1));

  add(masks: Uint8Array, picture: number, pixel: number): void {
    this.on++;
    for (let kind = 0; kind < MASK_KINDS.length; kind++) {
      this.both[kind]![masks[(picture * MASK_KINDS.length + kind) * MASK_BYTES + pixel]!]!++;
    }
  }

  best(areas: Uint32Array[]): UnitConcept {
    let best: UnitConcept = { kind: 'none', name: '', iou: 0 };
    for (const [k, kind] of MASK_KINDS.entries()) {
      for (const [i, name] of KIND_NAMES[k]!.entries()) {
        const iou = intersectionOverUnion(this.on, areas[k]![i + 1]!, this.both[k]![i + 1]!);
        if (iou > best.iou && name !== NO_CONCEPT) best = { kind, name, iou };
      }
    }
    best.iou = Math.round(best.iou * 1e4) / 1e4;
    return best.iou > LABEL_BOUND ? best : { kind: 'none', name: '', iou: best.iou };
  }
}

function maskAreas(masks: Uint8Array, count: number): Uint32Array[] {
  return KIND_NAMES.map((names, kind) => {
    const area = new Uint32Array(names.length + 1);
    for (let picture = 0; picture < count; picture++) {
      const first = (picture * MASK_KINDS.length + kind) * MASK_BYTES;
      for (let i = first; i < first + MASK_BYTES; i++) area[masks[i]!]!++;
    }
    return area;
  });
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
