type Axes = readonly [z: number, y: number, x: number];

/** A volume made ready to be projected again and again. */
export interface ProjectableVolume {
  /** [z, y, x], row-major, values from 0. */
  values: Float32Array;
  size: Axes;
  /** [z, y, x]: the greatest of the eight values from (z, y, x) to (z + 1, y + 1, x + 1). */
  cellMaxima: Float32Array;
  /** The box of voxels outside of which all is 0. */
  low: Axes;
  high: Axes;
}

/** How a volume is turned before it is looked at, in degrees. At 0, 0 it is seen from y = 0 with z = 0 on top. */
export interface Turn {
  /** About the z axis: 90 shows it from the greatest x, with y = 0 at the left. */
  yaw: number;
  /** About the picture's rows, after that: 90 shows it from the greatest z, with y = 0 on top. */
  pitch: number;
}

export interface Projection {
  /** Rows and columns of the picture. */
  side: number;
  /** Voxels that the picture is wide and high; outside the volume all is 0. */
  field: number;
  /** The greatest value that a ray meets, or the mean over the length of `field`. */
  how: 'max' | 'mean';
  /** How much dimmer the far end of the field is than the near one (0 to 1): it lets the eye see what is in front. */
  fade: number;
}

export const PROJECTION: Projection = { side: 96, field: 56, how: 'max', fade: 0 };

/** From one sample of a ray to the next, in voxels. */
const STEP = 0.6;

/** Works out once what `project` needs to skip the parts of a ray that cannot be the brightest. */
export function prepareProjection(values: Float32Array, size: Axes): ProjectableVolume {
  const [depth, height, width] = size;
  let cellMaxima = values;
  // The greatest of two neighbours, along one axis after another.
  for (const [step, axis] of [
    [1, 2],
    [width, 1],
    [width * height, 0],
  ] as const) {
    const wider = cellMaxima.slice();
    for (let z = 0, at = 0; z < depth; z++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++, at++) {
          const place = axis === 0 ? z : axis === 1 ? y : x;
          if (place + 1 < size[axis] && cellMaxima[at + step]! > wider[at]!)
            wider[at] = cellMaxima[at + step]!;
        }
      }
    }
    cellMaxima = wider;
  }
  return { values, size, cellMaxima, ...boxOf(cellMaxima, size) };
}

/** The cells that hold anything, and their far corners. */
function boxOf(cellMaxima: Float32Array, [depth, height, width]: Axes): { low: Axes; high: Axes } {
  const low: [number, number, number] = [depth - 1, height - 1, width - 1];
  const high: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < cellMaxima.length; at++) {
    if (cellMaxima[at] === 0) continue;
    const place = [Math.floor(at / (width * height)), Math.floor(at / width) % height, at % width];
    for (let axis = 0; axis < 3; axis++) {
      low[axis] = Math.min(low[axis]!, place[axis]!);
      high[axis] = Math.max(high[axis]!, place[axis]! + 1);
    }
  }
  return {
    low,
    high: [Math.min(depth - 1, high[0]), Math.min(height - 1, high[1]), Math.min(width - 1, high[2])],
  };
}

/**
 * A picture of a turned volume along parallel rays, one a pixel, sampled trilinearly between voxels: a maximum-intensity projection (Wallis et al. 1989) or a mean, as in an X-ray picture.
 *
 * @returns [side, side], row-major
 */
