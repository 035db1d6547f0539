import { valueNoise } from '../scene/noise.ts';
import { smoothMax, smoothMin } from '../scene/sdf/primitives.ts';
import type { Conditions } from './conditions.ts';
import type { Head } from './head.ts';
import type { HairStyle, Identity } from './identity.ts';
import { bump, mix, rise, segment } from './shapes.ts';

interface Cut {
  /** Thickness on top, at the sides and behind. */
  top: number;
  side: number;
  /** How far behind the hairline the hair is full. */
  taper: number;
  /** Height that the hairline comes down over the forehead. */
  fringe: number;
  /** Size of curls, and how far they stand out. */
  curl: number;
  curls: number;
  /** How far down the hair hangs (y), 1 for hair that does not hang. */
  hang: number;
  tail: 'none' | 'bun' | 'ponytail' | 'braids' | 'locs';
}

const PLAIN: Cut = {
  top: 0.08,
  side: 0.06,
  taper: 0.12,
  fringe: 0,
  curl: 8,
  curls: 0,
  hang: 1,
  tail: 'none',
};
const CUTS: Record<HairStyle, Cut> = {
  shaved: { ...PLAIN, top: 0, side: 0 },
  'fringe of hair': { ...PLAIN, top: 0.04, side: 0.085 },
  'buzz cut': { ...PLAIN, top: 0.025, side: 0.018, taper: 0.05 },
  'short crop': { ...PLAIN, top: 0.12, side: 0.055, fringe: 0.05, curl: 7, curls: 0.03 },
  'side parting': { ...PLAIN, top: 0.16, side: 0.07, taper: 0.16 },
  quiff: { ...PLAIN, top: 0.22, side: 0.04, taper: 0.1 },
  'short curls': { ...PLAIN, top: 0.2, side: 0.12, curl: 9, curls: 0.11, taper: 0.14 },
  afro: { ...PLAIN, top: 0.31, side: 0.29, curl: 12, curls: 0.06, taper: 0.34 },
  'pixie cut': { ...PLAIN, top: 0.15, side: 0.1, fringe: 0.2, taper: 0.1 },
  bob: { ...PLAIN, top: 0.13, side: 0.12, hang: -0.62 },
  'bob with bangs': { ...PLAIN, top: 0.13, side: 0.12, fringe: 0.3, hang: -0.6 },
  'long straight': { ...PLAIN, top: 0.1, side: 0.1, hang: -1.35 },
  'long wavy': { ...PLAIN, top: 0.15, side: 0.14, hang: -1.25, curl: 5, curls: 0.07 },
  bun: { ...PLAIN, top: 0.07, side: 0.055, tail: 'bun' },
  ponytail: { ...PLAIN, top: 0.075, side: 0.06, tail: 'ponytail' },
  braids: { ...PLAIN, top: 0.08, side: 0.07, tail: 'braids' },
  locs: { ...PLAIN, top: 0.12, side: 0.1, tail: 'locs' },
};

/** In front of this z there is none of it. */
const TAIL_FRONT = { none: 9, bun: 0.1, ponytail: 0.21, braids: 0.29, locs: 0.5 };

