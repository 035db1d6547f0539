/** How much of a voxel's noise comes from each neighbour in its row and column, as in a reconstructed scan. */
const NEIGHBOUR = 0.35;

/**
 * Noise like a reconstructed scan's: normal, a little coarse within a slice, new in the next one.
 *
 * @param deviation standard deviation
 * @returns [slices × rows × columns]
 */
export function scanNoise(
  [slices, rows, columns]: readonly [number, number, number],
  deviation: number,
  random: () => number,
): Float32Array {
  const noise = new Float32Array(slices * rows * columns);
  if (deviation === 0) return noise;
  const width = columns + 2;
  const white = new Float32Array((rows + 2) * width);
  const smooth = new Float32Array((rows + 2) * width);
  const scale = deviation / (1 + 2 * NEIGHBOUR * NEIGHBOUR);
  for (let slice = 0; slice < slices; slice++) {
    for (let i = 0; i < white.length; i += 2) {
      const length = Math.sqrt(-2 * Math.log(1 - random()));
      const angle = 2 * Math.PI * random();
      white[i] = length * Math.cos(angle);
      if (i + 1 < white.length) white[i + 1] = length * Math.sin(angle);
    }
    for (let i = 1; i < white.length - 1; i++) {
      smooth[i] = white[i]! + NEIGHBOUR * (white[i - 1]! + white[i + 1]!);
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = (row + 1) * width + column + 1;
        noise[(slice * rows + row) * columns + column] =
          scale * (smooth[i]! + NEIGHBOUR * (smooth[i - width]! + smooth[i + width]!));
      }
    }
  }
  return noise;
}
