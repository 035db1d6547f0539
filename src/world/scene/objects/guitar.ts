import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A guitar standing upright, its strings to the front: waisted body, sound hole, neck, pegs. */
export const guitar: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.53 + 0.05 * plumpness;
    const deep = 0.15;
    const waist = 0.78;
    const top = 1.68 + 0.12 * tallness;
    const upper = w * (0.74 + 0.06 * headSize);
    shape.cone('body', M.body, [0, w, 0], w, w, deep, { rotate: [90, 0, 0], round: 0.06 });
    shape.cone('body', M.body, [0, waist + 0.28, 0], upper, upper, deep, {
      rotate: [90, 0, 0],
      round: 0.06,
      blend: 0.16,
    });
    if (variant > 0.6) {
      shape.sphere('body', M.body, [upper * 0.95, waist + 0.56, 0], 0.2, { carve: true, blend: 0.04 });
    }
    shape.group(() => {
      shape.box(
        'neck',
        M.second,
        [0, (waist + top) / 2 + 0.2, 0.12],
        [0.078, (top - waist) / 2 - 0.02, 0.05],
        { round: 0.03 },
      );
      for (let i = 0; i < 4; i++)
        shape.box('neck', M.ivory, [0, waist + 0.52 + i * 0.19, 0.168], [0.074, 0.011, 0.012], {
          round: 0.008,
        });
    });
    shape.group(() => {
      const s = 1 + 0.12 * featureSize;
      shape.box('head', M.trim, [0, top + 0.27, 0.1], [0.135 * s, 0.17, 0.055], {
        round: 0.045,
        rotate: [-6 - 6 * featureAngle, 0, 0],
      });
      for (const dy of [-0.08, 0.03, 0.14])
        shape.sphere('head', M.ivory, [0.17 * s, top + 0.25 + dy, 0.1], 0.05, { mirror: true });
    });
    shape.group(() => {
      const hole = 0.155 + 0.02 * featureSize;
      shape.cone('hole', M.accent, [0, waist + 0.06, deep - 0.005], hole + 0.045, hole + 0.045, 0.02, {
        rotate: [90, 0, 0],
        round: 0.012,
      });
      shape.cone('hole', M.charcoal, [0, waist + 0.06, deep + 0.012], hole, hole, 0.014, {
        rotate: [90, 0, 0],
        round: 0.008,
      });
      shape.box('string', M.charcoal, [0, w * 0.62, deep + 0.02], [0.2, 0.045, 0.035], { round: 0.025 });
      for (const x of [0, 0.05]) {
        shape.capsule('string', M.ivory, [x, w * 0.62, deep + 0.055], [x, top + 0.14, 0.185], 0.012, 0.01, {
          mirror: x > 0,
        });
      }
    });
  },
};
