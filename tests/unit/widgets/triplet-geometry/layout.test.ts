import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance, tripletLoss, tripletZone } from '#math/triplet';
import { descend, followedSlopes } from '#widgets/triplet-geometry/descent';
import { overlap, placeLabels } from '#widgets/triplet-geometry/labels';
import {
  angleOfChord,
  lossOnCircle,
  type TripletModel,
  tripletLayout,
} from '#widgets/triplet-geometry/layout';
import { angleOf, onCircle, type Point, type Space, type Triplet } from '#widgets/triplet-geometry/points';
import { PRESETS, presetMargin, presetPoints } from '#widgets/triplet-geometry/presets';
import { surfaceStops, surfaceWedges } from '#widgets/triplet-geometry/surface';
import { insideView, zoomFor } from '#widgets/triplet-geometry/view';

const SIZE = { width: 540, height: 432 };
const PHONE = { width: 320, height: 320 };

function modelOf(points: Triplet, space: Space, margin = 0.5, surface = false): TripletModel {
  return {
    ...{ space, points, margin, surface },
    slope: followedSlopes(points, margin, space),
    next: descend(points, margin, 0.02, space),
    history: [points],
    zoom: space === 'plane' ? zoomFor([points]) : 1,
  };
}

const coordinate = fc.double({ min: -1.4, max: 1.4, noNaN: true });
const point = fc.tuple(coordinate, coordinate) as fc.Arbitrary<Point>;
const inPlane = fc.record({ anchor: point, positive: point, negative: point });
const angle = fc.integer({ min: -180, max: 180 }).map(onCircle);
const onTheCircle = fc.record({ anchor: angle, positive: angle, negative: angle });

describe('tripletLayout', () => {
  it('draws the circles of the zones to scale', () => {
    const { rings, scale, highest } = tripletLayout(
      modelOf(presetPoints('semi-hard', 'plane'), 'plane'),
      SIZE,
    );
    expect(scale).toBeCloseTo(540 / 3.2, 9);
    expect(rings.inner / scale).toBeCloseTo(0.6, 9);
    expect(rings.outer / scale).toBeCloseTo(Math.sqrt(0.86), 9);
    expect(highest).toBeCloseTo(0.86, 12);
  });

  it('puts every preset’s points and labels into the frame, no label on another', () => {
    for (const size of [SIZE, PHONE]) {
      for (const space of ['plane', 'circle'] as const) {
        for (const preset of PRESETS) {
          for (const surface of [false, true]) {
            const model = modelOf(presetPoints(preset, space), space, presetMargin(preset), surface);
            const { labels, points } = tripletLayout(model, size);
            for (const { x, y } of Object.values(points)) {
              expect(Math.min(x, y, size.width - x, size.height - y)).toBeGreaterThan(12);
            }
            for (const [i, label] of labels.entries()) {
              for (const other of labels.slice(i + 1)) {
                expect(overlap(label, other), `${space} ${preset} ${label.text}, ${other.text}`).toBe(false);
              }
            }
          }
        }
      }
    }
  });

  it('always shows both distances, inside the frame, and never one upon the other', () => {
    fc.assert(
      fc.property(fc.oneof(inPlane, onTheCircle), fc.boolean(), fc.boolean(), (points, circle, phone) => {
        const space = circle && Math.abs(Math.hypot(...points.anchor) - 1) < 1e-9 ? 'circle' : 'plane';
        const size = phone ? PHONE : SIZE;
        const { labels } = tripletLayout(modelOf(points, space), size);
        const distances = labels.filter(({ key }) => key === 'positive' || key === 'negative');
        expect(distances).toHaveLength(2);
        expect(overlap(distances[0]!, distances[1]!)).toBe(false);
        for (const { x, width } of labels) {
          expect(x - width / 2).toBeGreaterThanOrEqual(0);
          expect(x + width / 2).toBeLessThanOrEqual(size.width);
        }
      }),
    );
  });

  it('shows points in one place as rings, and names them together', () => {
    const { radii, labels, arrows } = tripletLayout(
      modelOf(presetPoints('collapsed', 'plane'), 'plane'),
      SIZE,
    );
    expect(radii).toEqual({ anchor: 20, positive: 16, negative: 12 });
    expect(labels.map(({ text }) => text)).toContain('A = P = N');
    expect(arrows).toEqual({ anchor: null, positive: null, negative: null });
  });

  it('draws arrows against the gradient: P towards A, N away from A', () => {
    const { arrows, points } = tripletLayout(modelOf(presetPoints('hard', 'plane'), 'plane'), SIZE);
    const towards = (role: 'positive' | 'negative') => {
      const { x1, y1, x2, y2 } = arrows[role]!;
      return (x2 - x1) * (points.anchor.x - x1) + (y2 - y1) * (points.anchor.y - y1);
    };
    expect(towards('positive')).toBeGreaterThan(0);
    expect(towards('negative')).toBeLessThan(0);
  });
});

