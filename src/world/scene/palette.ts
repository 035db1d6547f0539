/** A colour in OKLCH: lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. */
export interface Colour {
  lightness: number;
  chroma: number;
  hue: number;
}

export interface Palette {
  body: Colour;
  second: Colour;
  accent: Colour;
  trim: Colour;
  wall: Colour;
  floor: Colour;
}

/** Steps round the colour wheel from the body's hue to second, accent and trim. */
const HARMONIES = [
  [25, -30, 180],
  [180, 28, 205],
  [120, 240, 30],
  [-35, 150, 180],
  [60, -60, 185],
  [0, 180, 35],
  [90, 180, 270],
] as const;

/**
 * Draws colours that go together: any hue for the body, the others by a harmony of the colour wheel;
 * second is told apart from body, and wall from body, by lightness.
 *
 * @param random uniform on [0, 1)
 */
export function samplePalette(random: () => number): Palette {
  const between = (min: number, max: number) => min + (max - min) * random();
  const hue = random() * 360;
  const harmony = HARMONIES[Math.floor(random() * HARMONIES.length)]!;
  const toy = (turn: number): Colour => {
    const kind = random();
    const wobble = between(-12, 12);
    if (kind < 0.1)
      return { hue: wrap(hue + turn), chroma: between(0, 0.025), lightness: between(0.85, 0.96) };
    if (kind < 0.16) return { hue: wrap(hue + turn), chroma: between(0, 0.03), lightness: between(0.2, 0.6) };
    if (kind < 0.28)
      return { hue: wrap(hue + turn + wobble), chroma: between(0.06, 0.12), lightness: between(0.34, 0.5) };
    return { hue: wrap(hue + turn + wobble), chroma: between(0.09, 0.19), lightness: between(0.55, 0.85) };
  };
  const body = toy(0);
  const second = apart(toy(harmony[0]), body, 0.2);
  const accent = toy(harmony[1]);
  const trim = toy(harmony[2]);

  const wallHue =
    random() < 0.5 ? hue + HARMONIES[Math.floor(random() * HARMONIES.length)]![0] : random() * 360;
  const room = (turn: number): Colour => {
    const vivid = random();
    return {
      hue: wrap(wallHue + turn),
      chroma: vivid < 0.25 ? between(0, 0.02) : vivid < 0.8 ? between(0.03, 0.08) : between(0.08, 0.14),
      lightness: random() < 0.82 ? between(0.7, 0.95) : between(0.4, 0.66),
    };
  };
  const wall = apart(room(0), body, 0.13);
  // Wall and floor stay near each other in lightness: a loud room would drown the toy.
  const contrast = (random() < 0.5 ? -1 : 1) * between(0.05, random() < 0.75 ? 0.16 : 0.3);
  const ground = wall.lightness + contrast;
  const floor = {
    ...room(between(-50, 50)),
    lightness: ground > 0.96 || ground < 0.25 ? wall.lightness - contrast : ground,
  };
  return { body, second, accent, trim, wall, floor };
}

/** The colour, its lightness moved until it stands `gap` away from the other's. */
function apart(colour: Colour, other: Colour, gap: number): Colour {
  const difference = colour.lightness - other.lightness;
  if (Math.abs(difference) >= gap) return colour;
  const up = other.lightness + gap;
  const down = other.lightness - gap;
  const lightness = (difference >= 0 && up <= 0.97) || down < 0.25 ? up : down;
  return { ...colour, lightness: Math.min(0.97, lightness) };
}

function wrap(degrees: number): number {
  return degrees - Math.floor(degrees / 360) * 360;
}
