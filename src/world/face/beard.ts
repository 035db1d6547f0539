import { valueNoise } from '../scene/noise.ts';
import type { Head } from './head.ts';
import type { Identity } from './identity.ts';
import { bump, rise } from './shapes.ts';

/** A beard: how densely hair grows at a place of the face, and how thick. */
export class BeardLayer {
  readonly none: boolean;
  /** Stubble is a tint of the skin and has no thickness. */
  readonly thick: number;
  private readonly head: Head;
  private readonly chin: boolean;
  private readonly cheeks: boolean;
  private readonly lip: boolean;
  private readonly line: number;

  constructor(head: Head, p: Identity) {
    this.head = head;
    const kind = p.beard;
    this.none = kind === 'none';
    this.thick = {
      none: 0,
      stubble: 0,
      moustache: 0.06,
      goatee: 0.07,
      'short beard': 0.055,
      'full beard': 0.15,
    }[kind];
    this.chin = kind !== 'moustache' && !this.none;
    this.cheeks = kind === 'stubble' || kind === 'short beard' || kind === 'full beard';
    this.lip = !this.none;
    this.line = -0.34 + 0.06 * p.hairline;
  }

  /** Density 0 to 1 with soft edges. */
  density(ax: number, y: number, z: number): number {
    const { head } = this;
    if (this.none || y > 0.05 || z < -0.25) return 0;
    const line = head.mouthLine(ax);
    const v = y - line;
    let grows = 0;
    if (this.cheeks) {
      // From the sideburns along the cheek to the corner of the mouth, and under the jaw.
      const cheek = this.line + 0.3 * rise(0.3, 0.66, ax) + 0.26 * rise(0.3, 0.05, z);
      grows = rise(0.07, -0.07, y - cheek) * rise(-1.02, -0.9, y + 0.35 * z) * rise(-0.2, -0.02, z);
      grows *= rise(0.05, 0.22, ax) + (1 - rise(0.05, 0.22, ax)) * rise(0.02, -0.06, v);
    } else if (this.chin) {
      const e = Math.max(0, 1 - (ax / (head.mouthW * 1.05)) ** 4);
      grows = e * rise(0.0, -0.07, v) * rise(-0.7, -0.55, y + 0.6 * (z > 0 ? z : z) - 0.2);
      grows *= rise(0.05, 0.25, z);
    }
    if (this.lip && z > 0.3) {
      const above = v - head.upperEdge(ax) * 0.75;
      const droop = 0.07 * rise(0.1, 1.2, ax / head.mouthW);
      const room = head.noseY - 0.1 - head.mouthY;
      const on =
        bump(ax / (head.mouthW * 1.25)) ** 0.5 *
        rise(-0.02, 0.03, above + droop) *
        rise(-0.12 - room, -0.06 - room, -v - 0.06);
      if (on > grows) grows = on;
      if (this.chin && !this.cheeks) {
        const side = bump((ax - head.mouthW * 1.02) / 0.09) * rise(0.1, 0, v);
        if (side > grows) grows = side * rise(head.chinY - 0.05, head.chinY + 0.1, y);
      }
    }
    // The lips stay free.
    if (ax < head.mouthW && z > 0.3) {
      const lips = Math.max(v - head.upperEdge(ax), -v - head.lowerEdge(ax));
      grows *= rise(-0.015, 0.02, lips);
    }
    return grows;
  }

  /** Thickness of the beard at a place; 0 without. */
  layer(ax: number, y: number, z: number, x: number): number {
    if (this.thick === 0) return 0;
    const grows = this.density(ax, y, z);
    if (grows <= 0) return 0;
    const long = 0.6 + 0.8 * rise(-0.55, -0.95, y) * rise(0.5, 0, ax);
    return this.thick * grows * (long + 0.35 * (valueNoise(x * 14 + 9, y * 14 + 99, z * 14 + 9) - 0.5));
  }
}
