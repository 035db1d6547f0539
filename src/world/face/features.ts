import type { Conditions } from './conditions.ts';
import type { Identity } from './identity.ts';
import { bump, mix, rise } from './shapes.ts';

/** Where the features of a face are, seen from the front, and the outlines of eyes and mouth. Head units. */
export class Features {
  readonly chinY: number;
  readonly eyeX: number;
  readonly eyeY: number;
  readonly eyeR: number;
  readonly lidTop: number;
  readonly lidBottom: number;
  readonly eyeWide: number;
  readonly eyeTilt: number;
  readonly noseY: number;
  readonly mouthY: number;
  readonly mouthW: number;
  readonly upper: number;
  readonly lower: number;
  readonly bend: number;
  readonly gap: number;
  readonly smile: number;
  private readonly lips: number;

  constructor(p: Identity, q: Conditions) {
    const old = rise(35, 80, p.age);
    const squint = 1 - 0.22 * Math.max(0, q.expression);
    const lids = 1 + 0.24 * p.eyeLids - 0.12 * old;
    this.smile = q.expression;
    this.chinY = -0.86 - 0.085 * p.faceLength - 0.06 * p.chinLength;
    this.eyeX = 0.285 + 0.045 * p.eyeSpacing + 0.02 * p.faceWidth;
    this.eyeY = 0.02 + 0.045 * p.eyeHeight;
    this.eyeR = 0.18 + 0.022 * p.eyeSize;
    this.eyeWide = 0.165 + 0.022 * p.eyeSize;
    this.lidTop = q.eyesClosed ? -0.03 : (0.088 + 0.013 * p.eyeSize) * lids;
    this.lidBottom = q.eyesClosed ? 0.034 : (0.063 + 0.009 * p.eyeSize) * squint;
    this.eyeTilt = 0.16 * p.eyeTilt;
    this.noseY = -0.36 - 0.08 * p.noseLength;
    this.mouthY = mix(this.noseY - 0.1, this.chinY, 0.36) - 0.025 * p.mouthHeight;
    this.mouthW = 0.23 + 0.06 * p.mouthWidth + 0.04 * Math.max(0, q.expression);
    this.upper = (0.06 + 0.032 * p.upperLip) * (1 - 0.18 * old);
    this.lower = (0.078 + 0.034 * p.lowerLip) * (1 - 0.15 * old);
    this.bend = q.expression > 0 ? 0.085 * q.expression : 0.06 * q.expression;
    this.gap = q.expression > 0.45 ? 0.085 * (q.expression - 0.45) : 0;
    this.lips = 0.04 + 0.008 * (p.upperLip + p.lowerLip);
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
    return Math.min(above, below);
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
  protected lip(ax: number, y: number): number {
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
