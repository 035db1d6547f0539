import { type ScanFactors, stream } from './factors.ts';
import { MIDDLE, type Point, SIDE } from './grid.ts';
import type { Part } from './paint.ts';
import { ellipsoidDistance, type SignedDistance } from './shapes.ts';
import { bonesOf } from './skeleton.ts';
import { tubeOf } from './tube.ts';
import { scaled } from './vectors.ts';

export interface Anatomy {
  parts: Part[];
  /** Distance to the surface of the two lungs, negative in them. */
  lung: SignedDistance;
  /** Where vessels enter the right and the left lung. */
  roots: readonly [Point, Point];
}

/** Grey of each tissue, before noise; lungs, vessels and nodules have theirs from the factors. */
const GREY = {
  fat: 0.36,
  muscle: 0.52,
  heart: 0.58,
  blood: 0.64,
  liver: 0.62,
  spleen: 0.57,
  airway: 0.03,
  table: 0.3,
} as const;

/**
 * The organs of a torso: ellipsoids, as in the head phantom of Shepp and Logan (1974), and tubes. Lungs are what two
 * ellipsoids leave when the mediastinum, the heart and the two domes of the diaphragm are taken out.
 */
export function anatomyOf(factors: ScanFactors): Anatomy {
  const random = stream(factors.seed, 'organs');
  const vary = (spread: number) => spread * (2 * random() - 1);
  const wide = factors.bodyWidth;
  const deep = factors.bodyDepth;
  /** From usual places, given against the middle of the chest, to those of this chest. */
  const place = (z: number, y: number, x: number): Point => [z, 23 + y * deep, MIDDLE + x * wide];
  const size = (z: number, y: number, x: number): Point => [z, y * deep, x * wide];
  const shape = (centre: Point, radii: Point) => ellipsoidDistance({ centre, radii });

  const skin = shape(place(28, 0, 0), size(44, 17, 23));
  const heartAt = place(26.5 + vary(1), -5.2 + vary(0.6), 4 + vary(0.8));
  const heartSize = scaled(size(7.6, 6.6, 8), factors.heartSize);
  const heart = shape(heartAt, heartSize);
  const blood = shape([heartAt[0] + 0.4, heartAt[1], heartAt[2] + 1], scaled(heartSize, 0.6));
  const mediastinum = shape(place(19, -1, 0.4), size(26, 11.5, 4.4));
  const spineRoom = shape(place(24, 10, 0), size(60, 6.2, 4.8));
  const top = 46 - factors.diaphragm;
  const liver = shape(place(top + vary(0.8), -1, -9.5), size(14, 14, 12.5));
  const spleenDome = shape(place(top + 2 + vary(0.8), 0, 9.5), size(13.5, 13.5, 12));
  const right = shape(place(26, 0.6, -10.1), size(23.5, 13.2, 9));
  const left = shape(place(26, 0.6, 10.1), size(23.5, 13.2, 9));
  const inside = [heart, mediastinum, spineRoom, liver, spleenDome];
  const lung: SignedDistance = (z, y, x) => {
    let distance = x < MIDDLE ? right(z, y, x) : left(z, y, x);
    for (const organ of inside) distance = Math.max(distance, -organ(z, y, x));
    return distance;
  };
  const within = (organ: SignedDistance, room: SignedDistance, margin: number): SignedDistance => {
    return (z, y, x) => Math.max(organ(z, y, x), room(z, y, x) + margin);
  };
  const wall = factors.fat + 1.6;

  const parts: Part[] = [
    { tissue: 'table', grey: GREY.table, distance: tableDistance, from: [0, 39, 0], to: [47, 47, 47] },
    { tissue: 'fat', grey: GREY.fat, distance: skin },
    { tissue: 'muscle', grey: GREY.muscle, distance: (z, y, x) => skin(z, y, x) + factors.fat },
    { tissue: 'liver', grey: GREY.liver, distance: within(liver, skin, wall) },
    { tissue: 'spleen', grey: GREY.spleen, distance: within(spleenDome, skin, wall) },
    { tissue: 'lung', grey: factors.lungGrey, distance: lung },
    { tissue: 'heart', grey: GREY.heart, distance: heart },
    { tissue: 'heart', grey: GREY.blood, distance: blood },
    ...aorta(place),
    ...stomach(place, top),
    ...airways(place),
    ...bonesOf(place),
  ];
  return { parts, lung, roots: [place(20, -0.5, -4.6), place(19, -0.5, 5)] };
}

type Place = (z: number, y: number, x: number) => Point;

/** Up out of the heart, over in an arch, and down before the spine. */
function aorta(place: Place): Part[] {
  const path = [
    place(23, -5.5, 1),
    place(17, -5.5, -0.6),
    place(13, -3.5, 0.2),
    place(11.8, 0.5, 2),
    place(13.5, 4, 3.4),
    place(18, 5.6, 3.6),
    place(SIDE, 6.4, 2.2),
  ];
  return tubeOf(path, [1.9, 1.9, 1.9, 1.8, 1.7, 1.6, 1.4]).map((shape) => ({
    tissue: 'aorta',
    grey: GREY.blood,
    ...shape,
  }));
}

/** A bubble of air below the left dome of the diaphragm. */
function stomach(place: Place, top: number): Part[] {
  const distance = ellipsoidDistance({ centre: place(top - 5.5, -5, 10), radii: [2.6, 3, 4] });
  return [{ tissue: 'airway', grey: GREY.airway, distance }];
}

function airways(place: Place): Part[] {
  const fork = place(17, 0.5, 0.2);
  const tubes = [
    ...tubeOf([place(-1, -2.5, 0), place(8, -0.8, 0.2), fork], [1.25, 1.25, 1.25]),
    ...tubeOf([fork, place(19.5, 0.8, -3.8)], [1.1, 0.9]),
    ...tubeOf([fork, place(20, 0.8, 4.2)], [1, 0.8]),
  ];
  return tubes.map((shape) => ({ tissue: 'airway', grey: GREY.airway, ...shape }));
}

/** The curved board that the patient lies on. */
const tableDistance: SignedDistance = (_z, y, x) => {
  const middle = 43.2 - ((x - MIDDLE) / 16) ** 2 * 1.6;
  return Math.max(Math.abs(y - middle) - 0.55, Math.abs(x - MIDDLE) - 20);
};
