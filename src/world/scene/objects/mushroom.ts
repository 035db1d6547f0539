import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A mushroom: a domed cap with raised spots, a thick stem with a skirt; some have a small sister. */
export const mushroom: ObjectModel = {
  mapping: 'cylinder',
  mappingRadius: 0.6,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    one(shape, 0, 0, 1, { plumpness, tallness, headSize, featureSize, featureAngle });
    if (variant > 0.55)
      one(shape, variant > 0.78 ? 0.62 : -0.62, 0.16, 0.48, {
        plumpness,
        tallness: -tallness,
        headSize,
        featureSize,
        featureAngle: -featureAngle,
      });
  },
};

function one(
  shape: Parameters<ObjectModel['draw']>[0],
  x: number,
  z: number,
  scale: number,
  v: { plumpness: number; tallness: number; headSize: number; featureSize: number; featureAngle: number },
): void {
  const w = (0.68 + 0.08 * v.headSize) * scale;
  const high = (0.52 + 0.08 * v.featureAngle) * scale;
  const y = (0.72 + 0.1 * v.tallness) * scale;
  const r = (0.24 + 0.045 * v.plumpness) * scale;
  shape.group(() => {
    shape.ellipsoid('cap', M.body, [x, y, z], [w, high, w], { cut: -0.07 * scale });
    shape.ellipsoid('cap', M.second, [x, y - 0.05 * scale, z], [w * 0.9, 0.09 * scale, w * 0.9]);
    const spot = (0.125 + 0.03 * v.featureSize) * scale;
    const places = [
      [0.1, 20],
      [0.62, 75],
      [0.55, -10],
      [0.66, -62],
      [0.6, 150],
      [0.62, 225],
      [0.93, 25],
      [0.95, -35],
      [0.93, 112],
    ];
    for (const [polar, turn] of places) {
      const a = polar! * 1.25;
      const b = (turn! * Math.PI) / 180;
      const [nx, ny, nz] = [Math.sin(a) * Math.sin(b), Math.cos(a), Math.sin(a) * Math.cos(b)];
      shape.ellipsoid('spot', M.ivory, [x + nx * w, y + ny * high, z + nz * w], [spot, spot * 0.4, spot], {
        rotate: [(a * 180 * Math.cos(b)) / Math.PI, 0, (-a * 180 * Math.sin(b)) / Math.PI],
      });
    }
  });
  shape.group(() => {
    shape.cone('stem', M.accent, [x, y / 2, z], r * 1.25, r * 0.85, y / 2 + 0.01, { round: 0.07 * scale });
    shape.ellipsoid('stem', M.accent, [x, 0.16 * scale, z], [r * 1.4, 0.16 * scale, r * 1.4], {
      blend: 0.1 * scale,
    });
    shape.ellipsoid('stem', M.trim, [x, y * 0.72, z], [r * 1.35, 0.06 * scale, r * 1.35], { blend: 0.03 });
  });
}
