import { COLOUR_NAMES, type ColourName } from './vocabulary.ts';

/**
 * Linear-light sRGB of an OKLCH colour (Ottosson 2020, "A perceptual color space for image
 * processing"). A colour outside of sRGB keeps hue and lightness and loses chroma until it fits.
 *
 * @param lightness 0 (black) to 1 (white)
 * @param chroma 0 (grey) to about 0.3
 * @param hue in degrees
 * @returns red, green, blue in 0 to 1, linear
 */
export function oklchToLinear(lightness: number, chroma: number, hue: number): [number, number, number] {
  const radians = (hue * Math.PI) / 180;
  const a = Math.cos(radians);
  const b = Math.sin(radians);
  let low = 0;
  let high = chroma;
  let rgb = oklabToLinear(lightness, high * a, high * b);
  if (!inGamut(rgb)) {
    for (let i = 0; i < 12; i++) {
      const middle = (low + high) / 2;
      rgb = oklabToLinear(lightness, middle * a, middle * b);
      if (inGamut(rgb)) low = middle;
      else high = middle;
    }
    rgb = oklabToLinear(lightness, low * a, low * b);
  }
  return [clamp01(rgb[0]), clamp01(rgb[1]), clamp01(rgb[2])];
}

/**
 * OKLab coordinates of a linear-light sRGB colour.
 *
 * @returns lightness 0 to 1, a (green to red), b (blue to yellow)
 */
export function linearToOklab(r: number, g: number, b: number): [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** sRGB component (0 to 255) of a linear-light one (0 to 1); IEC 61966-2-1. */
export function encodeComponent(linear: number): number {
  const c = clamp01(linear);
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
}

/** Linear-light component (0 to 1) of an sRGB one (0 to 255). */
export function decodeComponent(encoded: number): number {
  const c = encoded / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Typical colours of each basic term, sRGB; a colour takes the name of the nearest one. */
const TYPICAL: Record<ColourName, readonly string[]> = {
  black: ['101010', '282828', '1c1f26', '2a2320'],
  grey: ['808080', '606060', 'a0a0a0', '7c858c', '8c857c'],
  white: ['f8f8f8', 'e2e2e2', 'f2ead9', 'dfe6ec'],
  red: ['d22a2a', 'a01c24', 'e8403a', '7d1620'],
  orange: ['f0862a', 'e8703a', 'f6a24a', 'd97a1e'],
  yellow: ['f2d22e', 'f5e07a', 'd8b82a', 'e6cc52'],
  green: ['3c9a46', '7cc060', '2a6a38', 'a8d88a', '5c8f2e', '3fae8a', '9db83a'],
  blue: ['2f6fd0', '5aa6e6', '20408c', 'a4ccf0', '2f9fb8', '1a2f60', '6aa0b8'],
  purple: ['7a3fb0', '9f74d0', '52287c', 'c4a8e6', '6a5ac8', '8a3f8c'],
  pink: ['ee7fb0', 'f6b4cc', 'd84a90', 'f59aa8', 'e8a0d0'],
  brown: ['7a4a24', '5a3418', '9a6a42', '8a5a4a', 'b08a5e', '6b5a2a'],
};

const prototypes: { index: number; lab: readonly number[] }[] = [];
COLOUR_NAMES.forEach((name, index) => {
  for (const hex of TYPICAL[name]) {
    const [r, g, b] = [0, 2, 4].map((at) => decodeComponent(Number.parseInt(hex.slice(at, at + 2), 16)));
    prototypes.push({ index, lab: linearToOklab(r!, g!, b!) });
  }
});

/**
 * The basic colour term nearest to a colour, by distance in OKLab.
 *
 * @param r red, 0 to 255 (sRGB); g, b alike
 */
export function nearestColourName(r: number, g: number, b: number): ColourName {
  return COLOUR_NAMES[nearestColourIndex(decodeComponent(r), decodeComponent(g), decodeComponent(b))]!;
}

/** As `nearestColourName`, from linear-light components (0 to 1) to the index in `COLOUR_NAMES`. */
export function nearestColourIndex(r: number, g: number, b: number): number {
  const [l, a, c] = linearToOklab(r, g, b);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const { index, lab } of prototypes) {
    const square = (l - lab[0]!) ** 2 + (a - lab[1]!) ** 2 + (c - lab[2]!) ** 2;
    if (square < least) {
      least = square;
      best = index;
    }
  }
  return best;
}

function oklabToLinear(lightness: number, a: number, b: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function inGamut(rgb: readonly number[]): boolean {
  return rgb.every((c) => c >= -0.0005 && c <= 1.0005);
}

function clamp01(value: number): number {
  return value < 0 ? 0 : Math.min(value, 1);
}
