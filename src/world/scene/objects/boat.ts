import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A sailing boat, its bow to +x: rounded hull with a rail, portholes, mast, two sails, a pennant. */
export const boat: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const long = 0.82 + 0.08 * tallness;
    const wide = 0.34 + 0.05 * plumpness;
    const mast = 1.55 + 0.18 * headSize;
    const x = variant < 0.5 ? 0.04 : -0.08;
    shape.ellipsoid('hull', M.body, [0, 0.46, 0], [long, 0.46, wide], { rotate: [180, 0, 0], cut: 0 });
    shape.ellipsoid('hull', M.trim, [0, 0.46, 0], [long + 0.035, 0.1, wide + 0.035]);
    shape.ellipsoid('hull', M.ivory, [0, 0.5, 0], [long - 0.05, 0.09, wide - 0.04]);
    shape.group(() => {
      shape.capsule('mast', M.accent, [x, 0.45, 0], [x, mast, 0], 0.04, 0.034);
      shape.capsule('mast', M.accent, [x, 0.68, 0], [x - 0.62, 0.68, 0], 0.032, 0.026);
      const wave = featureAngle * 14;
      shape.prism('flag', M.trim, [x - 0.02, mast - 0.01, 0], 0.1, 0.32, 0.022, {
        rotate: [0, wave, 90],
        round: 0.012,
      });
      sail(shape, x - 0.06, 0.74, 0.6 + 0.08 * featureSize, mast - 0.95, -1, M.second);
      sail(shape, x + 0.06, 0.66, 0.5 + 0.08 * featureSize, mast - 1.0, 1, M.second);
    });
    for (const side of [-1, 1]) {
      shape.group(() => {
        for (const dx of [-0.32, 0, 0.32]) {
          shape.ellipsoid(
            'window',
            M.glass,
            [dx, 0.3, side * wide * 0.93 * Math.sqrt(1 - (dx / long) ** 2) * 0.94],
            [0.075, 0.075, 0.045],
          );
        }
      });
    }
  },
};

/** A right-angled sail beside the mast. */
function sail(
  shape: Parameters<ObjectModel['draw']>[0],
  x: number,
  y: number,
  width: number,
  height: number,
  side: number,
  material: number,
): void {
  shape.prism('sail', material, [x + (side * width) / 2, y, 0], width / 2, height, 0.045, {
    round: 0.035,
    tip: (-side * width) / 2,
  });
}
