import { Accessories } from './accessories.ts';
import { BeardLayer } from './beard.ts';
import type { Conditions } from './conditions.ts';
import { Hair } from './hair.ts';
import { Head } from './head.ts';
import type { Identity } from './identity.ts';

const MAX_STEPS = 48;
const HIT = 0.004;
/** Part of the distance that a step takes: displaced surfaces overstate distances. */
const STEP = 0.86;
const SHADOW_AT = [0.05, 0.1, 0.17, 0.27, 0.42, 0.65, 1];
const SHADOW_SHARPNESS = 6;

/** What a surface belongs to. */
export const PART = { skin: 0, hair: 1, glasses: 2, hat: 3, clothes: 4 } as const;

/** Everything before the background, as one signed distance field in head axes. */
export class FaceField {
  readonly head: Head;
  readonly hair: Hair;
  readonly beard: BeardLayer;
  readonly accessories: Accessories;
  /** Distances of skin, hair, glasses, hat and clothes where `distance` was last evaluated; 9 if far. */
  readonly parts: Float64Array = new Float64Array(5);
  private readonly hasGlasses: boolean;
  private readonly hasHat: boolean;

  constructor(identity: Identity, conditions: Conditions) {
    this.head = new Head(identity, conditions);
    this.hair = new Hair(this.head, identity, conditions);
    this.beard = new BeardLayer(this.head, identity);
    this.accessories = new Accessories(this.head, conditions);
    this.hasGlasses = conditions.glasses !== 'none';
    this.hasHat = conditions.hat !== 'none';
  }

  distance(x: number, y: number, z: number): number {
    const { head, hair, parts } = this;
    const ax = x < 0 ? -x : x;
    const base = head.base(ax, y, z);
    let skin = head.skin(base, ax, y, z);
    if (this.beard.thick > 0 && skin < 0.35 && base < 0.45) skin -= this.beard.layer(ax, y, z, x);
    parts[0] = skin;
    let d = skin;
    if (!hair.bald) {
      const h = hair.distance(base, x, ax, y, z);
      parts[1] = h;
      if (h < d) d = h;
    } else parts[1] = 9;
    parts[2] = 9;
    parts[3] = 9;
    if (this.hasGlasses) {
      const g = this.accessories.glassesDistance(ax, y, z);
      parts[2] = g;
      if (g < d) d = g;
    }
    if (this.hasHat) {
      const h = this.accessories.hatDistance(ax, y, z);
      parts[3] = h;
      if (h < d) d = h;
    }
    const c = this.accessories.clothesDistance(x, y, z);
    parts[4] = c;
    return Math.min(c, d);
  }

  /**
   * Follows a ray by sphere tracing.
   *
   * @returns distance along the ray to the surface, or −1 where it misses
   */
  trace(origin: Float64Array, ray: Float64Array): number {
    const ox = origin[0]!;
    const oy = origin[1]!;
    const oz = origin[2]!;
    const dx = ray[0]!;
    const dy = ray[1]!;
    const dz = ray[2]!;
    // From the sphere around head, hair and shoulders.
    const cy = oy + 0.35;
    const cz = oz + 0.1;
    const b = ox * dx + cy * dy + cz * dz;
    const room = b * b - (ox * ox + cy * cy + cz * cz - 3.2);
    if (room <= 0) return -1;
    const half = Math.sqrt(room);
    let t = -b - half;
    const end = -b + half * 0.6;
    let d = 1;
    for (let step = 0; step < MAX_STEPS && t < end; step++) {
      d = this.distance(ox + dx * t, oy + dy * t, oz + dz * t);
      if (d < HIT) return t + d;
      t += d * STEP;
    }
    // A ray that grazes a surface to the end of its steps has met it.
    return d < 0.03 ? t : -1;
  }

  /**
   * Unit normal by forward differences.
   *
   * @param d the distance at the place itself
   */
  normal(x: number, y: number, z: number, d: number, out: Float64Array): void {
    const e = 0.006;
    const nx = this.distance(x + e, y, z) - d;
    const ny = this.distance(x, y + e, z) - d;
    const nz = this.distance(x, y, z + e) - d;
    const scale = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    out[0] = nx * scale;
    out[1] = ny * scale;
    out[2] = nz * scale;
  }

  /**
   * How much of the lamp a point sees, 0 to 1: as Quilez's "Soft shadows in raymarched SDFs", but at fixed places
   * along the ray, so that the penumbra has no steps.
   */
  shadow(x: number, y: number, z: number, light: Float64Array): number {
    const lx = light[0]!;
    const ly = light[1]!;
    const lz = light[2]!;
    let seen = 1;
    for (let step = 0; step < SHADOW_AT.length; step++) {
      const t = SHADOW_AT[step]!;
      const d = this.distance(x + lx * t, y + ly * t, z + lz * t);
      const share = 0.5 + (0.5 * SHADOW_SHARPNESS * d) / t;
      if (share < seen) seen = share;
      if (seen <= 0) return 0;
    }
    return seen * seen * (3 - 2 * seen);
  }

  /** Ambient occlusion: 0.2 (buried) to 1 (open). */
  openness(x: number, y: number, z: number, n: Float64Array): number {
    const near = this.distance(x + 0.07 * n[0]!, y + 0.07 * n[1]!, z + 0.07 * n[2]!) / 0.07;
    const far = this.distance(x + 0.24 * n[0]!, y + 0.24 * n[1]!, z + 0.24 * n[2]!) / 0.24;
    const open = 1 - 0.36 * (1 - Math.min(1, Math.max(0, near))) - 0.46 * (1 - Math.min(1, Math.max(0, far)));
    return Math.max(open, 0.2);
  }
}
