import { describe, expect, it } from 'vitest';
import { quantile } from '#math/quantile';
import { drawScan, FACTOR_RANGES, MOST_NODULES } from '#world/volume/factors';
import { type Point, SIDE, voxelAt } from '#world/volume/grid';
import { lungMask } from '#world/volume/lung-mask';
import { LEAST_RADIUS } from '#world/volume/nodules';
import { type Scan, scan } from '#world/volume/phantom';
import { SCAN_SETS } from '#world/volume/sets';
import { LABEL, TISSUES, type Tissue } from '#world/volume/tissues';

const apart = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const scans = Array.from({ length: 40 }, (_, i) => scan(i + 1));
const balls = scans.flatMap(({ factors }) => scan(factors.seed, { nodules: 8 }).nodules);
const tissueAt = ({ labels, size }: Scan, ...[z, y, x]: Point): Tissue =>
  TISSUES[labels[voxelAt(size, Math.round(z), Math.round(y), Math.round(x))]!]!;

describe('a scan', () => {
  it('is the same again for a seed, and another for another', () => {
    const again = scan(1);
    expect(again.voxels).toEqual(scans[0]!.voxels);
    expect(again.labels).toEqual(scans[0]!.labels);
    expect(scans[1]!.nodules).not.toEqual(scans[0]!.nodules);
    expect(scans[1]!.voxels).not.toEqual(scans[0]!.voxels);
  });

  it('has greys from 0 to 1 and a label a voxel', () => {
    for (const { voxels, labels } of scans.slice(0, 8)) {
      expect(voxels).toHaveLength(SIDE ** 3);
      expect(labels).toHaveLength(SIDE ** 3);
      expect(voxels.every((grey) => grey >= 0 && grey <= 1)).toBe(true);
      expect(labels.every((label) => label < TISSUES.length)).toBe(true);
      for (const tissue of TISSUES) expect(labels.includes(LABEL[tissue]), tissue).toBe(true);
    }
  });

  it('has its organs where a chest has them', () => {
    for (const one of scans.slice(0, 10)) {
      expect(tissueAt(one, 0, 0, 0)).toBe('air');
      // The patient's left is at the greater x.
      expect(tissueAt(one, 26, 18, 28)).toBe('heart');
      expect(tissueAt(one, 44, 22, 14)).toBe('liver');
      expect(tissueAt(one, 12.5, 32, 23)).toBe('bone');
      expect(tissueAt(one, 3, 21, 23.5)).toBe('airway');
      const mean = (tissue: Tissue, axis: number) => {
        const stride = [SIDE * SIDE, SIDE, 1][axis]!;
        const places: number[] = [];
        one.labels.forEach((label, at) => {
          if (label === LABEL[tissue]) places.push(Math.floor(at / stride) % SIDE);
        });
        return places.reduce((sum, place) => sum + place, 0) / places.length;
      };
      expect(mean('spleen', 2)).toBeGreaterThan(mean('liver', 2));
      expect(mean('bone', 1)).toBeGreaterThan(mean('heart', 1));
    }
  });

  it('draws every factor from its range', () => {
    for (let seed = 0; seed < 300; seed++) {
      const factors = drawScan(seed);
      for (const [name, [low, high]] of Object.entries(FACTOR_RANGES)) {
        const value = factors[name as keyof typeof FACTOR_RANGES];
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
      expect(factors.nodules).toBeGreaterThanOrEqual(1);
      expect(factors.nodules).toBeLessThanOrEqual(MOST_NODULES);
    }
  });

  it('is drawn in less than 150 ms', () => {
    const spent = scans.slice(0, 7).map(({ factors }) => {
      const start = performance.now();
      scan(factors.seed);
      return performance.now() - start;
    });
    expect(quantile(spent.sort(), 0)).toBeLessThan(150);
  });
});

describe('what a reader changes', () => {
  it('noise changes the greys alone', () => {
    const quiet = scan(5, { noise: 0 });
    const loud = scan(5, { noise: 0.1 });
    expect(loud.labels).toEqual(quiet.labels);
    expect(loud.nodules).toEqual(quiet.nodules);
    const body = [...quiet.voxels.keys()].filter((at) => quiet.voxels[at]! > 0.4 && quiet.voxels[at]! < 0.6);
    const square = body.reduce((sum, at) => sum + (loud.voxels[at]! - quiet.voxels[at]!) ** 2, 0);
    expect(Math.sqrt(square / body.length)).toBeCloseTo(0.1, 2);
  });

  it('more nodules come to those that are there', () => {
    for (const seed of [1, 2, 3]) {
      const few = scan(seed, { nodules: 2 });
      const many = scan(seed, { nodules: 8 });
      expect(many.nodules).toHaveLength(8);
      expect(many.nodules.slice(0, 2)).toEqual(few.nodules);
      expect(many.vessels).toEqual(few.vessels);
    }
    const none = scan(1, { nodules: 0 });
    expect(none.labels.includes(LABEL.nodule)).toBe(false);
  });

  it('the radius is the nodules’ on average', () => {
    const radii = scans
      .slice(0, 12)
      .flatMap(({ factors }) => scan(factors.seed, { noduleRadius: 2, nodules: 6 }).nodules)
      .map(({ radius }) => radius);
    expect(radii.reduce((sum, radius) => sum + radius, 0) / radii.length).toBeCloseTo(2, 0);
    expect(new Set(radii).size).toBeGreaterThan(6);
  });
});

describe('nodules', () => {
  it('are all placed, in the lungs, clear of vessels and of each other', () => {
    for (const { nodules, vessels, factors } of scans) {
      expect(nodules).toHaveLength(factors.nodules);
      nodules.forEach((nodule, i) => {
        for (const { path, radii } of vessels) {
          path.forEach((point, k) => {
            expect(apart(point, nodule.centre)).toBeGreaterThan(nodule.radius + radii[k]! + 0.5);
          });
        }
        for (const other of nodules.slice(0, i)) {
          expect(apart(other.centre, nodule.centre)).toBeGreaterThan(other.radius + nodule.radius + 2);
        }
      });
    }
  });

  it('are labelled, every one, and nothing else is', () => {
    for (const one of scans) {
      for (const { centre } of one.nodules) expect(tissueAt(one, ...centre)).toBe('nodule');
      one.labels.forEach((label, at) => {
        if (label !== LABEL.nodule) return;
        const place: Point = [Math.floor(at / SIDE ** 2), Math.floor(at / SIDE) % SIDE, at % SIDE];
        expect(one.nodules.some(({ centre, radius }) => apart(centre, place) <= radius + 1e-6)).toBe(true);
      });
    }
  });

  it('have the grey of vessels', () => {
    const { voxels, labels, factors } = scan(4, { noise: 0 });
    const most = (tissue: Tissue) =>
      voxels.reduce((best, grey, at) => (labels[at] === LABEL[tissue] ? Math.max(best, grey) : best), 0);
    expect(most('nodule')).toBeCloseTo(factors.lungGrey + factors.contrast, 6);
    // At the root a vessel's edge lies on a mixed voxel.
    expect(most('vessel')).toBeCloseTo(most('nodule'), 1);
  });

  it('have the radii of vessels', () => {
    const own = Float64Array.from(balls, ({ radius }) => radius).sort();
    const tubes = Float64Array.from(
      scans.flatMap(({ vessels }) => vessels.flatMap(({ radii }) => radii)).filter((r) => r >= LEAST_RADIUS),
    ).sort();
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      expect(Math.abs(quantile(own, share) - quantile(tubes, share))).toBeLessThan(0.08);
    }
    expect(own[0]).toBeGreaterThanOrEqual(LEAST_RADIUS);
  });

  it('seldom sit on the lung’s surface', () => {
    const share = balls.filter(({ adherent }) => adherent).length / balls.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.15);
  });
});

