/** How far a picture is changed: see `varyInto`. */
const SHIFT = 0.08;
const ZOOM = 0.12;
const LIGHT = 0.25;
const TINT = 0.06;
const GRAIN = 0.03;

/**
 * Copies a picture, changed as its label does not mind: moved and enlarged a little, mirrored half the time, under
 * other and otherwise tinted light, with faint noise. This is what is called augmentation.
 *
 * @param picture [side, side, 3], 0 to 1
 * @param target of the same length, written; numbers stay within 0 and 1
 * @param random uniform on [0, 1)
 */
export function varyInto(
  target: Float32Array,
  picture: Float32Array,
  side: number,
  random: () => number,
): void {
  const spread = (by: number) => by * (2 * random() - 1);
  const mirrored = random() < 0.5 ? -1 : 1;
  const zoom = 1 / (1 + spread(ZOOM));
  const centre = (side - 1) / 2;
  const left = centre + spread(SHIFT) * side;
  const top = centre + spread(SHIFT) * side;
  const light = 1 + spread(LIGHT);
  const tints = [0, 1, 2].map(() => light * (1 + spread(TINT)));
  for (let row = 0; row < side; row++) {
    const y = inside(top + (row - centre) * zoom, side);
    for (let column = 0; column < side; column++) {
      const x = inside(left + (column - centre) * zoom * mirrored, side);
      const to = (row * side + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const value = between(picture, side, x, y, channel) * tints[channel]! + spread(GRAIN);
        target[to + channel] = Math.min(1, Math.max(0, value));
      }
    }
  }
}

/** The nearest place that lies in the picture. */
function inside(place: number, side: number): number {
  return Math.min(side - 1, Math.max(0, place));
}

/** Bilinear interpolation. */
function between(picture: Float32Array, side: number, x: number, y: number, channel: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = Math.min(side - 1, column + 1);
  const below = Math.min(side - 1, row + 1);
  const at = (r: number, c: number) => picture[(r * side + c) * 3 + channel]!;
  const upper = at(row, column) + (at(row, right) - at(row, column)) * (x - column);
  const lower = at(below, column) + (at(below, right) - at(below, column)) * (x - column);
  return upper + (lower - upper) * (y - row);
}
