import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';
import { wheel } from './wheel.ts';

/** A small car, driving to +x: cabin with windows all round, wheels, headlights, bumpers. */
export const car: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, variant }) {
    const long = 0.92 + 0.08 * tallness;
    const wide = 0.4 + 0.04 * plumpness;
    const r = 0.21 + 0.03 * featureSize;
    const cab = 0.46 + 0.09 * headSize;
    const cabX = variant < 0.5 ? -0.1 : -0.22;
    const roofY = 0.98 + 0.05 * headSize;
    shape.box('body', M.body, [0, 0.44, 0], [long, 0.23, wide], { round: 0.15 });
    shape.ellipsoid('body', M.body, [long * 0.55, 0.56, 0], [0.42, 0.13, wide * 0.9], { blend: 0.08 });
    shape.group(() => {
      shape.box('window', M.glass, [cabX, 0.76, 0], [cab, 0.22, wide * 0.84], { round: 0.1 });
      shape.box('roof', M.second, [cabX, roofY, 0], [cab * 0.92, 0.075, wide * 0.82], {
        round: 0.07,
        blend: 0.02,
      });
      for (const x of [-cab * 0.9, 0.02, cab * 0.9]) {
        shape.box('roof', M.second, [cabX + x, 0.78, wide * 0.79], [0.05, 0.22, 0.06], {
          round: 0.04,
          blend: 0.02,
        });
        shape.box('roof', M.second, [cabX + x, 0.78, -wide * 0.79], [0.05, 0.22, 0.06], {
          round: 0.04,
          blend: 0.02,
        });
      }
    });
    for (const x of [-long * 0.6, long * 0.6]) wheel(shape, x, r, wide);
    for (const side of [-1, 1]) {
      shape.ellipsoid(
        'headlight',
        M.lamplight,
        [long - 0.03, 0.52, side * wide * 0.62],
        [0.06, 0.095, 0.095],
      );
      shape.ellipsoid('headlight', M.accent, [-long + 0.03, 0.52, side * wide * 0.66], [0.05, 0.07, 0.07]);
    }
    for (const end of [-1, 1])
      shape.box('bumper', M.trim, [end * (long - 0.02), 0.3, 0], [0.07, 0.06, wide * 0.98], { round: 0.055 });
  },
};