describe('vessels', () => {
  it('cross an axial slice steeply for a good part of their length', () => {
    let [steep, all] = [0, 0];
    for (const { vessels } of scans) {
      for (const { path, radii } of vessels) {
        path.slice(1).forEach((point, i) => {
          const length = apart(point, path[i]!);
          if (radii[i + 1]! < LEAST_RADIUS) return;
          all += length;
          // Within 35°: the section is then an ellipse at most 1.22 times as long as it is wide.
          if (Math.abs(point[0] - path[i]![0]) > length * Math.cos((35 * Math.PI) / 180)) steep += length;
        });
      }
    }
    expect(steep / all).toBeGreaterThan(0.35);
    expect(all / scans.length).toBeGreaterThan(100);
  });

  it('branch: a vessel that leaves another is thinner, and one that ends runs out', () => {
    for (const { vessels } of scans.slice(0, 8)) {
      let branches = 0;
      for (const { path, radii } of vessels) {
        const ends = !vessels.some((other) => apart(other.path[0]!, path.at(-1)!) === 0);
        expect(radii.at(-1)! < 0.5 * radii[0]!).toBe(ends);
        const parent = vessels.find((other) => apart(other.path.at(-1)!, path[0]!) === 0);
        if (!parent) continue;
        branches++;
        expect(radii[0]).toBeLessThan(parent.radii[0]!);
      }
      expect(branches).toBeGreaterThan(8);
    }
  });
});

describe('the lungs’ mask', () => {
  it('holds every nodule and vessels, and no bright organ', () => {
    for (const one of scans.slice(0, 8)) {
      const mask = lungMask(one.labels, one.size);
      const inside = new Set([LABEL.lung, LABEL.vessel, LABEL.nodule]);
      expect(mask.some((on, at) => on === 1 && !inside.has(one.labels[at]!))).toBe(false);
      expect(mask.some((on, at) => on === 0 && one.labels[at] === LABEL.nodule)).toBe(false);
      expect(mask.some((on, at) => on === 1 && one.labels[at] === LABEL.vessel)).toBe(true);
      const brightest = one.voxels.reduce((best, grey, at) => (mask[at] ? Math.max(best, grey) : best), 0);
      expect(brightest).toBeLessThan(one.factors.lungGrey + one.factors.contrast + 5 * one.factors.noise);
    }
  });
});

describe('the sets', () => {
  it('share no scan', () => {
    const sets = Object.values(SCAN_SETS).sort((a, b) => a.first - b.first);
    sets.slice(1).forEach((set, i) => {
      expect(set.first).toBeGreaterThanOrEqual(sets[i]!.first + sets[i]!.scans);
    });
  });
});
