import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A fish in mid-water, its side to the viewer: tail fan, dorsal fin, side fins, round eyes, lips. */
export const fish: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const long = 0.66 + 0.1 * tallness;
    const deep = 0.4 + 0.09 * plumpness;
    const y = 0.95;
    shape.ellipsoid('body', M.body, [0.08, y, 0], [long, deep, 0.27 + 0.03 * headSize]);
    shape.capsule('body', M.body, [-0.3, y, 0], [-long - 0.02, y, 0], 0.2, 0.09, { blend: 0.14 });
    shape.group(() => {
      const f = 1 + 0.2 * featureSize;
      const fork = 38 + 8 * featureAngle;
      const radians = (fork * Math.PI) / 180;
      for (const side of [-1, 1]) {
        shape.ellipsoid(
          'tail',
          M.accent,
          [-long - 0.08 - 0.2 * f * Math.cos(radians), y + side * 0.24 * f * Math.sin(radians), 0],
          [0.29 * f, 0.13 * f, 0.05],
          {
            blend: 0.05,
            rotate: [0, 0, -side * fork],
          },
        );
      }
    });
    const f = 1 + 0.22 * featureSize;
    shape.group(() => {
      shape.ellipsoid('fin', M.accent, [0.02, y + deep * 0.92, 0], [0.36, 0.2 * f, 0.05], {
        blend: 0.04,
        rotate: [0, 0, 10 + 6 * featureAngle],
      });
      if (variant > 0.5)
        shape.ellipsoid('fin', M.accent, [-0.22, y + deep * 0.86, 0], [0.22, 0.16 * f, 0.045], {
          blend: 0.04,
          rotate: [0, 0, 22],
        });
    });
    shape.ellipsoid('fin', M.accent, [-0.1, y - deep * 0.95, 0], [0.2, 0.14 * f, 0.045], {
      blend: 0.04,
      rotate: [0, 0, -24],
    });
    const eye = 0.1 + 0.02 * headSize;
    for (const side of [-1, 1]) {
      shape.group(() => {
        shape.ellipsoid('fin', M.trim, [-0.04, y - 0.1, side * 0.29], [0.2 * f, 0.1 * f, 0.04], {
          rotate: [0, side * 24, 20 + 18 * featureAngle],
        });
        shape.ellipsoid('eye', M.ivory, [long * 0.62, y + 0.1, side * 0.2], [eye, eye, 0.075], {
          rotate: [0, side * 22, 0],
        });
        shape.ellipsoid(
          'eye',
          M.gloss,
          [long * 0.64, y + 0.1, side * 0.245],
          [eye * 0.55, eye * 0.6, 0.045],
          { rotate: [0, side * 22, 0] },
        );
      });
    }
    shape.group(() => {
      shape.ellipsoid('muzzle', M.trim, [long + 0.05, y + 0.0, 0], [0.075, 0.05, 0.1]);
      shape.ellipsoid('muzzle', M.trim, [long + 0.035, y - 0.075, 0], [0.07, 0.045, 0.09]);
    });
  },
};
