import { ellipsoidDistance, smoothMax, smoothMin } from '../scene/sdf/primitives.ts';
import type { Conditions } from './conditions.ts';
import { Features } from './features.ts';
import type { Identity } from './identity.ts';
import { rise, segment } from './shapes.ts';

/**
 * Head and neck of a person as a signed distance field. x to the person's left (the picture's right), y
 * up, z forward; the eyes are near y = 0. The face is symmetric: x enters as |x|.
 */
export class Head extends Features {
  readonly width: number;
  readonly crown: number;
  readonly jaw: number;
  readonly eyeZ: number;
  readonly noseZ: number;
  private readonly long: number;
  private readonly square: number;
  private readonly chinR: number;
  private readonly bone: number;
  private readonly flesh: number;
  readonly rootZ: number;
  private readonly bridge: number;
  private readonly wing: number;
  private readonly tip: number;
  private readonly earH: number;
  private readonly flare: number;
  private readonly neck: number;

  /** Reciprocals, since divisions cost. */
  private readonly perWidth: number;
  private readonly perCrown: number;
  private readonly perLong: number;
  private readonly perJaw: number;
  private readonly perSquare: number;
  private readonly perChinR: number;
  private readonly perBone: number;
  private readonly perFlesh: number;
  private readonly perEarH: number;
  private readonly perTip: number;
  private readonly perFront: number;

  constructor(p: Identity, q: Conditions) {
    super(p, q);
    const old = rise(35, 80, p.age);
    this.width = 0.69 + 0.068 * p.faceWidth;
    this.crown = 0.72 + 0.05 * p.forehead;
    this.long = 0.76 + 0.085 * p.faceLength;
    this.jaw = 0.45 + 0.11 * p.jawWidth + 0.03 * p.faceWidth;
    this.square = 0.13 + 0.055 * p.jawSquare;
    this.chinR = 0.19 + 0.07 * p.chinWidth;
    this.bone = 0.2 + 0.035 * p.cheekbones + 0.015 * old;
    this.flesh = 0.25 + 0.06 * p.cheeks - 0.05 * old + 0.025 * Math.max(0, q.expression);
    this.wing = 0.104 + 0.052 * p.noseWidth;
    this.tip = 0.088 + 0.018 * p.noseTip + 0.012 * p.noseWidth;
    this.bridge = 0.056 + 0.014 * p.noseWidth;
    this.earH = 0.2 + 0.04 * p.earSize;
    this.flare = 0.5 + 0.35 * p.earAngle;
    this.neck = 0.33 + 0.055 * p.neckWidth;
    this.perWidth = 1 / this.width;
    this.perCrown = 1 / this.crown;
    this.perLong = 1 / this.long;
    this.perJaw = 1 / this.jaw;
    this.perSquare = 1 / this.square;
    this.perChinR = 1 / this.chinR;
    this.perBone = 1 / this.bone;
    this.perFlesh = 1 / this.flesh;
    this.perEarH = 1 / this.earH;
    this.perTip = 1 / this.tip;
    this.perFront = 1 / (this.width * 0.94);
    this.rootZ = 0.6;
    this.noseZ = 0.6;
    this.eyeZ = 0;
    this.rootZ = this.surface(0, this.eyeY) - 0.035 + 0.03 * p.noseBridge;
    this.noseZ = this.surface(0, this.noseY) + 0.12 + 0.045 * p.noseTip + 0.03 * p.noseBridge;
    this.eyeZ = this.surface(this.eyeX, this.eyeY) - this.eyeR + 0.035;
  }

  /** Skull and face without features: what hair and beard grow on. */
  base(ax: number, y: number, z: number): number {
    const skull = ellipsoidDistance(ax, y - 0.28, z + 0.14, this.perWidth, this.perCrown, 1 / 0.82);
    const front = ellipsoidDistance(ax, y + 0.16, z - 0.1, this.perFront, this.perLong, 1 / 0.6);
    return smoothMin(skull, front, 0.22);
  }

  /** Jaw, chin, cheeks and sockets blended onto the base. */
  private face(base: number, ax: number, y: number, z: number): number {
    let d = base;
    if (y < 0.15) {
      d = this.lowerFace(d, ax, y, z);
      if (z < -0.1) return d;
    }
    if (z > 0 && y < 0.3) d = this.cheeks(d, ax, y, z);
    if (z > 0.2 && y < 0.45 && y > -0.4) d = this.sockets(d, ax, y, z);
    return d;
  }

  private lowerFace(base: number, ax: number, y: number, z: number): number {
    const jaw = ellipsoidDistance(ax, y + 0.5, z - 0.06, this.perJaw, 1 / 0.36, 1 / 0.5);
    const cornerX = ax - this.jaw + 0.1;
    const corner = ellipsoidDistance(cornerX, y + 0.5, z - 0.02, this.perSquare, 1 / 0.2, 1 / 0.2);
    const d = smoothMin(smoothMin(base, jaw, 0.25), corner, 0.22);
    if (z < -0.1) return d;
    const chin = ellipsoidDistance(ax, y - this.chinY, z - 0.42, this.perChinR, 1 / 0.13, 1 / 0.16);
    return smoothMin(d, chin, 0.26);
  }

