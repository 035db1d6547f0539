import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A toy aeroplane in the air, its nose to +x: stubby fuselage, wings, tail, propeller, wheels. */
export const plane: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.4,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const long = 0.82 + 0.08 * tallness;
    const r = 0.31 + 0.035 * plumpness;
    const y = 1.0;
    shape.capsule('body', M.body, [long * 0.62, y, 0], [-long, y + 0.07, 0], r, 0.09);
    shape.ellipsoid('body', M.body, [long * 0.35, y, 0], [0.62, r * 1.06, r * 1.06], { blend: 0.08 });
    shape.group(() => {
      const dihedral = 5 + 5 * featureAngle;
      const span = 0.5 + 0.07 * featureSize;
      const level = variant < 0.3 ? y + r * 0.85 : y - r * 0.35;
      for (const side of [-1, 1]) {
        shape.ellipsoid(
          'wing',
          M.second,
          [long * 0.2, level + 0.05, side * span],
          [0.29, 0.06, span + 0.14],
          {
            blend: 0.04,
            rotate: [-side * dihedral, 0, 0],
          },
        );
      }
    });
    shape.group(() => {
      shape.ellipsoid('tail', M.accent, [-long + 0.02, y + 0.1, 0], [0.16, 0.035, 0.36], { blend: 0.03 });
      shape.ellipsoid('tail', M.accent, [-long - 0.05, y + 0.3, 0], [0.13, 0.27 + 0.03 * featureSize, 0.04], {
        blend: 0.03,
        rotate: [0, 0, 20],
      });
    });
    shape.group(() => {
      const s = 0.24 + 0.03 * headSize;
      shape.ellipsoid('window', M.glass, [long * 0.4, y + r * 0.8, 0], [s * 1.25, s * 0.85, r * 0.72], {
        rotate: [0, 0, -6],
      });
    });
    for (const side of [-1, 1]) {
      shape.group(() => {
        for (const dx of [-0.05, -0.27, -0.49])
          shape.ellipsoid(
            'window',
            M.glass,
            [dx, y + 0.08, side * (r * 0.72 + dx * 0.15)],
            [0.07, 0.075, 0.05],
          );
      });
    }
    shape.group(() => {
      const nose = long * 0.62 + r;
      shape.ellipsoid('propeller', M.trim, [nose + 0.02, y, 0], [0.11, 0.1, 0.1]);
      const turn = 180 * variant;
      shape.ellipsoid('propeller', M.charcoal, [nose + 0.05, y, 0], [0.03, 0.4, 0.075], {
        rotate: [turn, 0, 0],
      });
    });
    shape.group(() => {
      for (const side of [-1, 1]) {
        shape.capsule(
          'wheel',
          M.trim,
          [long * 0.34, y - r * 0.8, side * 0.12],
          [long * 0.34, y - r - 0.17, side * 0.24],
          0.035,
        );
        shape.cone('wheel', M.charcoal, [long * 0.34, y - r - 0.18, side * 0.27], 0.12, 0.12, 0.06, {
          rotate: [90, 0, 0],
          round: 0.05,
        });
      }
    });
  },
};
