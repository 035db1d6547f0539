import type { ShapeBuilder } from '../sdf/builder.ts';

/** What varies inside a class; each but `variant` is -1 (little) to 1 (much), 0 the typical toy. */
export interface ShapeVariation {
  /** Width of the body. */
  plumpness: number;
  /** Height, or length of the body. */
  tallness: number;
  /** Size of the main other part: a head, a cab, a roof, a crown, a cap. */
  headSize: number;
  /** Size of the telling feature: ears, fins, wheels, wings, petals, handles. */
  featureSize: number;
  /** Angle or bend of it. */
  featureAngle: number;
  /** 0 to 1: picks between kinds, such as the side of a tail. */
  variant: number;
}

export interface ObjectModel {
  /** How the texture is laid on: around the vertical axis, or along the axis that the surface faces. */
  mapping: 'cylinder' | 'box';
  /** Radius at which a cylinder mapping has square cells, in object units. */
  mappingRadius: number;
  draw: (shape: ShapeBuilder, variation: ShapeVariation) => void;
}
