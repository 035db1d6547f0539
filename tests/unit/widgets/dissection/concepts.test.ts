import { describe, expect, it } from 'vitest';
import type { LayerIndex, UnitConcept } from '#math/unit-index';
import {
  CONCEPT_IDS,
  conceptId,
  conceptOf,
  kindCounts,
  labelOf,
  largestGroup,
  summarise,
  unitsCsv,
} from '#widgets/dissection/concepts';

const wheel = (iou: number): UnitConcept => ({ kind: 'part', name: 'wheel', iou });
const none = (iou: number): UnitConcept => ({ kind: 'none', name: '', iou });
const layer = (name: string, concepts: UnitConcept[]) =>
  ({ layer: name, units: concepts.length, concepts }) as LayerIndex;

const [first, second] = summarise({
  layers: [
    layer('conv1', [
      wheel(0.1),
      none(0.02),
      { kind: 'object', name: 'cat', iou: 0.3 },
      wheel(0.2),
      { kind: 'colour', name: 'red', iou: 0.05 },
      { kind: 'part', name: 'eye', iou: 0.5 },
    ]),
    layer('conv2', [none(0.01), none(0.03)]),
  ],
});

describe('summarise', () => {
  it('groups units by concept, kinds in their order, the concept with the most units first', () => {
    expect(first!.groups.map(({ id }) => id)).toEqual([
      'colour-red',
      'part-wheel',
      'part-eye',
      'object-cat',
      'none',
    ]);
    expect(first!.groups[1]!.units).toEqual([
      { unit: 3, iou: 0.2 },
      { unit: 0, iou: 0.1 },
    ]);
  });

  it('counts the units of every kind', () => {
    expect(kindCounts(first!)).toEqual({ colour: 1, texture: 0, part: 3, object: 1, none: 1 });
  });

  it('finds the concept with the most units, and the unlabelled where there is no other', () => {
    expect(largestGroup(first!).id).toBe('part-wheel');
    expect(largestGroup(second!).id).toBe('none');
  });

  it('writes every unit as a line, in order', () => {
    expect(unitsCsv([first!, second!]).trim().split('\n')).toEqual([
      'layer,unit,kind,concept,iou',
      'conv1,0,part,wheel,0.1',
      'conv1,1,,,0.02',
      'conv1,2,object,cat,0.3',
      'conv1,3,part,wheel,0.2',
      'conv1,4,colour,red,0.05',
      'conv1,5,part,eye,0.5',
      'conv2,0,,,0.01',
      'conv2,1,,,0.03',
    ]);
  });
});

describe('ids', () => {
  it('are all different, and lead back to the concept', () => {
    expect(new Set(CONCEPT_IDS).size).toBe(CONCEPT_IDS.length);
    expect(conceptOf('texture-stripes-h')).toEqual({ kind: 'texture', name: 'stripes-h' });
    expect(conceptOf('part-unicorn')).toBeNull();
    expect(conceptOf('none')).toBeNull();
    expect(conceptId('none', '')).toBe('none');
  });

  it('give the label of a mask: 1 for the first of a vocabulary', () => {
    expect(labelOf({ kind: 'object', name: 'cat' })).toBe(1);
    expect(labelOf({ kind: 'colour', name: 'brown' })).toBe(11);
  });
});
