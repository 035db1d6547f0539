import { latticeHash, valueNoise } from '../scene/noise.ts';
import type { FaceColours, Rgb } from './colours.ts';
import type { FaceField } from './field.ts';
import type { Identity } from './identity.ts';
import { bump, rise } from './shapes.ts';

/** Paints the surface: the unlit colour of skin, features and hair at a place. */
export class Painter {
  /** Linear red, green, blue of the last place painted. */
  readonly colour: Float64Array = new Float64Array(3);
  /** How glossy it is, 0 to 1. */
  gloss = 0;
  private readonly field: FaceField;
  private readonly person: Identity;
  private readonly colours: FaceColours;
  private readonly gaze: Float64Array;
  private readonly old: number;

  /** @param gaze where the eyes look: x, y shift of the irises in head units */
  constructor(field: FaceField, person: Identity, colours: FaceColours, gaze: Float64Array) {
    this.field = field;
    this.person = person;
    this.colours = colours;
    this.gaze = gaze;
    this.old = rise(38, 78, person.age);
  }

  skin(x: number, y: number, z: number): void {
    const { field, person, colours } = this;
    const { head } = field;
    const ax = x < 0 ? -x : x;
    this.set(colours.skin);
    this.gloss = 0.3;
    if (z > 0.1 && y > -1.1) {
      const ex = ax - head.eyeX;
      const ey = y - head.eyeY;
      const open = z > 0.3 && ex * ex + ey * ey < 0.12 ? head.opening(ex, ey) : -1;
      if (open > 0) {
        this.eye(x, ex, ey, open);
        return;
      }
      const cheekX = (ax - 0.4) / 0.24;
      const cheekY = (y + 0.28) / 0.2;
      this.blend(colours.blush, 0.42 * bump(Math.min(1, Math.sqrt(cheekX * cheekX + cheekY * cheekY))));
      const tipY = (y - head.noseY) / 0.16;
      const tipX = ax / 0.18;
      this.blend(colours.blush, 0.22 * bump(Math.min(1, Math.sqrt(tipX * tipX + tipY * tipY))));
      if (person.freckles > 0.2) this.freckle(x, y);
      if (this.old > 0) this.lines(ax, y, ex, ey);
      if (open > -0.5) this.lids(ex, ey, open);
      this.brow(x, ax, y);
      this.mouth(ax, y, z);
      if (person.mole > 0.05) this.mole(x, y);
      const nx = (ax - 0.06) / 0.04;
      const ny = (y - head.noseY + 0.075) / 0.026;
      if (z > 0.6) this.blend(colours.shade, 0.75 * bump(Math.min(1, Math.sqrt(nx * nx + ny * ny))));
    }
    if (!field.beard.none) this.beard(x, ax, y, z);
    if (!field.hair.bald && (z < 0.35 || y > 0.22)) {
      // Hair shows through short hair and softens its edge.
      const s = field.hair.inside(x, ax, y, z);
      if (s > -0.08)
        this.blend(
          colours.hair,
          rise(0.06, 0.025, field.head.base(ax, y, z)) *
            0.85 *
            rise(-0.06, 0.05, s + 0.05 * (valueNoise(x * 22 + 50, y * 22 + 50, z * 22 + 50) - 0.5)),
        );
    }
  }

  hair(x: number, y: number, z: number): void {
    this.set(this.colours.hair);
    const turn = Math.atan2(x, z + 0.2);
    const strand =
      valueNoise(turn * 14 + 90, y * 2.2 + 20, 3) -
      0.5 +
      0.6 * (valueNoise(turn * 34 + 90, y * 4 + 20, 7) - 0.5);
    const light = 1 + 0.42 * strand;
    for (let c = 0; c < 3; c++) this.colour[c]! *= light;
    this.gloss = 0.55;
  }

  private set(rgb: Rgb): void {
    this.colour[0] = rgb[0];
    this.colour[1] = rgb[1];
    this.colour[2] = rgb[2];
  }

  private blend(rgb: Rgb, share: number): void {
    if (share <= 0) return;
    const { colour } = this;
    colour[0] = colour[0]! + (rgb[0] - colour[0]!) * share;
    colour[1] = colour[1]! + (rgb[1] - colour[1]!) * share;
    colour[2] = colour[2]! + (rgb[2] - colour[2]!) * share;
  }

