import { MATERIAL as M } from '../materials.ts';
import type { ShapeBuilder } from '../sdf/builder.ts';

/** A pair of wheels under a vehicle that drives along x: tyres with hubs, at z = ±`wide`. */
export function wheel(shape: ShapeBuilder, x: number, radius: number, wide: number): void {
  for (const side of [-1, 1]) {
    shape.group(() => {
      shape.cone('wheel', M.charcoal, [x, radius, side * (wide - 0.03)], radius, radius, 0.1, {
        rotate: [90, 0, 0],
        round: 0.07,
      });
      shape.cone('wheel', M.ivory, [x, radius, side * (wide + 0.055)], radius * 0.52, radius * 0.52, 0.035, {
        rotate: [90, 0, 0],
        round: 0.025,
      });
    });
  }
}
