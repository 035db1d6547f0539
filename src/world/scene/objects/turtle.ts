import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A walking turtle: domed shell with a rim, head held up, four stout legs. */
export const turtle: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.6,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.6 + 0.07 * plumpness;
    const high = 0.5 + 0.09 * tallness;
    shape.ellipsoid('shell', M.body, [0, 0.3, -0.1], [w, high, w * 1.15], { cut: 0 });
    shape.torus('shell', M.trim, [0, 0.3, -0.1], w * 1.02, 0.085, 180, { rotate: [90, 0, 0] });
    shape.ellipsoid('shell', M.trim, [0, 0.29, -0.1], [w * 1.06, 0.14, w * 1.22], { blend: 0.04 });
    shape.group(() => {
      const step = 0.05 * featureAngle;
      const thick = 0.15 + 0.02 * featureSize;
      shape.capsule(
        'leg',
        M.second,
        [w * 0.72, 0.3, w * 0.62],
        [w * 0.9, 0.12, w * 0.78 + step],
        thick,
        thick * 0.86,
        { mirror: true, blend: 0.03 },
      );
      shape.capsule(
        'leg',
        M.second,
        [w * 0.72, 0.3, -w * 0.85],
        [w * 0.9, 0.12, -w * 1.05 - step],
        thick,
        thick * 0.86,
        { mirror: true, blend: 0.03 },
      );
      shape.capsule(
        'tail',
        M.second,
        [0, 0.28, -w * 1.2],
        [variant < 0.5 ? -0.06 : 0.06, 0.2, -w * 1.2 - 0.3],
        0.09,
        0.03,
        { blend: 0.03 },
      );
    });
    shape.group(() => {
      const r = 0.27 + 0.035 * headSize;
      const y = 0.66 + 0.1 * featureAngle;
      const z = w * 1.15 + 0.14;
      shape.capsule('head', M.second, [0, 0.36, w * 0.8], [0, y - 0.06, z], 0.15, 0.16, { blend: 0.04 });
      shape.ellipsoid('head', M.second, [0, y, z + 0.05], [r, r * 0.92, r * 1.05], { blend: 0.06 });
      shape.ellipsoid('eye', M.ivory, [r * 0.62, y + 0.09, z + 0.05 + r * 0.66], [0.085, 0.095, 0.06], {
        mirror: true,
        rotate: [0, 34, 0],
      });
      shape.ellipsoid(
        'eye',
        M.gloss,
        [r * 0.66, y + 0.09, z + 0.05 + r * 0.66 + 0.04],
        [0.048, 0.058, 0.035],
        { mirror: true, rotate: [0, 34, 0] },
      );
      shape.capsule(
        'head',
        M.charcoal,
        [-0.1, y - 0.09, z + 0.05 + r * 0.93],
        [0.1, y - 0.09, z + 0.05 + r * 0.93],
        0.014,
      );
    });
  },
};
