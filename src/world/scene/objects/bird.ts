import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A round standing bird: cone beak, folded wings, a fan of a tail, thin legs. */
export const bird: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.46 + 0.06 * plumpness;
    const hip = 0.36 + 0.06 * tallness;
    const r = 0.34 + 0.04 * headSize;
    const y = hip + 0.85 + 0.06 * tallness;
    shape.ellipsoid('body', M.body, [0, hip + 0.38, 0], [w, 0.46, w * 1.12], { rotate: [-18, 0, 0] });
    shape.ellipsoid('body', M.second, [0, hip + 0.3, 0.12], [w * 0.76, 0.37, w * 0.96], {
      blend: 0.02,
      rotate: [-18, 0, 0],
    });
    shape.group(() => {
      const tilt = -28 + 14 * featureAngle;
      shape.ellipsoid('tail', M.accent, [0, hip + 0.42, -w - 0.36], [0.17, 0.07, 0.36], {
        blend: 0.05,
        rotate: [-tilt, 0, 0],
      });
      shape.ellipsoid('tail', M.accent, [0.12, hip + 0.4, -w - 0.3], [0.1, 0.06, 0.32], {
        mirror: true,
        blend: 0.03,
        rotate: [-tilt, -16, 0],
      });
    });
    shape.group(() => {
      const spread = 6 + 16 * Math.max(0, featureAngle);
      shape.ellipsoid(
        'wing',
        M.accent,
        [w * 0.93, hip + 0.4, -0.1],
        [0.1, 0.27 + 0.04 * featureSize, 0.44 + 0.06 * featureSize],
        {
          mirror: true,
          blend: 0.02,
          rotate: [-24, 0, spread],
        },
      );
      shape.ellipsoid('wing', M.trim, [w * 0.98, hip + 0.27, -0.2], [0.085, 0.15, 0.36], {
        mirror: true,
        rotate: [-28, 0, spread],
      });
    });
    shape.group(() => {
      shape.sphere('head', M.body, [0, y, 0.2], r, { blend: 0.1 });
      const long = 0.15 + 0.035 * featureSize;
      shape.cone('beak', M.trim, [0, y - 0.05, 0.2 + r + long * 0.75], 0.125, 0.012, long, {
        rotate: [98, 0, 0],
        round: 0.012,
      });
      shape.ellipsoid('eye', M.ivory, [0.17, y + 0.07, 0.2 + r * 0.8], [0.095, 0.105, 0.07], {
        mirror: true,
        rotate: [0, 26, 0],
      });
      shape.ellipsoid('eye', M.gloss, [0.185, y + 0.07, 0.2 + r * 0.8 + 0.045], [0.055, 0.066, 0.04], {
        mirror: true,
        rotate: [0, 26, 0],
      });
      if (variant > 0.5) {
        shape.capsule('head', M.accent, [0, y + r - 0.04, 0.17], [0, y + r + 0.15, 0.06], 0.06, 0.035, {
          blend: 0.04,
        });
        shape.capsule('head', M.accent, [0, y + r - 0.04, 0.1], [0, y + r + 0.08, -0.06], 0.06, 0.035, {
          blend: 0.04,
        });
      }
    });
    shape.group(() => {
      shape.capsule('leg', M.trim, [0.17, hip + 0.02, 0.03], [0.18, 0.05, 0.06], 0.04, 0.04, {
        mirror: true,
      });
      for (const toe of [-0.09, 0, 0.09]) {
        shape.capsule('leg', M.trim, [0.18, 0.04, 0.04], [0.18 + toe, 0.035, 0.22], 0.04, 0.03, {
          mirror: true,
        });
      }
    });
  },
};