export function project(
  volume: ProjectableVolume,
  turn: Turn,
  options: Partial<Projection> = {},
): Float32Array {
  const { side, field, how, fade } = { ...PROJECTION, ...options };
  const { values, size, cellMaxima, low, high } = volume;
  const [, height, width] = size;
  const { across, down, away } = axesOf(turn);
  const middle = size.map((length) => (length - 1) / 2) as unknown as Axes;
  const picture = new Float32Array(side * side);
  const [plane, row] = [width * height, width];
  const start: [number, number, number] = [0, 0, 0];
  const bounds: [number, number] = [0, 0];
  for (let v = 0, at = 0; v < side; v++) {
    for (let u = 0; u < side; u++, at++) {
      const right = ((u + 0.5) / side - 0.5) * field;
      const below = ((v + 0.5) / side - 0.5) * field;
      for (let axis = 0; axis < 3; axis++) {
        start[axis] = middle[axis]! + right * across[axis]! + below * down[axis]!;
      }
      if (!clip(start, away, low, high, field / 2, bounds)) continue;
      let best = 0;
      let sum = 0;
      for (let step = Math.ceil(bounds[0] / STEP); step * STEP <= bounds[1]; step++) {
        const w = step * STEP;
        const z = start[0] + w * away[0];
        const y = start[1] + w * away[1];
        const x = start[2] + w * away[2];
        const [k, j, i] = [z | 0, y | 0, x | 0];
        const cell = k * plane + j * row + i;
        const light = 1 - fade * (w / field + 0.5);
        if (how === 'max' && cellMaxima[cell]! * light <= best) continue;
        const [toRight, toBelow, toBehind] = [
          i + 1 < width ? 1 : 0,
          j + 1 < height ? row : 0,
          k + 1 < size[0] ? plane : 0,
        ];
        const [fz, fy, fx] = [z - k, y - j, x - i];
        const value =
          light *
          between(
            between(
              between(values[cell]!, values[cell + toRight]!, fx),
              between(values[cell + toBelow]!, values[cell + toBelow + toRight]!, fx),
              fy,
            ),
            between(
              between(values[cell + toBehind]!, values[cell + toBehind + toRight]!, fx),
              between(values[cell + toBehind + toBelow]!, values[cell + toBehind + toBelow + toRight]!, fx),
              fy,
            ),
            fz,
          );
        sum += value;
        if (value > best) best = value;
      }
      picture[at] = how === 'max' ? best : (sum * STEP) / field;
    }
  }
  return picture;
}

/**
 * Where a place of the volume appears in its projection.
 *
 * @param place [z, y, x] in voxels
 * @returns x and y in pixels from the picture's top left corner (a pixel's middle is at a half), and depth in voxels
 *   behind the volume's middle
 */
export function projectPoint(
  place: Axes,
  size: Axes,
  turn: Turn,
  { side, field }: Pick<Projection, 'side' | 'field'> = PROJECTION,
): { x: number; y: number; depth: number } {
  const { across, down, away } = axesOf(turn);
  const from = place.map((value, axis) => value - (size[axis]! - 1) / 2);
  const along = (axes: Axes) => from[0]! * axes[0] + from[1]! * axes[1] + from[2]! * axes[2];
  return {
    x: (along(across) / field + 0.5) * side,
    y: (along(down) / field + 0.5) * side,
    depth: along(away),
  };
}

/** The picture's axes in the volume, [z, y, x] each: to the right, downwards, away from the eye. */
function axesOf({ yaw, pitch }: Turn): { across: Axes; down: Axes; away: Axes } {
  const [cosYaw, sinYaw] = cosineAndSine(yaw);
  const [cosPitch, sinPitch] = cosineAndSine(pitch);
  return {
    across: [0, sinYaw, cosYaw],
    down: [cosPitch, sinPitch * cosYaw, -sinPitch * sinYaw],
    away: [-sinPitch, cosPitch * cosYaw, -cosPitch * sinYaw],
  };
}

/** Quarter turns are exact, so that they show the voxels as they are. */
function cosineAndSine(degrees: number): [number, number] {
  const quarters = degrees / 90;
  const clean = (value: number) => (Number.isInteger(quarters) ? Math.round(value) : value);
  const angle = (degrees * Math.PI) / 180;
  return [clean(Math.cos(angle)), clean(Math.sin(angle))];
}

/** The part of a ray that lies in a box; false if there is none. */
function clip(
  start: readonly number[],
  away: Axes,
  low: Axes,
  high: Axes,
  reach: number,
  bounds: [number, number],
): boolean {
  let [near, far] = [-reach, reach];
  for (let axis = 0; axis < 3; axis++) {
    const slope = away[axis]!;
    if (Math.abs(slope) < 1e-12) {
      if (start[axis]! < low[axis]! || start[axis]! > high[axis]!) return false;
      continue;
    }
    const [a, b] = [(low[axis]! - start[axis]!) / slope, (high[axis]! - start[axis]!) / slope];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  bounds[0] = near + 1e-9;
  bounds[1] = far - 1e-9;
  return near < far;
}

function between(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