  private cheeks(face: number, ax: number, y: number, z: number): number {
    const bone = ellipsoidDistance(ax - 0.43, y + 0.15, z - 0.36, this.perBone, 1 / 0.13, 1 / 0.2);
    const cheekY = y + 0.4 - 0.05 * this.smile;
    const cheek = ellipsoidDistance(ax - 0.33, cheekY, z - 0.33, this.perFlesh, 1 / 0.24, 1 / 0.25);
    return smoothMin(smoothMin(face, bone, 0.2), cheek, 0.2);
  }

  private sockets(face: number, ax: number, y: number, z: number): number {
    const ridgeY = y - this.eyeY - 0.23;
    const ridge = ellipsoidDistance(ax - 0.22, ridgeY, z - 0.52, 1 / 0.26, 1 / 0.09, 1 / 0.14);
    const socket = ellipsoidDistance(ax - this.eyeX, y - this.eyeY, z - 0.77, 1 / 0.2, 1 / 0.12, 1 / 0.2);
    return smoothMax(smoothMin(face, ridge, 0.16), -socket, 0.16);
  }

  /** Depth (z) of the face's surface at a place seen from the front. */
  surface(ax: number, y: number): number {
    let near = 0;
    let far = 1.4;
    for (let i = 0; i < 24; i++) {
      const z = (near + far) / 2;
      if (this.face(this.base(ax, y, z), ax, y, z) < 0) near = z;
      else far = z;
    }
    return near;
  }

  /**
   * Distance to the skin.
   *
   * @param base as of `base` at the same place
   */
  skin(base: number, ax: number, y: number, z: number): number {
    if (base > 0.45) {
      // Far from all but the neck.
      const far = base - 0.3;
      if (y > -0.2) return far;
      const neck = segment(ax, y, z, 0, -0.5, -0.18, 0, -1.7, -0.26, this.neck, this.neck + 0.05) - 0.03;
      return Math.min(neck, far);
    }
    let d = this.face(base, ax, y, z);
    if (z > 0.25 && ax < 0.6 && y < 0.35 && y > -1) {
      if (ax < 0.36 && y > this.noseY - 0.25) d = smoothMin(d, this.nose(ax, y, z), 0.1);
      const lip = this.lip(ax, y);
      if (lip !== 0) d -= lip;
      const ex = ax - this.eyeX;
      const ey = y - this.eyeY;
      const ez = z - this.eyeZ;
      if (ex * ex + ey * ey < 0.09) {
        const ball = Math.sqrt(ex * ex + ey * ey + ez * ez) - this.eyeR;
        const open = this.opening(ex, ey);
        d = smoothMin(d, ball - 0.014, 0.05) + 0.022 * rise(-0.012, 0.012, open);
      }
    }
    if (ax > this.width - 0.2 && y > -0.5 && y < 0.4 && z < 0.35 && z > -0.5) {
      d = smoothMin(d, this.ear(ax, y, z), 0.07);
    }
    if (y < -0.35) {
      const neck = segment(ax, y, z, 0, -0.5, -0.18, 0, -1.7, -0.26, this.neck, this.neck + 0.05);
      d = smoothMin(d, neck, 0.1);
    }
    return d;
  }

  private nose(ax: number, y: number, z: number): number {
    const ny = this.noseY;
    const nz = this.noseZ;
    const top = this.eyeY + 0.05;
    const ridge = segment(ax, y, z, 0, top, this.rootZ, 0, ny + 0.05, nz - 0.04, this.bridge, this.tip * 0.8);
    const tip = ellipsoidDistance(ax, y - ny, z - nz, this.perTip * 0.91, this.perTip * 1.18, this.perTip);
    const wingX = ax - this.wing;
    const wing = ellipsoidDistance(wingX, y - ny + 0.02, z - nz + 0.1, 1 / 0.062, 1 / 0.062, 1 / 0.09);
    return smoothMin(smoothMin(ridge, tip, 0.09), wing, 0.06);
  }

  private ear(ax: number, y: number, z: number): number {
    const ez = z + 0.08;
    const ex = ax - this.width - 0.03 + ez * this.flare;
    const ey = y + 0.06;
    const per = this.perEarH;
    const ear = ellipsoidDistance(ex, ey, ez, 1 / 0.07, per, per * 1.61);
    const shell = ellipsoidDistance(ex - 0.05, ey - 0.02, ez - 0.03, 1 / 0.04, per * 1.61, per * 2.8);
    return smoothMax(ear, -shell, 0.04);
  }
}