  private eye(x: number, ex: number, ey: number, open: number): void {
    const { colours, gaze } = this;
    const { head } = this.field;
    const sx = (x < 0 ? -ex : ex) - gaze[0]!;
    const sy = ey - gaze[1]! - 0.008;
    const r = Math.sqrt(sx * sx + sy * sy);
    const iris = 0.096 + 0.006 * this.person.eyeSize;
    this.set(WHITE);
    this.gloss = 0.8;
    this.blend(colours.iris, rise(iris + 0.004, iris - 0.008, r));
    this.blend(INK, 0.6 * bump((r - iris + 0.004) / 0.018));
    this.blend(INK, rise(0.046, 0.036, r));
    // A lighter crescent in the lower half of the iris makes it deep.
    if (r < iris) this.blend(WHITE, 0.16 * rise(0.01, -0.06, sy) * rise(0.045, 0.06, r));
    const hx = sx - 0.028;
    const hy = sy - 0.034;
    const spark = rise(0.026, 0.014, Math.sqrt(hx * hx + hy * hy));
    // The upper lid's shadow and lashes.
    const fromTop = head.lidTop - (ey - head.eyeTilt * ex);
    this.blend(INK, 0.45 * rise(0.07, 0.0, fromTop) * rise(0.06, 0, open));
    this.blend(WHITE, spark);
    if (ey > head.eyeTilt * ex) this.blend(INK, 0.85 * rise(0.02, 0.006, open));
    else this.blend(colours.shade, 0.6 * rise(0.014, 0.002, open));
  }

  private lids(ex: number, ey: number, open: number): void {
    const { colours } = this;
    const { head } = this.field;
    const upper = ey > head.eyeTilt * ex;
    if (upper && head.lidTop > 0) this.blend(INK, 0.8 * rise(-0.026, -0.006, open));
    else if (head.lidTop <= 0)
      this.blend(
        INK,
        0.75 *
          bump((ey + 0.034 - 0.9 * ex * ex) / 0.02) *
          rise(head.eyeWide, head.eyeWide * 0.8, Math.abs(ex)),
      );
    else this.blend(colours.shade, 0.35 * rise(-0.02, 0, open));
    if (upper) this.blend(colours.shade, 0.4 * bump((open + 0.055) / 0.022));
  }

  private brow(x: number, ax: number, y: number): void {
    const { person, colours } = this;
    const { head } = this.field;
    const inner = head.eyeX - 0.17;
    const u = (ax - inner) / 0.37;
    if (u < -0.1 || u > 1.1) return;
    const sad = head.smile < 0 ? -head.smile : 0;
    const lift = 0.02 * Math.max(0, head.smile);
    const line =
      head.eyeY +
      0.2 +
      0.04 * person.browHeight +
      lift +
      (u - 0.4) * (0.05 + 0.06 * person.browAngle - 0.12 * sad) +
      (0.045 + 0.04 * person.browArch) * bump((u - 0.62) / 0.7) -
      0.07 * u * u;
    const thick = (0.04 + 0.017 * person.browThickness) * (1 - 0.55 * u) * rise(-0.12, 0.08, u) + 0.006;
    const away = Math.abs(y - line) / thick;
    if (away > 1.4) return;
    const hairs = 0.75 + 0.5 * valueNoise(x * 60 + 300, (y - 0.6 * ax) * 30 + 300, 1);
    this.blend(
      colours.brow,
      Math.min(0.95, hairs * rise(1.25, 0.55, away) * rise(1.08, 0.9, u)) * (0.92 - 0.1 * this.old),
    );
  }

  private mouth(ax: number, y: number, z: number): void {
    const { colours } = this;
    const { head } = this.field;
    if (z < 0.3 || y > head.mouthY + 0.3 || y < head.mouthY - 0.35 || ax > head.mouthW + 0.12) return;
    const v = y - head.mouthLine(ax);
    const u = ax / head.mouthW;
    if (u < 1) {
      const side = 1 - u * u;
      const edge = Math.min(head.upperEdge(ax) - v, head.lowerEdge(ax) + v);
      this.blend(colours.lips, 0.9 * rise(-0.012, 0.016, edge));
      this.gloss = 0.3 + 0.3 * rise(0, 0.02, edge);
      const gapTop = head.gap * 0.4 * side;
      const gapBottom = head.gap * side;
      const within = Math.min(gapTop - v, v + gapBottom);
      if (head.gap > 0) {
        this.blend(MOUTH, rise(-0.006, 0.006, within));
        this.blend(
          TEETH,
          rise(0, 0.008, within) * rise(-0.62, -0.5, v / (head.gap * side + 1e-4)) * rise(0.98, 0.85, u),
        );
      }
      this.blend(colours.shade, 0.75 * bump(v / 0.017) * rise(0, -0.008, within));
    }
    // Corners.
    const cx = (ax - head.mouthW) / 0.05;
    const cy = (y - head.mouthLine(head.mouthW)) / 0.03;
    this.blend(colours.shade, 0.5 * bump(Math.min(1, Math.sqrt(cx * cx + cy * cy))));
  }

