/** Shares of red, green and blue in the light of a pixel (Y of YIQ). */
const LIGHT = [0.299, 0.587, 0.114] as const;

/** The size of a painted picture and of what is painted around it, in pixels. */
export interface PaintingShape {
  width: number;
  height: number;
  /** Painted beyond each edge, and cut off before the picture is shown. */
  margin: number;
}

/**
 * What the optimiser moves, and how it becomes the picture that the network sees and the one that is shown.
 *
 * Either all three colours of each pixel, or only its light: then the network sees grey pictures, and the colours are
 * put back for showing (Gatys et al. 2016, 'Preserving color in neural artistic style transfer', the luminance-only
 * transfer of its section 4).
 */
export interface PaintingSpace {
  /** Variables of a picture, [height, width, 3] with its margin, 0 to 1. */
  enter(pixels: Float32Array): Float32Array;
  /** What the network sees: [height, width, 3] with the margin. */
  seen(variables: Float32Array): Float32Array;
  /** Slopes along the variables, of those along what the network sees. */
  slopes(gradient: Float32Array): Float32Array;
  /** [height, width, RGBA] without the margin. */
  shown(variables: Float32Array): Uint8ClampedArray;
}

/** All three colours of each pixel. */
export function colourSpace(shape: PaintingShape): PaintingSpace {
  return {
    enter: (pixels) => pixels.slice(),
    seen: (variables) => variables,
    slopes: (gradient) => gradient,
    shown: (variables) =>
      show(shape, (to, at) => {
        for (let k = 0; k < 3; k++) to[k] = variables[at * 3 + k]!;
      }),
  };
}

/**
 * Only the light of each pixel.
 *
 * @param colours picture whose colours are shown, [height, width, 3] with its margin
 */
export function lightSpace(shape: PaintingShape, colours: Float32Array): PaintingSpace {
  const own = lightOf(colours);
  return {
    enter: lightOf,
    seen: (variables) => grey(variables),
    slopes: (gradient) => sumOfColours(gradient),
    shown: (variables) =>
      show(shape, (to, at) => {
        const lighter = variables[at]! - own[at]!;
        // I and Q of YIQ stay when all three colours move alike.
        for (let k = 0; k < 3; k++) to[k] = colours[at * 3 + k]! + lighter;
      }),
  };
}

/** The light of each pixel of [.., 3]. */
export function lightOf(pixels: Float32Array): Float32Array {
  const light = new Float32Array(pixels.length / 3);
  for (let i = 0; i < light.length; i++) {
    light[i] = LIGHT[0] * pixels[3 * i]! + LIGHT[1] * pixels[3 * i + 1]! + LIGHT[2] * pixels[3 * i + 2]!;
  }
  return light;
}

/** Each light three times: a grey picture. */
export function grey(light: Float32Array): Float32Array {
  const pixels = new Float32Array(light.length * 3);
  for (let i = 0; i < light.length; i++) pixels.fill(light[i]!, 3 * i, 3 * i + 3);
  return pixels;
}

/**
 * Stretches the light of a style until its mean and its spread are those of the content (equation 10 of the same
 * paper), as far as 0 to 1 goes. A style of one light becomes the content's mean.
 */
export function matchLight(style: Float32Array, content: Float32Array): Float32Array {
  const from = momentsOf(style);
  const to = momentsOf(content);
  const stretch = from.spread > 1e-6 ? to.spread / from.spread : 0;
  return style.map((light) => Math.min(Math.max((light - from.mean) * stretch + to.mean, 0), 1));
}

function momentsOf(values: Float32Array): { mean: number; spread: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, spread: Math.sqrt(squares / values.length) };
}

function sumOfColours(gradient: Float32Array): Float32Array {
  const slopes = new Float32Array(gradient.length / 3);
  for (let i = 0; i < slopes.length; i++) {
    slopes[i] = gradient[3 * i]! + gradient[3 * i + 1]! + gradient[3 * i + 2]!;
  }
  return slopes;
}

function show(
  { width, height, margin }: PaintingShape,
  colour: (to: Float64Array, at: number) => void,
): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const pixel = new Float64Array(3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    const first = (row + margin) * (width + 2 * margin) + margin;
    for (let column = 0; column < width; column++, to += 4) {
      colour(pixel, first + column);
      for (let k = 0; k < 3; k++) rgba[to + k] = 255 * pixel[k]!;
      rgba[to + 3] = 255;
    }
  }
  return rgba;
}

/** A picture with its margin cut off: [height, width, 3]. */
export function cropped(pixels: Float32Array, { width, height, margin }: PaintingShape): Float32Array {
  const inner = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const first = ((row + margin) * (width + 2 * margin) + margin) * 3;
    inner.set(pixels.subarray(first, first + width * 3), row * width * 3);
  }
  return inner;
}

/** A picture with its outermost pixels mirrored outwards as its margin: [height + 2 margin, width + 2 margin, 3]. */
export function reflected(pixels: Float32Array, { width, height, margin }: PaintingShape): Float32Array {
  if (margin === 0) return pixels.slice();
  const wide = width + 2 * margin;
  const outer = new Float32Array(wide * (height + 2 * margin) * 3);
  for (let row = 0; row < height + 2 * margin; row++) {
    const from = mirrored(row - margin, height) * width;
    for (let column = 0; column < wide; column++) {
      const at = (from + mirrored(column - margin, width)) * 3;
      for (let k = 0; k < 3; k++) outer[(row * wide + column) * 3 + k] = pixels[at + k]!;
    }
  }
  return outer;
}

function mirrored(place: number, size: number): number {
  const within = place < 0 ? -place : place >= size ? 2 * (size - 1) - place : place;
  return Math.min(Math.max(within, 0), size - 1);
}
