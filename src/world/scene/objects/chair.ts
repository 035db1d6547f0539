import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A chair: cushioned seat, four legs, a back of slats or a solid one. */
export const chair: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.46 + 0.06 * plumpness;
    const seat = 0.72 + 0.08 * tallness;
    const back = 0.5 + 0.09 * headSize;
    const lean = -6 - 5 * featureAngle;
    const r = 0.065 + 0.014 * featureSize;
    shape.box('seat', M.body, [0, seat, 0], [w, 0.1, w], { round: 0.09 });
    shape.group(() => {
      const y = seat + 0.1 + back;
      const z = -w + 0.05 + Math.sin((lean * Math.PI) / 180) * back;
      if (variant < 0.55)
        shape.box('backrest', M.body, [0, y + 0.04, z], [w * 0.96, back, 0.085], {
          round: 0.08,
          rotate: [lean, 0, 0],
        });
      else {
        shape.box('backrest', M.body, [0, y + back * 0.8, z - 0.05], [w, 0.16, 0.08], {
          round: 0.075,
          rotate: [lean, 0, 0],
        });
        shape.capsule(
          'backrest',
          M.accent,
          [w - 0.08, seat, -w + 0.08],
          [w - 0.08, y + back * 0.7, z - 0.04],
          r,
          r * 0.9,
          { mirror: true },
        );
        shape.capsule(
          'backrest',
          M.accent,
          [w * 0.3, seat, -w + 0.08],
          [w * 0.3, y + back * 0.7, z - 0.04],
          r * 0.7,
          r * 0.7,
          { mirror: true },
        );
      }
    });
    for (const z of [-1, 1]) {
      shape.group(() => {
        shape.capsule(
          'leg',
          M.second,
          [w - 0.1, seat - 0.06, z * (w - 0.1)],
          [w - 0.02, 0.05, z * (w - 0.02)],
          r * 1.15,
          r * 0.8,
          { mirror: true },
        );
        shape.sphere('leg', M.trim, [w - 0.02, 0.055, z * (w - 0.02)], r * 1.05, { mirror: true });
      });
    }
    shape.capsule(
      'leg',
      M.second,
      [w - 0.06, seat * 0.42, -w + 0.08],
      [w - 0.06, seat * 0.42, w - 0.08],
      r * 0.6,
      r * 0.6,
      { mirror: true },
    );
  },
};
