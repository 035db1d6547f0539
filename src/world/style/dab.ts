import type { Canvas } from './canvas.ts';
import type { Rgb } from './colours.ts';

export interface Dab {
  /** Half its width, units; `length` times as long. */
  radius: number;
  length: number;
  /** Radians. */
  angle: number;
  colour: Rgb;
  /** Thickness in the middle, units. */
  load: number;
}

/** Sets a round or oval dab of thick paint. */
export function paintDab(canvas: Canvas, x: number, y: number, dab: Dab): void {
  const { radius, length, angle, colour, load } = dab;
  const { scale, width, height, thick } = canvas;
  const reach = radius * length;
  const left = Math.max(0, Math.floor((x - reach) * scale - 1));
  const right = Math.min(width - 1, Math.ceil((x + reach) * scale + 1));
  const top = Math.max(0, Math.floor((y - reach) * scale - 1));
  const bottom = Math.min(height - 1, Math.ceil((y + reach) * scale + 1));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const soft = 1 / (scale * radius);
  for (let row = top; row <= bottom; row++) {
    const dy = (row + 0.5) / scale - y;
    for (let column = left; column <= right; column++) {
      const dx = (column + 0.5) / scale - x;
      const u = (dx * cos + dy * sin) / reach;
      const v = (dy * cos - dx * sin) / radius;
      const square = u * u + v * v;
      const cover = (1 - Math.sqrt(square)) / soft;
      if (cover <= 0) continue;
      const share = Math.min(cover, 1);
      const at = row * width + column;
      for (let c = 0; c < 3; c++) {
        const old = canvas.colour[3 * at + c]!;
        canvas.colour[3 * at + c] = old + (colour[c]! - old) * share;
      }
      // A rim a little higher than the middle, as the brush leaves it when it is lifted.
      const body = load * (0.75 + 0.6 * square) * (1 - square * square * square);
      thick[at] = thick[at]! + (0.3 * thick[at]! + body - thick[at]!) * share;
    }
  }
}