/** Hair: a layer on the skull between hairlines, and what hangs or is tied. */
export class Hair {
  readonly bald: boolean;
  /** At the temples, 0 to 1: where the hairline turns the field is steep. */
  private turning = 0;
  private readonly most: number;
  private readonly cut: Cut;
  private readonly top: number;
  private readonly side: number;
  private readonly front: number;
  private readonly recede: number;
  private readonly round: number;
  private readonly peak: number;
  private readonly part: number;
  private readonly hang: number;
  /** Where locs end. */
  private readonly hangs: number;
  private readonly wide: number;
  private readonly horseshoe: boolean;
  private readonly hatY: number;
  private readonly style: HairStyle;
  private readonly head: Head;
  /** Extent: no hair outside of |x| < reach, nor above `high`. */
  constructor(head: Head, p: Identity, q: Conditions) {
    this.head = head;
    this.style = p.hairStyle;
    this.cut = CUTS[p.hairStyle];
    this.bald = p.hairStyle === 'shaved';
    const volume = 1 + 0.28 * p.hairVolume;
    const hatted = q.hat !== 'none';
    this.hatY = hatted ? 0.3 : 9;
    this.top = this.cut.top * volume;
    this.side = this.cut.side * volume;
    if (hatted) this.side = Math.min(this.side, 0.2);
    const old = rise(40, 80, p.age);
    this.front = 0.57 + 0.05 * p.forehead + 0.035 * p.hairline - this.cut.fringe + 0.05 * old;
    this.recede = (0.06 + 0.06 * p.hairline + 0.05 * old) * (this.cut.fringe > 0.1 ? 0 : 1);
    this.round = this.cut.fringe > 0.1 ? 0 : 0.55 - 0.35 * p.hairline;
    this.peak = 0.02 * (1 - p.hairline);
    this.part = p.hairSide;
    this.hang = this.cut.hang + (this.cut.hang < -1 ? 0.2 : 0.1) * -p.hairLength;
    this.hangs = -0.72 - 0.35 * p.hairLength;
    this.wide = head.width + 0.1 + 0.05 * p.hairVolume + (this.style === 'long wavy' ? 0.05 : 0);
    this.most =
      Math.max(this.top, this.side) * 1.5 + 0.2 * this.cut.curls + (this.style === 'quiff' ? 0.2 : 0.07);
    this.horseshoe = p.hairStyle === 'fringe of hair';
  }

  /** How far a place near the skull is inside the hairline (positive: hair grows there). */
  inside(x: number, ax: number, y: number, z: number): number {
    const rear = rise(-0.62, -0.06, z);
    const ahead = z < 0 ? 0 : Math.max(rise(0.08, 0.46, z), rise(0.66, 0.46, ax) * rise(0, 0.3, z));
    let line = mix(mix(-0.62, -0.22, rear), this.front, ahead);
    if (ahead > 0) {
      line +=
        ahead * (this.recede * bump((ax - 0.42) / 0.34) - this.peak * bump(ax / 0.22) - this.round * ax * ax);
      if (this.cut.fringe > 0.08)
        line += ahead * 0.16 * this.part * x * (this.style === 'pixie cut' ? 1.6 : 0.3);
    }
    let s = (y - line) / (1 + 7 * ahead * (1 - ahead));
    this.turning = 4 * ahead * (1 - ahead);
    if (this.horseshoe) {
      s = smoothMin(s, 0.36 - 0.12 * z - y, 0.2);
    }
    return s;
  }

  /** Thickness of the layer of hair; negative outside of the hairline. */
  thickness(x: number, ax: number, y: number, z: number): number {
    const s = this.inside(x, ax, y, z);
    if (s < -0.1) return Math.max(-0.3, 0.35 * (s - 0.02));
    const up = rise(0.15, 0.85, y);
    let full = mix(this.side, this.top, up);
    if (this.style === 'side parting') {
      const over = (x - 0.3 * this.part) * Math.sign(this.part);
      full *= 1 - 0.35 * bump(over / 0.09) + 0.35 * rise(0.1, -0.5, over) * up;
      full += 0.06 * rise(0.2, 0.6, z) * up;
    } else if (this.style === 'quiff') {
      full += (0.14 * rise(0.1, 0.55, z) + 0.05 * this.part * x) * up;
    }
    const t = rise(-0.02, this.cut.taper, s);
    let layer = full * t - (s < 0.02 ? Math.min(0.3, 0.35 * (0.02 - s)) : 0);
    if (this.cut.curls > 0 && t > 0) {
      const k = this.cut.curl;
      layer += this.cut.curls * t * (valueNoise(x * k + 40, y * k + 40, z * k + 40) - 0.35);
    }
    return layer;
  }

