import { ellipsoidDistance, smoothMax, smoothMin } from '../scene/sdf/primitives.ts';
import type { Conditions } from './conditions.ts';
import type { Head } from './head.ts';
import { segment } from './shapes.ts';

/** Glasses, hat and top: what is no part of the person. */
export class Accessories {
  readonly glasses: Conditions['glasses'];
  readonly hat: Conditions['hat'];
  private readonly head: Head;
  private readonly frontZ: number;
  private readonly bridgeZ: number;
  private readonly lens: number;
  private readonly cosBody: number;
  private readonly sinBody: number;

  constructor(head: Head, q: Conditions) {
    this.head = head;
    this.glasses = q.glasses;
    this.hat = q.hat;
    this.frontZ = head.eyeZ + head.eyeR + 0.1;
    this.bridgeZ = Math.max(this.frontZ + 0.02, head.rootZ + 0.09);
    this.lens = 0.205;
    // The shoulders follow the head's turn half.
    const turn = -0.55 * q.yaw * (Math.PI / 180);
    this.cosBody = Math.cos(turn);
    this.sinBody = Math.sin(turn);
  }

  glassesDistance(ax: number, y: number, z: number): number {
    const { head, frontZ, lens } = this;
    if (y > 0.4 || y < -0.4) return Math.max(y - 0.26, -0.28 - y);
    const gx = ax - head.eyeX - 0.01;
    const gy = y - head.eyeY + 0.02;
    const gz = z - frontZ + 0.35 * Math.max(0, ax - 0.3) * ax;
    let flat: number;
    if (this.glasses === 'round') flat = Math.sqrt(gx * gx + gy * gy) - lens;
    else {
      const qx = Math.abs(gx) - 0.14;
      const qy = Math.abs(gy) - 0.09;
      const ox = Math.max(qx, 0);
      const oy = Math.max(qy, 0);
      flat = Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - 0.075;
    }
    let d = Math.sqrt(flat * flat + gz * gz) - 0.021;
    const bridge = segment(
      ax,
      gy,
      z,
      0,
      0.06,
      this.bridgeZ,
      head.eyeX - lens + 0.03,
      0.04,
      frontZ,
      0.02,
      0.018,
    );
    if (bridge < d) d = bridge;
    const wide = head.width + 0.05;
    const hinge = segment(
      ax,
      gy,
      z,
      head.eyeX + lens - 0.01,
      0.05,
      frontZ - 0.09,
      wide,
      0.06,
      0.25,
      0.02,
      0.02,
    );
    if (hinge < d) d = hinge;
    const arm = segment(ax, gy, z, wide, 0.06, 0.25, wide, 0.04, -0.12, 0.02, 0.018);
    return Math.min(arm, d);
  }

  hatDistance(ax: number, y: number, z: number): number {
    const w = this.head.width + 0.1;
    const h = this.head.crown + 0.1;
    const dome = ellipsoidDistance(ax, y - 0.3, z + 0.14, 1 / w, 1 / h, 1 / 0.94);
    const edge = y - 0.36 - 0.12 * z;
    if (this.hat === 'cap') {
      const d = smoothMax(dome, -edge, 0.05);
      const bx = ax / 0.58;
      const reach = 0.42 * Math.sqrt(Math.max(0, 1 - bx * bx));
      const brim = ellipsoidDistance(
        ax,
        y - 0.44 + 0.28 * (z - 0.75) + 0.22 * ax * ax,
        z - 0.62,
        1 / 0.6,
        1 / 0.045,
        1 / (0.3 + 0.4 * reach + 0.1),
      );
      return smoothMin(d, smoothMax(brim, 0.45 - z, 0.05), 0.04);
    }
    const d = smoothMax(dome - 0.03, -edge - 0.02, 0.06);
    const fold = Math.max(dome - 0.075, Math.abs(edge - 0.1) - 0.13);
    return smoothMin(d, fold, 0.06);
  }

  clothesDistance(x: number, y: number, z: number): number {
    if (y > -0.8) return y + 1.1;
    const bx = x * this.cosBody - z * this.sinBody;
    const bz = x * this.sinBody + z * this.cosBody;
    const ax = bx < 0 ? -bx : bx;
    let d = ellipsoidDistance(ax, y + 1.97, bz + 0.2, 1 / 1.3, 1 / 0.72, 1 / 0.8);
    const q = Math.sqrt(bx * bx + (bz + 0.2) ** 2) - 0.43;
    const collar = Math.sqrt(q * q + (y + 1.27 + 0.06 * bz) ** 2) - 0.06;
    d = smoothMin(d, collar, 0.12);
    return d;
  }
}
