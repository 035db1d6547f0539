import type { ConceptKind, UnitIndex } from '#math/unit-index';
import { CLASS_NAMES, COLOUR_NAMES, PART_NAMES, TEXTURE_NAMES } from '#world/scene/vocabulary';

/** From the plainest to the richest, the same order everywhere; units without a label come last. */
export const KINDS = ['colour', 'texture', 'part', 'object', 'none'] as const satisfies ConceptKind[];

/** A kind's colour, the same in every figure. */
export const KIND_COLOURS: Record<ConceptKind, string> = {
  colour: 'var(--cat-5)',
  texture: 'var(--cat-4)',
  part: 'var(--cat-2)',
  object: 'var(--cat-1)',
  none: 'var(--panel-strong)',
};

export const KIND_WORDS: Record<ConceptKind, string> = {
  colour: 'colour',
  texture: 'texture',
  part: 'part',
  object: 'object',
  none: 'unlabelled',
};

const VOCABULARY = {
  colour: COLOUR_NAMES,
  texture: TEXTURE_NAMES,
  part: PART_NAMES,
  object: CLASS_NAMES,
} as const satisfies Partial<Record<ConceptKind, readonly string[]>>;

/** A concept, of a kind that the world has masks of. */
export interface Concept {
  kind: keyof typeof VOCABULARY;
  name: string;
}

/** How a concept stands in a link, e.g. part-wheel. */
export function conceptId(kind: ConceptKind, name: string): string {
  return kind === 'none' ? 'none' : `${kind}-${name}`;
}

export const CONCEPT_IDS: readonly string[] = Object.entries(VOCABULARY).flatMap(([kind, names]) =>
  names.map((name) => conceptId(kind as ConceptKind, name)),
);

/** The concept of an id; null for any other word. */
export function conceptOf(id: string): Concept | null {
  if (!CONCEPT_IDS.includes(id)) return null;
  const dash = id.indexOf('-');
  return { kind: id.slice(0, dash) as Concept['kind'], name: id.slice(dash + 1) };
}

/** The label of a concept's pixels in its kind's mask; 0 is the background. */
export function labelOf({ kind, name }: Concept): number {
  return (VOCABULARY[kind] as readonly string[]).indexOf(name) + 1;
}

export interface LabelledUnit {
  unit: number;
  iou: number;
}

/** The units of a layer that a concept labels, best first. */
export interface ConceptGroup {
  id: string;
  kind: ConceptKind;
  /** Empty for the units without a label. */
  name: string;
  units: LabelledUnit[];
}

/** The labels of a layer, by kind, then the concept with the most units first. */
export interface LayerSummary {
  layer: string;
  units: number;
  groups: ConceptGroup[];
}

/** What the overview and its lists show of an index. */
export function summarise({ layers }: Pick<UnitIndex, 'layers'>): LayerSummary[] {
  return layers.map(({ layer, units, concepts }) => {
    const groups = new Map<string, ConceptGroup>();
    for (const [unit, { kind, name, iou }] of concepts.entries()) {
      const id = conceptId(kind, name);
      const group = groups.get(id) ?? { id, kind, name: kind === 'none' ? '' : name, units: [] };
      group.units.push({ unit, iou });
      groups.set(id, group);
    }
    for (const group of groups.values()) group.units.sort((a, b) => b.iou - a.iou || a.unit - b.unit);
    return { layer, units, groups: [...groups.values()].sort(byKindAndSize) };
  });
}

function byKindAndSize(a: ConceptGroup, b: ConceptGroup): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    b.units.length - a.units.length ||
    b.units[0]!.iou - a.units[0]!.iou
  );
}

/** Units of each kind in a layer. */
export function kindCounts({ groups }: LayerSummary): Record<ConceptKind, number> {
  const counts: Record<ConceptKind, number> = { colour: 0, texture: 0, part: 0, object: 0, none: 0 };
  for (const { kind, units } of groups) counts[kind] += units.length;
  return counts;
}

/** The labelled concept with the most units; the units without a label when there is nothing else. */
export function largestGroup({ groups }: LayerSummary): ConceptGroup {
  const labelled = groups.filter(({ kind }) => kind !== 'none');
  return labelled.reduce(
    (best, group) => (group.units.length > best.units.length ? group : best),
    labelled[0] ?? groups[0]!,
  );
}

/** Every unit's label as a table. */
export function unitsCsv(summaries: readonly LayerSummary[]): string {
  const lines = summaries.flatMap(({ layer, groups }) =>
    groups
      .flatMap(({ kind, name, units }) => units.map(({ unit, iou }) => ({ unit, kind, name, iou })))
      .sort((a, b) => a.unit - b.unit)
      .map(({ unit, kind, name, iou }) => [layer, unit, kind === 'none' ? '' : kind, name, iou].join(',')),
  );
  return `${['layer,unit,kind,concept,iou', ...lines].join('\n')}\n`;
}
