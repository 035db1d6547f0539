import { MATERIAL as M } from '../materials.ts';
import type { ObjectModel } from './model.ts';

/** A house, its door to the front: gabled roof, windows with bars, chimney. */
export const house: ObjectModel = {
  mapping: 'box',
  mappingRadius: 0.5,
  draw(shape, { plumpness, tallness, headSize, featureSize, featureAngle, variant }) {
    const w = 0.58 + 0.07 * plumpness;
    const h = 0.42 + 0.07 * tallness;
    const deep = 0.5;
    const rise = 0.56 + 0.12 * headSize;
    shape.box('body', M.body, [0, h, 0], [w, h, deep], { round: 0.04 });
    shape.prism('body', M.body, [0, 2 * h - 0.06, 0], w, rise * 0.92, deep, { round: 0.03 });
    shape.group(() => {
      const slope = Math.atan2(rise, w + 0.04);
      const long = Math.hypot(rise, w) / 2 + 0.12;
      const x = (w + 0.04) / 2 + 0.045;
      shape.box('roof', M.second, [x, 2 * h + rise / 2 + 0.005, 0], [long, 0.075, deep + 0.14], {
        mirror: true,
        rotate: [0, 0, (-slope * 180) / Math.PI],
        round: 0.06,
      });
    });
    const chimney = variant < 0.5 ? -1 : 1;
    shape.group(() => {
      const x = chimney * w * 0.55;
      shape.box('chimney', M.accent, [x, 2 * h + rise * 0.72, -0.1], [0.1, 0.34, 0.1], { round: 0.035 });
      shape.box('chimney', M.trim, [x, 2 * h + rise * 0.72 + 0.33, -0.1], [0.13, 0.05, 0.13], {
        round: 0.04,
      });
    });
    shape.group(() => {
      const x = featureAngle * w * 0.2;
      const z = deep + 0.01;
      const s = 0.13 + 0.025 * featureSize;
      shape.box('door', M.trim, [x, 0.27, z], [0.15, 0.28, 0.035], { round: 0.03 });
      shape.sphere('door', M.lamplight, [x + 0.09, 0.27, z + 0.045], 0.03);
      for (const side of [-1, 1]) pane(shape, [side * w * 0.66 + x * 0.3, h * 1.25, z], s, false);
      pane(shape, [0, 2 * h + rise * 0.3, z], s * 0.85, false);
    });
    for (const side of [-1, 1]) {
      shape.group(() => {
        for (const z of [-0.22, 0.22]) pane(shape, [side * (w + 0.01), h * 1.1, z], 0.12, true);
      });
    }
  },
};

function pane(
  shape: Parameters<ObjectModel['draw']>[0],
  at: readonly [number, number, number],
  s: number,
  side: boolean,
): void {
  const turn = side ? { rotate: [0, 90, 0] as const } : {};
  shape.box('window', M.ivory, at, [s + 0.035, s + 0.035, 0.022], { ...turn, round: 0.02 });
  const out = side ? Math.sign(at[0]) * 0.018 : 0;
  shape.box('window', M.glass, [at[0] + out, at[1], at[2] + (side ? 0 : 0.018)], [s, s, 0.02], {
    ...turn,
    round: 0.015,
  });
  shape.box('window', M.ivory, [at[0] + out * 1.6, at[1], at[2] + (side ? 0 : 0.03)], [0.016, s, 0.02], {
    ...turn,
    round: 0.01,
  });
}
