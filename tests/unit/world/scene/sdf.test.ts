import { describe, expect, it } from 'vitest';
import { randomStream } from '#world/random';
import { trace } from '#world/scene/march';
import { OBJECT_MODELS } from '#world/scene/objects/models';
import { ShapeBuilder } from '#world/scene/sdf/builder';
import { evaluate } from '#world/scene/sdf/evaluate';
import {
  boxDistance,
  capsuleDistance,
  coneDistance,
  ellipsoidDistance,
  prismDistance,
  smoothMax,
  smoothMin,
  torusDistance,
} from '#world/scene/sdf/primitives';
import type { Program } from '#world/scene/sdf/program';
import { selectAll } from '#world/scene/sdf/select';
import { CLASS_NAMES } from '#world/scene/vocabulary';

const typical = { plumpness: 0, tallness: 0, headSize: 0, featureSize: 0, featureAngle: 0, variant: 0.4 };

function distanceAt(program: Program, x: number, y: number, z: number): number {
  program.state.set([x, y, z]);
  evaluate(program);
  return program.state[3]!;
}

describe('primitives, against distances worked by hand', () => {
  it('ellipsoid: exact on its axes, minus the least radius in the middle', () => {
    expect(ellipsoidDistance(3, 0, 0, 1, 0.5, 0.25)).toBeCloseTo(2, 12);
    expect(ellipsoidDistance(0, 5, 0, 1, 0.5, 0.25)).toBeCloseTo(3, 12);
    expect(ellipsoidDistance(0, 0, 3, 1, 0.5, 0.25)).toBeCloseTo(-1, 12);
    expect(ellipsoidDistance(0, 0, 0, 1, 0.5, 0.25)).toBe(-1);
  });

  it('box: faces, corners, inside; rounding only cuts the corners', () => {
    expect(boxDistance(3, 0, 0, 1, 1, 1, 0)).toBeCloseTo(2, 12);
    expect(boxDistance(4, 5, 1, 1, 1, 1, 0)).toBeCloseTo(5, 12);
    expect(boxDistance(0.5, 0, 0, 1, 2, 2, 0)).toBeCloseTo(-0.5, 12);
    expect(boxDistance(3, 0, 0, 1, 1, 1, 0.5)).toBeCloseTo(2, 12);
    expect(boxDistance(2, 2, 0, 1, 1, 1, 0.5)).toBeCloseTo(Math.sqrt(4.5) - 0.5, 12);
  });

  it('capsule: beside its middle, past its ends, tapered', () => {
    expect(capsuleDistance(1, 2, 0, 0, 4, 0, 0.5, 0.5)).toBeCloseTo(0.5, 12);
    expect(capsuleDistance(0, -2, 0, 0, 4, 0, 0.5, 0.25)).toBeCloseTo(1.5, 12);
    expect(capsuleDistance(0, 6, 0, 0, 4, 0, 0.5, 0.25)).toBeCloseTo(1.75, 12);
    expect(capsuleDistance(1, 2, 0, 0, 4, 0, 0.5, 0.25)).toBeCloseTo(0.625, 12);
  });

  it('cone: a cylinder when its radii agree, a slanted side when not', () => {
    expect(coneDistance(3, 0, 0, 1, 1, 2, 0)).toBeCloseTo(2, 12);
    expect(coneDistance(0, 5, 0, 1, 1, 2, 0)).toBeCloseTo(3, 12);
    expect(coneDistance(4, 6, 0, 1, 1, 2, 0)).toBeCloseTo(5, 12);
    expect(coneDistance(0, 0, 0, 1, 1, 2, 0)).toBeCloseTo(-1, 12);
    expect(coneDistance(2, 1, 0, 2, 0, 1, 0)).toBeCloseTo(Math.SQRT2, 12);
  });

  it('torus: whole ring and half ring', () => {
    expect(torusDistance(3, 0, 0, 0, -1, 2, 0.5)).toBeCloseTo(0.5, 12);
    expect(torusDistance(0, 0, 0, 0, -1, 2, 0.5)).toBeCloseTo(1.5, 12);
    expect(torusDistance(0, -2, 0, 1, 0, 2, 0.5)).toBeCloseTo(Math.sqrt(8) - 0.5, 12);
    expect(torusDistance(0, 2, 0, 1, 0, 2, 0.5)).toBeCloseTo(-0.5, 12);
  });

  it('prism: base, ends and slanted faces', () => {
    expect(prismDistance(0, -2, 0, 1, 1, 1, 0, 0)).toBeCloseTo(2, 12);
    expect(prismDistance(0, 0.2, 3, 1, 1, 1, 0, 0)).toBeCloseTo(2, 12);
    expect(prismDistance(1, 1, 0, 1, 1, 1, 0, 0)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(prismDistance(2, 0.5, 0, 1, 1, 1, 0, 1)).toBeCloseTo(1, 12);
  });

  it('smooth minimum and maximum: plain when far apart, a quarter of k deeper when equal', () => {
    expect(smoothMin(1, 3, 0.5)).toBe(1);
    expect(smoothMin(1, 1, 0.4)).toBeCloseTo(0.9, 12);
    expect(smoothMax(1, 1, 0.4)).toBeCloseTo(1.1, 12);
  });
});

describe('evaluate', () => {
  it('joins, mirrors, turns, cuts and carves', () => {
    const shape = new ShapeBuilder();
    shape.sphere('body', 0, [2, 0, 0], 1, { mirror: true });
    expect(distanceAt(shape.build(), -4, 0, 0)).toBeCloseTo(1, 12);

    const turned = new ShapeBuilder();
    turned.box('body', 0, [0, 0, 0], [2, 1, 1], { rotate: [0, 0, 90], round: 0 });
    expect(distanceAt(turned.build(), 0, 3, 0)).toBeCloseTo(1, 12);

    const cut = new ShapeBuilder();
    cut.sphere('body', 0, [0, 0, 0], 1, { cut: 0 });
    expect(distanceAt(cut.build(), 0, -2, 0)).toBeCloseTo(2, 12);

    const carved = new ShapeBuilder();
    carved.sphere('body', 0, [0, 0, 0], 2);
    carved.sphere('head', 1, [0, 0, 0], 1, { carve: true });
    expect(distanceAt(carved.build(), 0, 0, 0)).toBeCloseTo(1, 12);
    expect(distanceAt(carved.build(), 1.5, 0, 0)).toBeCloseTo(-0.5, 12);
  });

  it('labels with the part and material of the nearest primitive', () => {
    const shape = new ShapeBuilder();
    shape.sphere('body', 0, [0, 0, 0], 1, { blend: 0.1 });
    shape.sphere('head', 3, [0, 2, 0], 0.5, { blend: 0.1 });
    const program = shape.build();
    distanceAt(program, 0, 2.6, 0);
    expect([...program.label]).toEqual([1, 3]);
    distanceAt(program, 0, -1.2, 0);
    expect([...program.label]).toEqual([0, 0]);
  });
});

describe('objects', () => {
  it.each(CLASS_NAMES)('%s stands on or above the floor, inside its bounding sphere', (className) => {
    for (const extreme of [-1, 0, 1]) {
      for (const variant of [0, 0.5, 0.99]) {
        const shape = new ShapeBuilder();
        OBJECT_MODELS[className].draw(shape, {
          plumpness: extreme,
          tallness: extreme,
          headSize: extreme,
          featureSize: extreme,
          featureAngle: extreme,
          variant,
        });
        const program = shape.build();
        const [x, y, z, radius] = program.bound as unknown as [number, number, number, number];
        const random = randomStream(3);
        for (let i = 0; i < 400; i++) {
          const height = 2 * random() - 1;
          const turn = 2 * Math.PI * random();
          const wide = Math.sqrt(1 - height * height);
          const d = distanceAt(
            program,
            x + radius * wide * Math.cos(turn),
            y + radius * height,
            z + radius * wide * Math.sin(turn),
          );
          expect(d).toBeGreaterThan(0);
          expect(
            distanceAt(
              program,
              x + (2 * random() - 1) * radius,
              -0.07 - random() * 0.2,
              z + (2 * random() - 1) * radius,
            ),
          ).toBeGreaterThan(0);
        }
      }
    }
  });

  it('are hit at the same place whether a ray walks all primitives or only those that it can meet', () => {
    const origin = new Float64Array(3);
    const ray = new Float64Array(3);
    let hits = 0;
    for (const className of CLASS_NAMES) {
      const shape = new ShapeBuilder();
      OBJECT_MODELS[className].draw(shape, typical);
      const program = shape.build();
      const random = randomStream(11);
      for (let i = 0; i < 60; i++) {
        origin.set([(random() - 0.5) * 6, 1 + random() * 3, 6]);
        ray.set([
          program.bound[0]! + random() - 0.5 - origin[0]!,
          program.bound[1]! + random() - 0.5 - origin[1]!,
          program.bound[2]! + random() - 0.5 - origin[2]!,
        ]);
        const length = Math.hypot(...ray);
        for (let axis = 0; axis < 3; axis++) ray[axis]! /= length;
        const t = trace(program, origin, ray);
        if (t < 0) continue;
        hits++;
        selectAll(program);
        const d = distanceAt(
          program,
          origin[0]! + ray[0]! * t,
          origin[1]! + ray[1]! * t,
          origin[2]! + ray[2]! * t,
        );
        expect(Math.abs(d)).toBeLessThan(0.004);
      }
    }
    expect(hits).toBeGreaterThan(600);
  });
});
