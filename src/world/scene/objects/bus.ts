import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';
import { wheel } from './wheel.ts';

/** A bus, driving to +x: long box, a row of windows, a door, a windscreen; some have two decks. */
export const bus: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const long = 1.05 + 0.1 * tallness;
    const wide = 0.4 + 0.04 * plumpness;
    const decks = variant > 0.72 ? 2 : 1;
    const high = (decks === 2 ? 0.62 : 0.46) + 0.04 * headSize;
    const r = 0.19 + 0.025 * featureSize;
    const y = 0.2 + high;
    shape.box('body', M.body, [0, y, 0], [long, high, wide], { round: 0.13 });
    shape.box('body', M.second, [0, 0.2 + 2 * high - 0.04, 0], [long - 0.06, 0.07, wide - 0.06], {
      round: 0.06,
    });
    const count = 4;
    const pitch = (1.5 * long) / count;
    for (const side of [-1, 1]) {
      shape.group(() => {
        for (let deck = 0; deck < decks; deck++) {
          const level = decks === 2 ? y - 0.14 + deck * 0.5 : y + 0.14;
          for (let i = 0; i < count; i++) {
            const x = -long * 0.84 + pitch * (i + 0.5);
            if (i === count - 1 && deck === 0 && side === 1) continue;
            shape.box('window', M.glass, [x, level, side * wide], [pitch * 0.4, 0.15, 0.022], {
              round: 0.02,
            });
          }
        }
        if (side === 1) {
          const x = -long * 0.84 + pitch * 3.5;
          shape.box(
            'door',
            M.accent,
            [x, y - 0.14 - (decks - 1) * 0.06, wide],
            [pitch * 0.38, high * 0.42 + 0.14, 0.03],
            { round: 0.025 },
          );
          shape.box('door', M.glass, [x, y - 0.04, wide + 0.02], [pitch * 0.24, 0.14, 0.025], {
            round: 0.02,
          });
        }
      });
    }
    shape.group(() => {
      shape.box(
        'window',
        M.glass,
        [long, decks === 2 ? y + 0.36 : y + 0.13, 0],
        [0.025, decks === 2 ? 0.15 : 0.19, wide * 0.8],
        { round: 0.022 },
      );
      if (decks === 2)
        shape.box('window', M.glass, [long, y - 0.14, 0], [0.025, 0.17, wide * 0.8], { round: 0.022 });
      for (const side of [-1, 1])
        shape.ellipsoid('headlight', M.lamplight, [long, 0.4, side * wide * 0.62], [0.04, 0.08, 0.08]);
    });
    shape.box('window', M.glass, [-long, y + 0.13, 0], [0.025, 0.16, wide * 0.7], { round: 0.022 });
    for (const end of [-1, 1])
      shape.box('bumper', M.trim, [end * (long - 0.01), 0.24, 0], [0.06, 0.055, wide * 0.98], {
        round: 0.05,
      });
    const spread = 0.58 + 0.05 * featureAngle;
    for (const x of [-long * spread, long * spread]) wheel(shape, x, r, wide);
  },
};
