import { PART_NAMES, type PartName } from '../vocabulary.ts';
import { boundingSphere } from './bounds.ts';
import { type Entry, groupBound, setInfluence } from './group.ts';
import { FLAG, FLOATS, INTS, KIND, type Program } from './program.ts';
import { selectAll } from './select.ts';

export type Vector = readonly [number, number, number];

export interface PrimitiveOptions {
  /** Length over which the primitive melts into what came before; 0 leaves a crease. */
  blend?: number;
  /** Also draw its mirror image at -x. */
  mirror?: boolean;
  /** Turn in degrees about x, then y, then z, about the primitive's own centre. */
  rotate?: Vector;
  /** Keep only what lies above this height of the primitive's own y axis. */
  cut?: number;
  /** Keep only a skin of twice this thickness, inside the surface. */
  shell?: number;
  /** Take the primitive away from what came before. */
  carve?: boolean;
  /** Radius of rounded edges (box, cone, prism). */
  round?: number;
  /** How far the tip of a prism stands off the middle of its base. */
  tip?: number;
}

/** Collects primitives into a `Program`. Object axes: +y up from the floor at y = 0, +z the front. */
export class ShapeBuilder {
  private readonly entries: Entry[] = [];

  sphere(
    part: PartName,
    material: number,
    centre: Vector,
    radius: number,
    options: PrimitiveOptions = {},
  ): void {
    this.push(KIND.sphere, part, material, centre, radius, [radius], options);
  }

  ellipsoid(
    part: PartName,
    material: number,
    centre: Vector,
    radii: Vector,
    options: PrimitiveOptions = {},
  ): void {
    this.push(
      KIND.ellipsoid,
      part,
      material,
      centre,
      Math.max(...radii),
      radii.map((radius) => 1 / radius),
      options,
    );
  }

  /** `half`: outer half sizes, rounding included. */
  box(part: PartName, material: number, centre: Vector, half: Vector, options: PrimitiveOptions = {}): void {
    this.push(
      KIND.box,
      part,
      material,
      centre,
      Math.hypot(...half),
      [...half, options.round ?? 0.04],
      options,
    );
  }

  capsule(
    part: PartName,
    material: number,
    from: Vector,
    to: Vector,
    radiusFrom: number,
    radiusTo = radiusFrom,
    options: PrimitiveOptions = {},
  ): void {
    const axis = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const;
    const centre = [(to[0] + from[0]) / 2, (to[1] + from[1]) / 2, (to[2] + from[2]) / 2] as const;
    const bound = Math.hypot(...axis) / 2 + Math.max(radiusFrom, radiusTo);
    this.push(KIND.capsule, part, material, centre, bound, [...axis, radiusFrom, radiusTo], options);
  }

  /** A frustum about its own y axis; equal radii give a cylinder. */
  cone(
    part: PartName,
    material: number,
    centre: Vector,
    radiusBottom: number,
    radiusTop: number,
    halfHeight: number,
    options: PrimitiveOptions = {},
  ): void {
    const bound = Math.hypot(Math.max(radiusBottom, radiusTop), halfHeight);
    const round = options.round ?? 0.03;
    this.push(
      KIND.cone,
      part,
      material,
      centre,
      bound,
      [radiusBottom, radiusTop, halfHeight, round],
      options,
    );
  }

  /** An arc of a ring in its own xy plane, symmetric about +y; `halfOpening` 180° is the whole ring. */
  torus(
    part: PartName,
    material: number,
    centre: Vector,
    major: number,
    minor: number,
    halfOpening = 180,
    options: PrimitiveOptions = {},
  ): void {
    const angle = (halfOpening * Math.PI) / 180;
    this.push(
      KIND.torus,
      part,
      material,
      centre,
      major + minor,
      [Math.sin(angle), Math.cos(angle), major, minor],
      options,
    );
  }

  /** A gable: triangle with half width and height in its own xy plane, base at its centre's y. */
  prism(
    part: PartName,
    material: number,
    centre: Vector,
    halfWidth: number,
    height: number,
    halfDepth: number,
    options: PrimitiveOptions = {},
  ): void {
    const tip = Math.hypot(height, options.tip ?? 0);
    const bound = Math.hypot(Math.max(halfWidth, tip), halfDepth);
    this.push(
      KIND.prism,
      part,
      material,
      centre,
      bound,
      [halfWidth, height, halfDepth, options.round ?? 0.04, options.tip ?? 0],
      options,
    );
  }

  /** Adds what `draw` adds, behind one bounding sphere, so that far points skip it at once. */
  group(draw: () => void): void {
    const start = this.entries.length;
    this.entries.push({ ints: [KIND.group, 0, 0, 0], floats: new Array(FLOATS).fill(0) });
    draw();
    const inside = this.entries.slice(start + 1);
    const header = this.entries[start]!;
    const bound = groupBound(inside);
    header.ints[1] = bound.mirror ? FLAG.mirror : 0;
    header.ints[2] = inside.length;
    header.floats.splice(0, 5, ...bound.centre, bound.radius, bound.blend);
  }

  /** @returns the finished program */
  build(): Program {
    setInfluence(this.entries);
    const count = this.entries.length;
    const ints = new Int32Array(count * INTS);
    const floats = new Float64Array(count * FLOATS);
    this.entries.forEach((entry, i) => {
      ints.set(entry.ints, i * INTS);
      floats.set(entry.floats, i * FLOATS);
    });
    const program: Program = {
      count,
      ints,
      floats,
      state: new Float64Array(4),
      label: new Int32Array(2),
      selected: new Int32Array(count + 1),
      span: new Float64Array(2),
      bound: boundingSphere(ints, floats),
    };
    selectAll(program);
    return program;
  }

  private push(
    kind: number,
    part: PartName,
    material: number,
    centre: Vector,
    bound: number,
    parameters: number[],
    options: PrimitiveOptions,
  ): void {
    const { blend = 0, mirror, rotate, cut, shell, carve } = options;
    let flags = 0;
    if (mirror) flags |= FLAG.mirror;
    if (rotate) flags |= FLAG.rotated;
    if (cut !== undefined) flags |= FLAG.cut;
    if (shell !== undefined) flags |= FLAG.shell;
    if (carve) flags |= FLAG.carve;
    const floats: number[] = new Array(FLOATS).fill(0);
    const put = (values: readonly number[], offset: number) => {
      values.forEach((value, i) => {
        floats[offset + i] = value;
      });
    };
    put([...centre, bound, blend], 0);
    put(rotationRows(rotate ?? [0, 0, 0]), 5);
    put(parameters, 14);
    put([cut ?? 0, shell ?? 0], 21);
    this.entries.push({ ints: [kind, flags, PART_NAMES.indexOf(part), material], floats });
  }
}

/** Rows of the inverse of a turn (degrees about x, then y, then z): object axes to local axes. */
function rotationRows(degrees: Vector): number[] {
  const [x, y, z] = degrees.map((angle) => (angle * Math.PI) / 180) as [number, number, number];
  const [cx, sx, cy, sy, cz, sz] = [
    Math.cos(x),
    Math.sin(x),
    Math.cos(y),
    Math.sin(y),
    Math.cos(z),
    Math.sin(z),
  ];
  return [
    cz * cy,
    sz * cy,
    -sy,
    cz * sy * sx - sz * cx,
    sz * sy * sx + cz * cx,
    cy * sx,
    cz * sy * cx + sz * sx,
    sz * sy * cx - cz * sx,
    cy * cx,
  ];
}
