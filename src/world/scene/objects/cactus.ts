import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A cactus in a pot: a column with one to three bent arms and a flower on top. */
export const cactus: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.3,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const r = 0.25 + 0.045 * plumpness;
    const top = 1.5 + 0.16 * tallness;
    shape.capsule('body', M.body, [0, 0.5, 0], [0, top, 0], r * 1.05, r * 0.95);
    const swing = variant < 0.5 ? 1 : -1;
    arm(shape, swing, 0.82 + 0.08 * featureAngle, r, 0.3 + 0.08 * featureSize);
    if (variant > 0.2) arm(shape, -swing, 1.04 - 0.1 * featureAngle, r, 0.24 + 0.06 * featureSize);
    shape.group(() => {
      const size = 0.1 + 0.025 * headSize;
      for (let i = 0; i < 5; i++) {
        const angle = (i * 72 * Math.PI) / 180;
        shape.ellipsoid(
          'petal',
          M.second,
          [Math.sin(angle) * size, top + r * 0.95 + 0.06, Math.cos(angle) * size],
          [size * 0.85, size * 0.75, size * 0.85],
          { blend: 0.015 },
        );
      }
      shape.sphere('petal', M.lamplight, [0, top + r * 0.95 + 0.1, 0], size * 0.7);
    });
    shape.group(() => {
      shape.cone('pot', M.trim, [0, 0.24, 0], 0.3, 0.42, 0.24, { round: 0.05 });
      shape.cone('pot', M.accent, [0, 0.46, 0], 0.46, 0.47, 0.075, { round: 0.055 });
      shape.cone('pot', M.charcoal, [0, 0.51, 0], 0.37, 0.37, 0.04, { round: 0.02 });
    });
  },
};

function arm(
  shape: Parameters<ObjectModel['draw']>[0],
  side: number,
  y: number,
  body: number,
  up: number,
): void {
  const x = body + 0.27;
  const r = body * 0.58;
  shape.group(() => {
    shape.capsule('arm', M.body, [side * body * 0.6, y - 0.03, 0], [side * x, y, 0], r, r, { blend: 0.06 });
    shape.capsule('arm', M.body, [side * x, y, 0], [side * (x + 0.01), y + up, 0], r, r * 0.95, {
      blend: 0.1,
    });
  });
}
