import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A flower in a pot: a disc of petals that faces the front, a domed centre, a stem, two leaves. */
export const flower: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const y = 1.42 + 0.12 * tallness;
    const count = 5 + Math.floor(variant * 4);
    const centre = 0.2 + 0.04 * headSize;
    const long = 0.25 + 0.035 * featureSize;
    const broad = Math.min(0.2, ((centre + long) * Math.PI) / count) * (1 + 0.1 * plumpness);
    const pitch = -12 - 12 * featureAngle;
    const tilt = (pitch * Math.PI) / 180;
    shape.group(() => {
      for (let i = 0; i < count; i++) {
        const angle = ((i + 0.5 * (count % 2)) / count) * 360;
        const radians = (angle * Math.PI) / 180;
        const out = centre + long * 0.72;
        const px = -Math.sin(radians) * out;
        const py = Math.cos(radians) * out;
        shape.ellipsoid(
          'petal',
          M.body,
          [px, y + py * Math.cos(tilt), 0.1 + py * Math.sin(tilt)],
          [broad, long, 0.075],
          {
            rotate: [pitch, 0, angle],
            blend: 0.015,
          },
        );
      }
    });
    shape.ellipsoid('centre', M.second, [0, y - Math.sin(tilt) * 0.05, 0.15], [centre, centre, 0.13], {
      rotate: [pitch, 0, 0],
    });
    shape.group(() => {
      shape.capsule('stem', M.accent, [0, 0.4, 0], [0.03, y, 0.03], 0.055, 0.045);
      shape.ellipsoid('leaf', M.accent, [0.25, 0.78, 0.04], [0.28, 0.05, 0.13], {
        rotate: [12, 0, 32],
        blend: 0.03,
      });
      shape.ellipsoid('leaf', M.accent, [-0.24, 0.68, 0.04], [0.26, 0.05, 0.13], {
        rotate: [12, 0, -36],
        blend: 0.03,
      });
    });
    shape.group(() => {
      shape.cone('pot', M.trim, [0, 0.24, 0], 0.24, 0.34, 0.24, { round: 0.04 });
      shape.cone('pot', M.trim, [0, 0.46, 0], 0.38, 0.39, 0.065, { round: 0.045 });
      shape.cone('pot', M.charcoal, [0, 0.5, 0], 0.3, 0.3, 0.04, { round: 0.02 });
    });
  },
};
