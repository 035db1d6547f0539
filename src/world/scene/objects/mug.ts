import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A mug with a drink: hollow body with a rolled rim, a ring of a handle. */
export const mug: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.5 + 0.06 * plumpness;
    const h = 0.55 + 0.11 * tallness;
    const top = w * (1 + 0.1 * headSize);
    shape.cone('body', M.body, [0, h, 0], w, top, h, { round: 0.09 });
    shape.cone('body', M.second, [0, h + 0.14, 0], w - 0.08, top - 0.07, h - 0.02, {
      round: 0.05,
      carve: true,
    });
    shape.torus('rim', M.second, [0, 2 * h - 0.03, 0], top - 0.045, 0.05, 180, {
      rotate: [90, 0, 0],
      blend: 0.02,
    });
    shape.cone('drink', M.accent, [0, h, 0], w - 0.06, top - 0.05, h * 0.62, { round: 0.02 });
    shape.group(() => {
      const ring = 0.27 + 0.045 * featureSize;
      const thick = 0.075 + (variant > 0.5 ? 0.015 : 0);
      const x = (w + top) / 2 - 0.01;
      shape.torus('handle', M.trim, [x, h + 0.02 + 0.06 * featureAngle, 0], ring, thick, 112, {
        rotate: [0, 0, -90],
        blend: 0.02,
      });
    });
  },
};
