import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A sitting rabbit: tall ears (one may be bent), big hind feet, a ball of a tail, two teeth. */
export const rabbit: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.48,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.44 + 0.07 * plumpness;
    const y = 1.06 + 0.1 * tallness;
    const r = 0.39 + 0.04 * headSize;
    shape.ellipsoid('body', M.body, [0, 0.46, -0.04], [w, 0.46, w * 0.95]);
    shape.ellipsoid('body', M.second, [0, 0.46, 0.13], [w * 0.7, 0.37, w * 0.72], { blend: 0.02 });
    shape.sphere('tail', M.ivory, [0, 0.3, -w - 0.1], 0.17, { blend: 0.03 });
    shape.group(() => {
      shape.ellipsoid('leg', M.body, [0.27, 0.1, 0.3], [0.155, 0.105, 0.32], {
        mirror: true,
        blend: 0.04,
        rotate: [0, 12, 0],
      });
      shape.capsule('leg', M.body, [0.25, 0.68, 0.3], [0.13, 0.5, 0.47], 0.095, 0.085, {
        mirror: true,
        blend: 0.05,
      });
    });
    shape.group(() => {
      shape.ellipsoid('head', M.body, [0, y, 0.1], [r * 1.04, r, r * 0.96], { blend: 0.08 });
      shape.ellipsoid('head', M.body, [0.17, y - 0.13, 0.24], [0.18, 0.15, 0.17], {
        mirror: true,
        blend: 0.08,
      });
      const front = 0.1 + r * 0.96;
      shape.group(() => {
        shape.ellipsoid('muzzle', M.ivory, [0.065, y - 0.1, front + 0.0], [0.095, 0.08, 0.09], {
          mirror: true,
        });
        shape.box('muzzle', M.ivory, [0, y - 0.2, front + 0.02], [0.045, 0.06, 0.03], { round: 0.018 });
        shape.ellipsoid('nose', M.accent, [0, y - 0.045, front + 0.085], [0.05, 0.036, 0.04]);
        shape.ellipsoid('eye', M.gloss, [0.175, y + 0.06, front - 0.055], [0.062, 0.085, 0.055], {
          mirror: true,
        });
        shape.sphere('eye', M.ivory, [0.158, y + 0.095, front - 0.008], 0.02, { mirror: true });
      });
      const long = 0.34 + 0.07 * featureSize;
      const lean = -9 - 8 * featureAngle;
      const base = y + r * 0.7;
      ear(shape, 1, base, long, lean);
      if (variant < 0.7) ear(shape, -1, base, long, -lean);
      else bentEar(shape, base, long, -lean);
    });
  },
};

type Builder = Parameters<ObjectModel['draw']>[0];

function ear(shape: Builder, side: number, base: number, long: number, lean: number): void {
  const radians = (lean * Math.PI) / 180;
  const x = side * 0.17 - Math.sin(radians) * long;
  const y = base + Math.cos(radians) * long;
  shape.group(() => {
    shape.ellipsoid('ear', M.body, [x, y, 0.05], [0.125, long + 0.08, 0.085], {
      blend: 0.04,
      rotate: [0, 0, lean],
    });
    shape.ellipsoid('ear', M.accent, [x, y, 0.105], [0.07, long - 0.05, 0.045], { rotate: [0, 0, lean] });
  });
}

function bentEar(shape: Builder, base: number, long: number, lean: number): void {
  const radians = (lean * Math.PI) / 180;
  const x = -0.17 - Math.sin(radians) * long * 0.55;
  const y = base + Math.cos(radians) * long * 0.55;
  shape.group(() => {
    shape.ellipsoid('ear', M.body, [x, y, 0.05], [0.12, long * 0.66, 0.085], {
      blend: 0.04,
      rotate: [0, 0, lean],
    });
    shape.ellipsoid('ear', M.accent, [x, y, 0.105], [0.066, long * 0.5, 0.045], { rotate: [0, 0, lean] });
    shape.ellipsoid('ear', M.body, [x - 0.16, y + long * 0.42, 0.1], [0.12, long * 0.5, 0.08], {
      blend: 0.06,
      rotate: [18, 0, 112],
    });
  });
}
