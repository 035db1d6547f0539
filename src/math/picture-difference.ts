/** Pixels as bytes: RGBA, row-major; alpha plays no part. */
export type PictureBytes = ArrayLike<number>;

/**
 * How far two pictures are apart: the root of the mean squared difference of their colour values, as a part of the whole
 * range. 0: the same; 1: black beside white.
 *
 * @throws RangeError when their lengths differ
 */
export function pictureDifference(one: PictureBytes, other: PictureBytes): number {
  const squares = squaredDifferences(one, other);
  let sum = 0;
  for (const square of squares) sum += square;
  return squares.length > 0 ? Math.sqrt(sum / squares.length) : 0;
}

/**
 * Where two pictures differ: for each pixel the root of the mean squared difference of its three colours, 0 to 1.
 *
 * @returns [positions], row-major
 * @throws RangeError when their lengths differ
 */
export function differenceMap(one: PictureBytes, other: PictureBytes): Float32Array {
  return squaredDifferences(one, other).map(Math.sqrt);
}

/** The mean over the three colours, for each pixel. */
function squaredDifferences(one: PictureBytes, other: PictureBytes): Float32Array {
  if (one.length !== other.length) {
    throw new RangeError(`Pictures of ${one.length} and ${other.length} bytes can't be compared.`);
  }
  const squares = new Float32Array(one.length / 4);
  for (let i = 0; i < squares.length; i++) {
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += (one[i * 4 + k]! - other[i * 4 + k]!) ** 2;
    squares[i] = sum / (3 * 255 * 255);
  }
  return squares;
}
