import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A teapot: round body, curved spout to +x, ring handle at the back, lid with a knob. */
export const teapot: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.58,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.58 + 0.06 * plumpness;
    const h = 0.5 + 0.08 * tallness;
    const y = h + 0.06;
    shape.ellipsoid('body', M.body, [0, y, 0], [w, h, w]);
    shape.cone('body', M.trim, [0, 0.06, 0], w * 0.6, w * 0.56, 0.07, { round: 0.04, blend: 0.02 });
    shape.group(() => {
      const lift = 0.1 * featureAngle;
      const fat = 0.13 + 0.015 * featureSize;
      shape.capsule(
        'spout',
        M.second,
        [w * 0.72, y - 0.16, 0],
        [w + 0.24, y + 0.06 + lift, 0],
        fat * 1.35,
        fat * 0.86,
        { blend: 0.08 },
      );
      shape.capsule(
        'spout',
        M.second,
        [w + 0.24, y + 0.06 + lift, 0],
        [w + 0.42, y + 0.36 + lift, 0],
        fat * 0.86,
        fat * 0.72,
        { blend: 0.1 },
      );
      shape.sphere('spout', M.charcoal, [w + 0.45, y + 0.405 + lift, 0], fat * 0.56);
    });
    shape.group(() => {
      const ring = 0.3 + 0.04 * featureSize;
      shape.torus('handle', M.accent, [-w + 0.04, y + 0.04, 0], ring, 0.08, 122, {
        rotate: [0, 0, 90],
        blend: 0.03,
      });
    });
    shape.group(() => {
      const r = w * (0.6 + 0.06 * headSize);
      shape.ellipsoid('lid', M.second, [0, y + h * 0.82, 0], [r, 0.17, r]);
      shape.torus('lid', M.accent, [0, y + h * 0.8, 0], r * 0.97, 0.045, 180, { rotate: [90, 0, 0] });
      if (variant < 0.6) shape.sphere('lid', M.accent, [0, y + h * 0.82 + 0.25, 0], 0.115, { blend: 0.04 });
      else shape.ellipsoid('lid', M.accent, [0, y + h * 0.82 + 0.24, 0], [0.15, 0.09, 0.15], { blend: 0.05 });
    });
  },
};
