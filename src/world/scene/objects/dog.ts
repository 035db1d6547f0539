import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A sitting dog: long muzzle, floppy ears, collar with a tag. */
export const dog: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.42 + 0.06 * plumpness;
    const neck = 1.18 + 0.13 * tallness;
    const r = 0.37 + 0.04 * headSize;
    const side = variant < 0.5 ? -1 : 1;
    shape.ellipsoid('body', M.body, [0, 0.42, -0.12], [w, 0.43, w]);
    shape.ellipsoid('body', M.body, [0, 0.78, 0.03], [w * 0.8, 0.48, w * 0.76], { blend: 0.2 });
    shape.group(() => {
      shape.capsule('leg', M.body, [0.2, 0.68, 0.22], [0.2, 0.12, 0.36], 0.14, 0.12, {
        blend: 0.08,
        mirror: true,
      });
      shape.ellipsoid('leg', M.second, [0.2, 0.1, 0.44], [0.15, 0.1, 0.18], { blend: 0.04, mirror: true });
      shape.ellipsoid('leg', M.body, [w * 0.9, 0.2, 0.06], [0.18, 0.2, 0.32], { blend: 0.06, mirror: true });
    });
    const lift = 0.28 + 0.18 * featureAngle;
    shape.capsule(
      'tail',
      M.body,
      [side * 0.3, 0.25, -0.42],
      [side * (w + 0.24), 0.4 + lift, -0.5],
      0.1,
      0.06,
      { blend: 0.08 },
    );
    shape.torus('collar', M.trim, [0, neck - 0.08, 0.07], w * 0.64, 0.062, 180, { rotate: [82, 0, 0] });
    shape.sphere('collar', M.lamplight, [0, neck - 0.2, 0.07 + w * 0.68], 0.075);
    shape.group(() => {
      const y = neck + 0.24;
      shape.ellipsoid('head', M.body, [0, y, 0.12], [r * 1.02, r, r], { blend: 0.08 });
      shape.group(() => {
        const long = 0.36 + 0.07 * featureSize;
        shape.capsule('muzzle', M.second, [0, y - 0.12, 0.3], [0, y - 0.15, 0.26 + long], 0.2, 0.155, {
          blend: 0.04,
        });
        shape.ellipsoid('nose', M.gloss, [0, y - 0.04, 0.28 + long + 0.12], [0.088, 0.066, 0.07]);
        shape.ellipsoid('eye', M.gloss, [0.15, y + 0.08, 0.12 + r * 0.86], [0.066, 0.082, 0.06], {
          mirror: true,
        });
        shape.sphere('eye', M.ivory, [0.135, y + 0.112, 0.12 + r * 0.86 + 0.052], 0.02, { mirror: true });
      });
      const size = 1 + 0.22 * featureSize;
      shape.group(() => {
        const x = r * 0.98;
        shape.ellipsoid('ear', M.accent, [x + 0.04, y - 0.02 * size, 0.08], [0.1, 0.3 * size, 0.18], {
          mirror: true,
          blend: 0.03,
          rotate: [0, 0, 14 + 12 * featureAngle],
        });
      });
    });
  },
};
