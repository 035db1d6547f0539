import { valueNoise } from '../scene/noise.ts';
import type { Head } from './head.ts';
import type { Identity } from './identity.ts';
import { mix, rise } from './shapes.ts';

/** A beard: how densely hair grows at a place of the face, and how thick. */
export class BeardLayer {
  readonly none: boolean;
  /** Stubble is a tint of the skin and has no thickness. */
  readonly thick: number;
  private readonly head: Head;
  private readonly chin: boolean;
  private readonly cheeks: boolean;
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
    this.line = 0.3 - 0.05 * p.hairline;
  }

  /** Density 0 to 1 with soft edges. */
  density(ax: number, y: number, z: number): number {
    const { head } = this;
    if (this.none || y > 0.1 || z < -0.3) return 0;
    const line = head.mouthLine(ax);
    const u = ax / head.mouthW;
    // How far inside the beard, in head units: the largest of its fields.
    let within = -1;
    if (this.cheeks) {
      const edge =
        line +
        mix(-0.05, 0.1, rise(0.55, 1.3, u)) +
        this.line * rise(0.24, 0.62, ax) +
        0.22 * rise(0.32, 0.05, z);
      within = Math.min(edge - y, y + 1.06 + 0.32 * z, z + 0.1);
    } else if (this.chin) {
      const high = (line - head.chinY) / 2 + 0.13;
      const gx = ax / (head.mouthW * 1.06);
      const gy = (y - head.chinY - 0.02) / high;
      within = Math.min((1 - Math.sqrt(gx * gx + gy * gy)) * 0.22, line - 0.03 - y, z - 0.15);
    }
    // Its width hardly follows the mouth's, so that it is never a mere tuft.
    const w = ax / Math.max(0.27, head.mouthW * 1.06);
    if (z > 0.3 && w < 1.5) {
      const top = head.noseY - 0.1 - head.mouthY;
      const middle =
        head.mouthY +
        mix(0.52 * top, 0.1 * top, rise(0.1, 1.15, w)) +
        (line - head.mouthY) * 0.6 -
        0.08 * Math.max(0, w - 0.8);
      const half = mix(0.36 * top + 0.012, 0.03, rise(0.3, 1.05, w)) - 0.25 * Math.max(0, w - 0.95);
      const lip = half - Math.abs(y - middle);
      if (lip > within) within = lip;
    }
    if (within < -0.04) return 0;
    // Thinner up the sideburns.
    let grows = rise(-0.035, 0.045, within) * (1 - 0.75 * rise(-0.34, -0.06, y));
    if (u < 1 && z > 0.3) {
      // The lips stay free, but for the moustache's fringe.
      const lips = Math.max(y - line - head.upperEdge(ax) * 0.8, line - y - head.lowerEdge(ax));
      grows *= rise(-0.02, 0.015, lips);
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
