import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A sitting cat: pointed ears, wide cheeks, slit pupils, whiskers, a tail that curls round. */
export const cat: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.44 + 0.07 * plumpness;
    const neck = 1.12 + 0.13 * tallness;
    const r = 0.42 + 0.05 * headSize;
    const side = variant < 0.5 ? -1 : 1;
    shape.ellipsoid('body', M.body, [0, 0.44, -0.08], [w, 0.45, w * 0.95]);
    shape.ellipsoid('body', M.body, [0, 0.72, 0.04], [w * 0.72, 0.42, w * 0.68], { blend: 0.2 });
    shape.group(() => {
      shape.capsule('leg', M.body, [0.17, 0.62, 0.2], [0.16, 0.1, 0.4], 0.13, 0.11, {
        blend: 0.08,
        mirror: true,
      });
      shape.ellipsoid('leg', M.body, [0.16, 0.09, 0.46], [0.125, 0.09, 0.15], { blend: 0.05, mirror: true });
      shape.ellipsoid('leg', M.body, [w * 0.82, 0.17, 0.12], [0.17, 0.17, 0.3], {
        blend: 0.06,
        mirror: true,
      });
    });
    shape.group(() => {
      const lift = 0.35 + 0.3 * featureAngle;
      shape.torus('tail', M.body, [side * (w + 0.02), 0.32, -0.3], 0.24, 0.085, 100, {
        blend: 0.06,
        rotate: [0, side * -28, side * -165],
      });
      shape.capsule(
        'tail',
        M.body,
        [side * (w + 0.24), 0.36, -0.42],
        [side * (w + 0.17), 0.5 + lift, -0.4],
        0.085,
        0.075,
        { blend: 0.08 },
      );
      shape.sphere('tail', M.second, [side * (w + 0.17), 0.54 + lift, -0.4], 0.095, { blend: 0.03 });
    });
    shape.group(() => {
      shape.ellipsoid('head', M.body, [0, neck + 0.2, 0.12], [r * 1.08, r * 0.92, r * 0.92], { blend: 0.06 });
      shape.ellipsoid('head', M.body, [r * 0.62, neck + 0.06, 0.2], [0.2, 0.17, 0.2], {
        blend: 0.12,
        mirror: true,
      });
      const e = 1 + 0.25 * featureSize;
      const tilt = -16 - 10 * featureAngle;
      const ear = [r * 0.66, neck + 0.2 + r * 0.78, 0.08] as const;
      shape.cone('ear', M.body, ear, 0.2, 0.03, 0.24 * e, {
        blend: 0.05,
        mirror: true,
        rotate: [0, 0, tilt],
        round: 0.028,
      });
      shape.cone('ear', M.accent, [ear[0] - 0.005, ear[1] - 0.01, ear[2] + 0.085], 0.13, 0.02, 0.17 * e, {
        mirror: true,
        rotate: [-14, 0, tilt],
        round: 0.018,
      });
      face(shape, neck, r);
    });
  },
};

function face(shape: Parameters<ObjectModel['draw']>[0], neck: number, r: number): void {
  const front = 0.12 + r * 0.92;
  shape.group(() => {
    shape.ellipsoid('muzzle', M.ivory, [0.085, neck + 0.055, front - 0.06], [0.125, 0.1, 0.13], {
      mirror: true,
    });
    shape.ellipsoid('nose', M.accent, [0, neck + 0.135, front + 0.05], [0.055, 0.042, 0.045]);
    shape.ellipsoid('eye', M.lamplight, [0.185, neck + 0.27, front - 0.085], [0.095, 0.115, 0.06], {
      mirror: true,
      rotate: [0, 20, 0],
    });
    shape.ellipsoid('eye', M.gloss, [0.192, neck + 0.27, front - 0.05], [0.046, 0.095, 0.04], {
      mirror: true,
      rotate: [0, 20, 0],
    });
    shape.sphere('eye', M.ivory, [0.172, neck + 0.315, front - 0.012], 0.021, { mirror: true });
    for (const slope of [-0.05, 0.03, 0.11]) {
      shape.capsule(
        'whisker',
        M.charcoal,
        [0.16, neck + 0.045 + slope * 0.3, front + 0.015],
        [0.53, neck + slope * 1.6, front - 0.05],
        0.012,
        0.009,
        { mirror: true },
      );
    }
  });
}
