import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A tree: a crown of round clumps or of stacked cones, a flared trunk, fruit. */
export const tree: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.55,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const y = 0.75 + 0.1 * tallness;
    const w = 1 + 0.13 * plumpness;
    const big = 1 + 0.1 * headSize;
    const fruit = 0.075 + 0.02 * featureSize;
    if (variant < 0.3) {
      for (let i = 0; i < 3; i++) {
        shape.cone(
          'crown',
          M.body,
          [0, y + 0.12 + i * 0.4, 0],
          (0.66 - i * 0.15) * w,
          (0.3 - i * 0.11) * w,
          0.25 * big,
          { round: 0.08, blend: 0.05 },
        );
      }
      shape.sphere('crown', M.body, [0, y + 1.2, 0], 0.09, { blend: 0.12 });
    } else {
      shape.ellipsoid('crown', M.body, [0, y + 0.42, 0], [0.5 * w, 0.46 * big, 0.48 * w]);
      shape.sphere('crown', M.body, [0.34 * w, y + 0.22, 0.1], 0.33 * big, { blend: 0.05 });
      shape.sphere('crown', M.body, [-0.36 * w, y + 0.26, 0.04], 0.34 * big, { blend: 0.05 });
      shape.sphere('crown', M.body, [0.05, y + 0.74, 0.02], 0.34 * big, { blend: 0.05 });
      shape.sphere('crown', M.body, [0, y + 0.2, 0.32 * w], 0.31 * big, { blend: 0.05 });
      shape.sphere('crown', M.body, [0, y + 0.24, -0.32 * w], 0.32 * big, { blend: 0.05 });
    }
    shape.group(() => {
      const lean = 0.06 * featureAngle;
      shape.capsule('trunk', M.accent, [0, 0.06, 0], [lean, y + 0.15, 0], 0.15, 0.1);
      shape.cone('trunk', M.accent, [0, 0.07, 0], 0.26, 0.14, 0.07, { round: 0.05, blend: 0.1 });
      shape.capsule('trunk', M.accent, [lean, y - 0.28, 0], [lean + 0.26, y + 0.05, 0.05], 0.06, 0.05, {
        blend: 0.06,
      });
    });
    const spots =
      variant < 0.3
        ? [
            [0.45, 0.02, 0.42],
            [-0.5, 0.06, 0.32],
            [0.02, 0.0, 0.63],
            [-0.28, 0.4, 0.38],
            [0.3, 0.44, 0.34],
            [0.05, 0.78, 0.28],
            [0.6, 0, -0.1],
            [-0.58, 0, -0.2],
          ]
        : [
            [0.46, 0.28, 0.4],
            [-0.5, 0.3, 0.36],
            [0.02, 0.2, 0.64],
            [-0.24, 0.72, 0.32],
            [0.28, 0.66, 0.34],
            [-0.08, 0.5, 0.5],
            [0.66, 0.3, -0.05],
            [-0.68, 0.28, -0.1],
            [0.1, 0.4, -0.56],
          ];
    for (const [x, dy, z] of spots)
      shape.sphere('fruit', M.trim, [x! * w * 0.92, y + dy! + 0.02, z! * w * 0.92], fruit);
  },
};