  /** Distance to all hair. `base` as of `Head.base`. */
  distance(base: number, x: number, ax: number, y: number, z: number): number {
    let d = base - this.most;
    if (d < 0.2) d = (base - this.thickness(x, ax, y, z)) / (1 + this.turning);
    // What is too far to blend with the layer leaves it as it is.
    if (this.cut.hang < 1 && z < 0.7 && Math.max(z - 0.32, this.hang - y, y - 0.45) < d + 0.1) {
      d = smoothMin(d, this.curtain(x, ax, y, z), 0.1);
    }
    if (this.cut.tail !== 'none' && z < 0.75 && z - TAIL_FRONT[this.cut.tail] < d + 0.05) {
      d = smoothMin(d, this.tail(x, ax, y, z), 0.05);
    }
    if (z >= 0.7 && z - 0.42 < d)
      d = this.cut.hang < 1 || (this.cut.tail !== 'none' && z >= 0.75) ? z - 0.42 : d;
    if (y > this.hatY - 0.3) d = smoothMax(d, y - this.hatY - 0.1 * z, 0.05);
    return d;
  }

  /** Hair that hangs about the face down to `hang`. */
  private curtain(x: number, ax: number, y: number, z: number): number {
    const long = this.hang < -0.9;
    let wide = this.wide + (long ? 0.04 : 0.05) * rise(0.1, -0.6, y);
    if (!long) wide -= 0.12 * rise(this.hang + 0.22, this.hang - 0.05, y);
    let zz = z + 0.2;
    if (this.style === 'long wavy') {
      const wave = Math.sin(y * 9 + x * 2) * 0.035;
      wide += wave;
      zz += wave;
    }
    const px = ax / wide;
    const pz = zz / 0.72;
    const k = Math.sqrt(px * px + pz * pz);
    const kk = Math.sqrt((px * px) / (wide * wide) + (pz * pz) / (0.72 * 0.72));
    let d = kk < 1e-6 ? -0.6 : (k * (k - 1)) / kk;
    d = smoothMax(d, this.hang - y, 0.16);
    d = smoothMax(d, y - 0.45, 0.4);
    const open = 0.2 + (long ? 0.12 * rise(-0.7, -1.2, y) : 0.05 * rise(-0.1, -0.5, y));
    d = smoothMax(d, z - open, 0.14);
    if (y < -0.2) {
      const hx = ax / 0.5;
      const hz = (z - 0.2) / 0.5;
      d = smoothMax(d, (1 - Math.sqrt(hx * hx + hz * hz)) * 0.45, 0.1);
    }
    return d;
  }

  private tail(x: number, ax: number, y: number, z: number): number {
    const { tail } = this.cut;
    if (tail === 'bun') {
      if (this.hatY < 9) return 9;
      return Math.sqrt(x * x + (y - 1.02) ** 2 + (z + 0.22) ** 2) - 0.25;
    }
    const sign = this.part < 0 ? -1 : 1;
    if (tail === 'ponytail') {
      const sx = x * sign;
      const upper = segment(sx, y, z, 0.2, 0.1, -0.85, 0.66, -0.5, -0.5, 0.13, 0.16);
      const lower = segment(sx, y, z, 0.66, -0.5, -0.5, 0.62, -1.25, 0.12, 0.16, 0.06);
      return smoothMin(upper, lower, 0.1);
    }
    if (tail === 'braids') {
      const beads = 0.03 * Math.abs(Math.sin(y * 11));
      const upper = segment(ax, y, z, this.head.width - 0.02, -0.3, -0.2, 0.7, -0.75, 0, 0.1, 0.11);
      const lower = segment(ax, y, z, 0.7, -0.75, 0, 0.6, -1.5, 0.2, 0.11, 0.07);
      return Math.min(upper, lower) - beads + 0.015;
    }
    return this.locs(x, y, z);
  }

  /** Locs about the head by repetition round the vertical axis. */
  private locs(x: number, y: number, z: number): number {
    const turn = Math.atan2(x, -z - 0.1);
    const cell = 0.36;
    const r = this.wide - 0.06;
    let nearest = 9;
    const first = Math.floor(turn / cell);
    for (let n = first; n <= first + 1; n++) {
      if (n < -6 || n > 6) continue;
      const cx = r * Math.sin(n * cell);
      const cz = -0.1 - r * Math.cos(n * cell);
      const bottom = this.hangs - (n & 1 ? 0.16 : 0);
      const thick = 0.1 + 0.012 * Math.sin(y * 14 + n * 2);
      const d = segment(x, y, z, cx * 0.88, 0.4, cz * 0.88, cx, bottom, cz, thick, thick * 0.8);
      if (d < nearest) nearest = d;
    }
    return nearest;
  }
}
