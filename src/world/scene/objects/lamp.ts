import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A table lamp: conical or domed shade over a bulb, a stem with a ball, a round base. */
export const lamp: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const y = 1.28 + 0.13 * tallness;
    const w = 0.56 + 0.07 * headSize;
    const h = 0.34 + 0.05 * featureSize;
    const tilt = 9 * featureAngle;
    if (variant < 0.65) {
      shape.cone('shade', M.body, [0, y, 0], w, w * (0.5 + 0.12 * plumpness), h, {
        round: 0.05,
        rotate: [0, 0, tilt],
      });
      shape.cone('shade', M.second, [0, y - 0.1, 0], w - 0.05, w * 0.5 - 0.05, h, {
        round: 0.04,
        carve: true,
        rotate: [0, 0, tilt],
      });
    } else {
      shape.ellipsoid('shade', M.body, [0, y - 0.25, 0], [w, h * 1.9, w], { cut: 0, rotate: [0, 0, tilt] });
      shape.ellipsoid('shade', M.second, [0, y - 0.29, 0], [w - 0.07, h * 1.75, w - 0.07], {
        carve: true,
        rotate: [0, 0, tilt],
      });
      shape.sphere('shade', M.trim, [0, y - 0.22 + h * 1.9, 0], 0.08, { blend: 0.03 });
    }
    shape.group(() => {
      shape.sphere('bulb', M.lamplight, [0, y - 0.2, 0], 0.17);
      shape.capsule('stem', M.accent, [0, 0.1, 0], [0, y - 0.3, 0], 0.06, 0.055);
      const ball = 0.15 + 0.03 * plumpness;
      shape.sphere('stem', M.accent, [0, 0.5, 0], ball, { blend: 0.05 });
      shape.sphere('stem', M.trim, [0, 0.5 + ball + 0.1, 0], ball * 0.6, { blend: 0.04 });
    });
    shape.cone('base', M.trim, [0, 0.08, 0], 0.42 + 0.05 * plumpness, 0.3, 0.08, { round: 0.06 });
    shape.ellipsoid('base', M.trim, [0, 0.14, 0], [0.24, 0.1, 0.24], { blend: 0.06 });
  },
};
