import type { Rgb } from './colours.ts';

/** Working pixels along the shorter side, at least: fine grain is painted before it is made small. */
const FINEST = 360;

/** What comes out of a painter. */
export interface Painting {
  width: number;
  height: number;
  /** sRGB, row-major, height × width × 3. */
  pixels: Uint8ClampedArray;
}

/**
 * Colour and thickness of paint on a grid finer than the picture. Painters measure in units of the
 * picture's shorter side, x to the right and y down, so that a painting is the same at any size.
 */
export class Canvas {
  /** Size of the picture, pixels. */
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  /** Working pixels per pixel of the picture along a side, and per unit. */
  readonly over: number;
  readonly scale: number;
  /** Working pixels. */
  readonly width: number;
  readonly height: number;
  /** Extent in units. */
  readonly wide: number;
  readonly tall: number;
  /** sRGB 0 to 1, [height, width, 3]. */
  readonly colour: Float32Array;
  /** Thickness of paint, [height, width], in units. */
  readonly thick: Float32Array;

  constructor(pictureWidth: number, pictureHeight: number) {
    const shorter = Math.min(pictureWidth, pictureHeight);
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.over = Math.max(2, Math.ceil(FINEST / shorter));
    this.scale = this.over * shorter;
    this.width = pictureWidth * this.over;
    this.height = pictureHeight * this.over;
    this.wide = pictureWidth / shorter;
    this.tall = pictureHeight / shorter;
    this.colour = new Float32Array(this.width * this.height * 3);
    this.thick = new Float32Array(this.width * this.height);
  }

  fill(colour: Rgb): void {
    for (let i = 0; i < this.colour.length; i += 3) this.colour.set(colour, i);
  }

  /**
   * Paints each working pixel by itself.
   *
   * @param paint writes sRGB and thickness (units) at a place (units) to `out`
   */
  each(paint: (x: number, y: number, out: Float64Array) => void): void {
    const out = new Float64Array(4);
    let at = 0;
    for (let row = 0; row < this.height; row++) {
      const y = (row + 0.5) / this.scale;
      for (let column = 0; column < this.width; column++, at++) {
        out[3] = 0;
        paint((column + 0.5) / this.scale, y, out);
        this.colour[3 * at] = out[0]!;
        this.colour[3 * at + 1] = out[1]!;
        this.colour[3 * at + 2] = out[2]!;
        this.thick[at] = out[3]!;
      }
    }
  }

  /**
   * Lights the relief of the paint from the upper left.
   *
   * @param depth how much steeper the relief is made
   * @param gloss strength of highlights on slopes that face the light
   */
  light(depth: number, gloss = 0): void {
    const { width, height, thick, colour } = this;
    const steep = depth * this.scale * 0.5;
    for (let row = 0; row < height; row++) {
      const above = row > 0 ? width : 0;
      const below = row < height - 1 ? width : 0;
      for (let column = 0; column < width; column++) {
        const at = row * width + column;
        const dx = thick[at + (column < width - 1 ? 1 : 0)]! - thick[at - (column > 0 ? 1 : 0)]!;
        const dy = thick[at + below]! - thick[at - above]!;
        let slope = steep * (dx * 0.62 + dy * 0.78);
        slope /= 1 + Math.abs(slope);
        const shine = slope > 0.35 ? gloss * (slope - 0.35) : 0;
        for (let c = 3 * at; c < 3 * at + 3; c++) colour[c] = colour[c]! * (1 + 0.55 * slope) + shine;
      }
    }
  }

  /** The picture: working pixels averaged. */
  finish(): Painting {
    const { over, width, colour } = this;
    const pixels = new Uint8ClampedArray(this.pictureWidth * this.pictureHeight * 3);
    const line = new Float64Array(this.pictureWidth * 3);
    const share = 255 / (over * over);
    for (let row = 0; row < this.pictureHeight; row++) {
      line.fill(0);
      for (let k = 0; k < over; k++) {
        let from = (row * over + k) * width * 3;
        for (let column = 0; column < width; column++, from += 3) {
          const to = 3 * Math.floor(column / over);
          line[to] = line[to]! + clamp01(colour[from]!);
          line[to + 1] = line[to + 1]! + clamp01(colour[from + 1]!);
          line[to + 2] = line[to + 2]! + clamp01(colour[from + 2]!);
        }
      }
      for (let i = 0; i < line.length; i++) pixels[row * line.length + i] = line[i]! * share;
    }
    return { width: this.pictureWidth, height: this.pictureHeight, pixels };
  }
}

function clamp01(value: number): number {
  return value < 0 ? 0 : Math.min(value, 1);
}
