import { emptyRanking } from '#math/ranked-list';
import { type LayerIndex, TILE, type UnitIndex } from '#site/unit-index';
import type { Inspection, NetworkSource } from '#worker/protocol';

/** The network whose filters are shown, and which of its layers. */
export interface Mined {
  network: NetworkSource;
  /** All convolutions when left out. */
  layers?: string[];
}

/** Layers of a reader's network that are looked at together. */
export const MOST_LAYERS = 8;

/**
 * An index of a reader's network before anything was looked at: nobody has ranked, labelled or counted for it.
 *
 * Its receptive fields are in pixels of the atlas, whose pictures are scaled to what the network takes.
 *
 * @param like the course's index: of the same atlas
 */
export function ownIndex(inspection: Inspection, layers: readonly string[], like: UnitIndex): UnitIndex {
  const [{ top, range }] = like.layers as [LayerIndex];
  const scale = TILE / inspection.form.rows;
  const chosen = inspection.layers.filter(({ name }) => layers.includes(name));
  return {
    ...like,
    layers: chosen.map(({ name, shape, field }): LayerIndex => {
      const [rows, columns, units] = shape as [number, number, number];
      const { size, jump, start } = field!;
      return {
        layer: name,
        units,
        rows,
        columns,
        field: { size: size * scale, jump: jump * scale, start: start * scale },
        top: emptyRanking(name, units, top.keep),
        range: emptyRanking(name, units, range.keep),
        classMeans: new Float32Array(units * like.classes.length),
        concepts: Array.from({ length: units }, () => ({ kind: 'none' as const, name: '', iou: 0 })),
      };
    }),
  };
}