  private lines(ax: number, y: number, ex: number, ey: number): void {
    const { colours, old } = this;
    const { head } = this.field;
    // From the nose to the corners of the mouth, below the eyes, across the forehead.
    const t = (head.noseY - 0.02 - y) / (head.noseY - head.mouthY);
    const fold = head.mouthW * 0.62 + 0.14 * t;
    this.blend(colours.shade, 0.42 * old * bump((ax - fold) / 0.03) * bump((t - 0.45) / 0.75));
    this.blend(colours.shade, 0.36 * old * bump((ey + 0.125 - 1.6 * ex * ex) / 0.022) * bump(ex / 0.17));
    const crow = ex - 0.2;
    this.blend(
      colours.shade,
      0.3 * old * bump(crow / 0.07) * bump((Math.abs(ey) - 0.5 * crow - 0.02) / 0.012),
    );
    for (let k = 0; k < 2; k++) {
      const rowY = 0.42 + 0.11 * k - 0.12 * ax * ax;
      this.blend(colours.shade, 0.3 * old * bump((y - rowY) / 0.016) * bump(ax / 0.42));
    }
  }

  private freckle(x: number, y: number): void {
    const k = 17;
    const px = x * k + 100;
    const py = y * k + 100;
    const ix = Math.floor(px);
    const iy = Math.floor(py);
    const h = latticeHash(ix, iy, 5);
    if (h > 0.75 * this.person.freckles) return;
    const dx = px - ix - 0.24 - 0.52 * latticeHash(ix, iy, 6);
    const dy = py - iy - 0.24 - 0.52 * latticeHash(ix, iy, 7);
    const r = 0.12 + 0.14 * latticeHash(ix, iy, 8);
    const zone = bump(y * 1.6 + 0.28) * rise(0.62, 0.35, Math.abs(x));
    this.blend(this.colours.shade, 0.6 * zone * rise(r, r * 0.4, Math.sqrt(dx * dx + dy * dy)));
  }

  private mole(x: number, y: number): void {
    const { head } = this.field;
    const turn = this.person.mole * 2 * Math.PI;
    const mx = 0.34 * Math.sin(turn * 3 + 0.8) + (this.person.mole > 0.5 ? 0.1 : -0.1);
    const my = head.mouthY + 0.2 + 0.2 * Math.cos(turn * 2);
    const d = Math.sqrt((x - mx) ** 2 + (y - my) ** 2);
    this.blend(this.colours.shade, 0.95 * rise(0.034, 0.022, d));
  }

  private beard(x: number, ax: number, y: number, z: number): void {
    const { beard } = this.field;
    const grows = beard.density(ax, y, z);
    if (grows <= 0.01) return;
    if (beard.thick === 0) {
      this.blend(
        this.colours.beard,
        0.42 * grows * (0.8 + 0.4 * valueNoise(x * 50 + 300, y * 50 + 300, z * 50 + 300)),
      );
      return;
    }
    const tuft = valueNoise(x * 26 + 100, y * 10 + 100, z * 20 + 100) - 0.5;
    this.blend(this.colours.beard, rise(0.1, 0.55, grows + 0.3 * tuft) * 0.96);
    if (grows > 0.5) for (let c = 0; c < 3; c++) this.colour[c]! *= 1 + 0.5 * tuft;
  }
}

const WHITE: Rgb = [0.82, 0.8, 0.78];
const INK: Rgb = [0.018, 0.013, 0.012];
const MOUTH: Rgb = [0.09, 0.02, 0.02];
const TEETH: Rgb = [0.85, 0.82, 0.76];
