import { ellipsoidDistance, smoothMax, smoothMin } from '../scene/sdf/primitives.ts';
import type { Conditions } from './conditions.ts';
import type { Identity } from './identity.ts';
import { bump, mix, rise, segment } from './shapes.ts';

/**
 * Head and neck of a person as a signed distance field. x to the person's left (the picture's right), y
 * up, z forward; the eyes are near y = 0. The face is symmetric: x enters as |x|.
 */
export class Head {
  readonly width: number;
  readonly crown: number;
  readonly jaw: number;
  readonly chinY: number;
  readonly eyeX: number;
  readonly eyeY: number;
  readonly eyeR: number;
  readonly eyeZ: number;
  readonly lidTop: number;
  readonly lidBottom: number;
  readonly eyeWide: number;
  readonly eyeTilt: number;
  readonly noseY: number;
  readonly noseZ: number;
  readonly mouthY: number;
  readonly mouthW: number;
  readonly upper: number;
  readonly lower: number;
  readonly bend: number;
  readonly gap: number;
  readonly smile: number;
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
  private readonly lips: number;

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
    this.smile = q.expression;
    const old = rise(35, 80, p.age);
    this.width = 0.69 + 0.068 * p.faceWidth;
    this.crown = 0.72 + 0.05 * p.forehead;
    this.long = 0.76 + 0.085 * p.faceLength;
    this.jaw = 0.45 + 0.11 * p.jawWidth + 0.03 * p.faceWidth;
    this.square = 0.13 + 0.055 * p.jawSquare;
    this.chinY = -0.86 - 0.085 * p.faceLength - 0.06 * p.chinLength;
    this.chinR = 0.19 + 0.07 * p.chinWidth;
    this.bone = 0.2 + 0.035 * p.cheekbones + 0.015 * old;
    this.flesh = 0.25 + 0.06 * p.cheeks - 0.05 * old + 0.025 * Math.max(0, q.expression);
    this.eyeX = 0.285 + 0.045 * p.eyeSpacing + 0.02 * p.faceWidth;
    this.eyeY = 0.02 + 0.045 * p.eyeHeight;
    this.eyeR = 0.18 + 0.022 * p.eyeSize;
    this.eyeWide = 0.165 + 0.022 * p.eyeSize;
    const squint = 1 - 0.22 * Math.max(0, q.expression);
    const lids = 1 + 0.24 * p.eyeLids - 0.12 * old;
    this.lidTop = q.eyesClosed ? -0.03 : (0.088 + 0.013 * p.eyeSize) * lids;
    this.lidBottom = q.eyesClosed ? 0.034 : (0.063 + 0.009 * p.eyeSize) * squint;
    this.eyeTilt = 0.16 * p.eyeTilt;
    this.noseY = -0.36 - 0.08 * p.noseLength;
    this.wing = 0.104 + 0.052 * p.noseWidth;
    this.tip = 0.088 + 0.018 * p.noseTip + 0.012 * p.noseWidth;
    this.bridge = 0.056 + 0.014 * p.noseWidth;
    this.mouthY = mix(this.noseY - 0.1, this.chinY, 0.36) - 0.025 * p.mouthHeight;
    this.mouthW = 0.23 + 0.06 * p.mouthWidth + 0.04 * Math.max(0, q.expression);
    this.upper = (0.06 + 0.032 * p.upperLip) * (1 - 0.18 * old);
    this.lower = (0.078 + 0.034 * p.lowerLip) * (1 - 0.15 * old);
    this.bend = q.expression > 0 ? 0.085 * q.expression : 0.06 * q.expression;
    this.gap = q.expression > 0.45 ? 0.085 * (q.expression - 0.45) : 0;
    this.lips = 0.04 + 0.008 * (p.upperLip + p.lowerLip);
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
      const jaw = ellipsoidDistance(ax, y + 0.5, z - 0.06, this.perJaw, 1 / 0.36, 1 / 0.5);
      d = smoothMin(d, jaw, 0.25);
      const corner = ellipsoidDistance(
        ax - this.jaw + 0.1,
        y + 0.5,
        z - 0.02,
        this.perSquare,
        1 / 0.2,
        1 / 0.2,
      );
      d = smoothMin(d, corner, 0.22);
      if (z < -0.1) return d;
      const chin = ellipsoidDistance(ax, y - this.chinY, z - 0.42, this.perChinR, 1 / 0.13, 1 / 0.16);
      d = smoothMin(d, chin, 0.26);
    }
    if (z > 0 && y < 0.3) {
      const bone = ellipsoidDistance(ax - 0.43, y + 0.15, z - 0.36, this.perBone, 1 / 0.13, 1 / 0.2);
      d = smoothMin(d, bone, 0.2);
      const cheek = ellipsoidDistance(
        ax - 0.33,
        y + 0.4 - 0.05 * this.smile,
        z - 0.33,
        this.perFlesh,
        1 / 0.24,
        1 / 0.25,
      );
      d = smoothMin(d, cheek, 0.2);
    }
    if (z > 0.2 && y < 0.45 && y > -0.4) {
      const ridge = ellipsoidDistance(
        ax - 0.22,
        y - this.eyeY - 0.23,
        z - 0.52,
        1 / 0.26,
        1 / 0.09,
        1 / 0.14,
      );
      d = smoothMin(d, ridge, 0.16);
      const socket = ellipsoidDistance(ax - this.eyeX, y - this.eyeY, z - 0.77, 1 / 0.2, 1 / 0.12, 1 / 0.2);
      d = smoothMax(d, -socket, 0.16);
    }
    return d;
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
      return neck < far ? neck : far;
    }
    let d = this.face(base, ax, y, z);
    if (z > 0.25 && ax < 0.6 && y < 0.35 && y > -1) {
      const ny = this.noseY;
      if (ax < 0.36 && y > ny - 0.25) {
        let nose = segment(
          ax,
          y,
          z,
          0,
          this.eyeY + 0.05,
          this.rootZ,
          0,
          ny + 0.05,
          this.noseZ - 0.04,
          this.bridge,
          this.tip * 0.8,
        );
        nose = smoothMin(
          nose,
          ellipsoidDistance(ax, y - ny, z - this.noseZ, this.perTip * 0.91, this.perTip * 1.18, this.perTip),
          0.09,
        );
        const wing = ellipsoidDistance(
          ax - this.wing,
          y - ny + 0.02,
          z - this.noseZ + 0.1,
          1 / 0.062,
          1 / 0.062,
          1 / 0.09,
        );
        nose = smoothMin(nose, wing, 0.06);
        d = smoothMin(d, nose, 0.1);
      }
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
      const ez = z + 0.08;
      const ex = ax - this.width - 0.03 + ez * this.flare;
      const ey = y + 0.06;
      let ear = ellipsoidDistance(ex, ey, ez, 1 / 0.07, this.perEarH, this.perEarH * 1.61);
      const shell = ellipsoidDistance(
        ex - 0.05,
        ey - 0.02,
        ez - 0.03,
        1 / 0.04,
        this.perEarH * 1.61,
        this.perEarH * 2.8,
      );
      ear = smoothMax(ear, -shell, 0.04);
      d = smoothMin(d, ear, 0.07);
    }
    if (y < -0.35) {
      const neck = segment(ax, y, z, 0, -0.5, -0.18, 0, -1.7, -0.26, this.neck, this.neck + 0.05);
      d = smoothMin(d, neck, 0.1);
    }
    return d;
  }

  /** How far inside the opening between the lids a place of the eye is (positive inside), x from its middle. */
  opening(ex: number, ey: number): number {
    const u = ex / this.eyeWide;
    const t = 1 - u * u;
    const tilted = ey - this.eyeTilt * ex;
    if (t <= 0) {
      const beyond = Math.abs(ex) - this.eyeWide;
      return -Math.sqrt(beyond * beyond + tilted * tilted);
    }
    const arch = Math.sqrt(t) * 0.55 + 0.45 * t;
    const above = this.lidTop * arch - tilted;
    const below = this.lidBottom * arch + tilted;
    return above < below ? above : below;
  }

  /** Height of the line between the lips at a distance from the middle. */
  mouthLine(ax: number): number {
    const u = ax / this.mouthW;
    return this.mouthY + this.bend * (u * u - 0.35);
  }

  /** Upper edge of the upper lip above the line, with its bow. */
  upperEdge(ax: number): number {
    const u = ax / this.mouthW;
    if (u >= 1) return 0;
    return (
      this.gap * 0.4 * (1 - u * u) +
      this.upper * Math.sqrt(1 - u) * (1 + 0.3 * bump((u - 0.24) / 0.3) - 0.12 * bump(u / 0.18))
    );
  }

  lowerEdge(ax: number): number {
    const u = ax / this.mouthW;
    if (u >= 1) return 0;
    return (this.gap + this.lower) * Math.sqrt(1 - u * u);
  }

  /** How far the lips stand out. */
  private lip(ax: number, y: number): number {
    if (ax > this.mouthW || y > this.mouthY + 0.25 || y < this.mouthY - 0.3) return 0;
    const v = y - this.mouthLine(ax);
    const top = this.upperEdge(ax);
    const bottom = this.lowerEdge(ax);
    const u = ax / this.mouthW;
    const side = 1 - u * u;
    const gapTop = this.gap * 0.4 * side;
    const gapBottom = this.gap * side;
    if (this.gap > 0 && v < gapTop && v > -gapBottom)
      return -0.03 * side * rise(0, 0.03, Math.min(gapTop - v, v + gapBottom));
    const h = v > 0 ? (v - gapTop) / (top - gapTop + 1e-6) : (-v - gapBottom) / (bottom - gapBottom + 1e-6);
    // Full at the lip's middle, easing out below and above it.
    const full = bump((h - 0.42) / 1.1);
    return this.lips * full * side;
  }
}