describe('the zones on the circle', () => {
  it('have their borders where the loss says', () => {
    fc.assert(
      fc.property(onTheCircle, fc.double({ min: 0, max: 2, noNaN: true }), (points, margin) => {
        const { arcs } = tripletLayout(modelOf(points, 'circle', margin), SIZE);
        const total = arcs.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(total).toBeGreaterThan(359);
        expect(total).toBeLessThan(361);
        const dPositive = squaredDistance(points.anchor, points.positive);
        for (const { zone, from, to } of arcs) {
          if (to - from < 1) continue;
          const negative = onCircle((from + to) / 2);
          expect(tripletZone(dPositive, squaredDistance(points.anchor, negative), margin)).toBe(zone);
        }
      }),
    );
  });

  it('reach as far as their chord: 60° for a squared distance of 1, all round for more than 4', () => {
    expect(angleOfChord(1)).toBeCloseTo(60, 10);
    expect(angleOfChord(2)).toBeCloseTo(90, 10);
    expect(angleOfChord(4.5)).toBe(180);
  });
});

describe('the loss for every place of N', () => {
  it('on the circle is the triplet loss there', () => {
    fc.assert(
      fc.property(onTheCircle, fc.double({ min: 0, max: 2, noNaN: true }), (points, margin) => {
        const { anchor, positive, negative } = points;
        const loss = tripletLoss(
          squaredDistance(anchor, positive),
          squaredDistance(anchor, negative),
          margin,
        );
        expect(lossOnCircle(points, margin, angleOf(negative))).toBeCloseTo(loss, 9);
      }),
    );
  });

  it('in the plane falls from A to nothing at the border', () => {
    const stops = surfaceStops();
    expect(stops[0]).toMatchObject({ offset: 0, opacity: 0.9 });
    expect(stops.at(-1)).toMatchObject({ offset: 1, opacity: 0 });
    for (const [i, stop] of stops.slice(1).entries()) {
      expect(stop.opacity).toBeLessThanOrEqual(stops[i]!.opacity);
    }
  });

  it('is drawn nowhere when it is 0 everywhere', () => {
    const model = modelOf(presetPoints('collapsed', 'circle'), 'circle', 0, true);
    const { circle, highest } = tripletLayout(model, SIZE);
    expect(surfaceWedges(model, circle!, highest)).toEqual([]);
    const costly = { ...model, margin: 2 };
    expect(surfaceWedges(costly, circle!, 2).length).toBeGreaterThan(80);
  });
});

describe('placeLabels', () => {
  const around = { width: 200, height: 100, discs: [], lines: [] };
  const at = (id: string, x: number, y: number, cost = 0) => ({ id, x, y, cost });

  it('takes the next place when the first is taken, and leaves an optional label out when all are', () => {
    const wanted = [
      { key: 'one', text: 'one', optional: false, candidates: [at('a', 100, 50)] },
      { key: 'two', text: 'two', optional: true, candidates: [at('a', 100, 50), at('b', 100, 80, 1)] },
      { key: 'three', text: 'three', optional: true, candidates: [at('a', 100, 50), at('b', 100, 80)] },
    ];
    expect(placeLabels(wanted, around).map(({ key, id }) => `${key} ${id}`)).toEqual(['one a', 'two b']);
  });

  it('stays where it was when another place is only a little better', () => {
    const wanted = [
      { key: 'one', text: 'one', optional: false, candidates: [at('a', 50, 50), at('b', 150, 50, 0.2)] },
    ];
    expect(placeLabels(wanted, around)[0]!.id).toBe('a');
    expect(placeLabels(wanted, around, { one: 'b' })[0]!.id).toBe('b');
  });

  it('keeps clear of discs and lines, and within the frame', () => {
    const busy = {
      ...around,
      discs: [{ x: 50, y: 50, radius: 12 }],
      lines: [{ x1: 100, y1: 0, x2: 100, y2: 100 }],
    };
    const candidates = [at('disc', 50, 50), at('line', 100, 50), at('edge', 199, 50)];
    const [label] = placeLabels([{ key: 'one', text: 'one', optional: false, candidates }], busy);
    expect(label!.id).toBe('edge');
    expect(label!.x + label!.width / 2).toBeLessThanOrEqual(200);
  });
});

describe('the view', () => {
  it('zooms out by twos until all is seen', () => {
    expect(zoomFor([presetPoints('easy', 'plane')])).toBe(1);
    expect(zoomFor([{ anchor: [0, 0], positive: [2, 0], negative: [0, -1] }])).toBe(2);
    expect(zoomFor([{ anchor: [0, 0], positive: [50, 0], negative: [0, -50] }])).toBe(64);
  });

  it('brings a point that is dragged outside back to the edge', () => {
    const [x, y] = insideView([99, -99], 1);
    expect(x).toBeLessThan(1.6);
    expect(y).toBeGreaterThan(-1.28);
    expect(insideView([0.3, 0.2], 1)).toEqual([0.3, 0.2]);
  });
});
