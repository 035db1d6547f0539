import { randomStream } from '../random.ts';

export const HAIR_STYLES = [
  'shaved',
  'fringe of hair',
  'buzz cut',
  'short crop',
  'side parting',
  'quiff',
  'short curls',
  'afro',
  'pixie cut',
  'bob',
  'bob with bangs',
  'long straight',
  'long wavy',
  'bun',
  'ponytail',
  'braids',
  'locs',
] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export const HAIR_COLOURS = ['black', 'dark brown', 'brown', 'auburn', 'red', 'dark blond', 'blond'] as const;
export type HairColour = (typeof HAIR_COLOURS)[number];

export const BEARDS = ['none', 'stubble', 'moustache', 'goatee', 'short beard', 'full beard'] as const;
export type Beard = (typeof BEARDS)[number];

export const EYE_COLOURS = ['dark brown', 'brown', 'hazel', 'green', 'blue', 'grey'] as const;
export type EyeColour = (typeof EYE_COLOURS)[number];

/** An invented person: all that stays the same from picture to picture. Plain data, see `IDENTITY_RANGES`. */
export interface Identity {
  /** Bones and flesh: −1 to 1, 0 the middle. */
  faceWidth: number;
  faceLength: number;
  forehead: number;
  jawWidth: number;
  jawSquare: number;
  chinLength: number;
  chinWidth: number;
  cheekbones: number;
  cheeks: number;
  neckWidth: number;
  earSize: number;
  earAngle: number;
  eyeSize: number;
  eyeSpacing: number;
  eyeHeight: number;
  eyeTilt: number;
  eyeLids: number;
  browHeight: number;
  browThickness: number;
  browAngle: number;
  browArch: number;
  noseLength: number;
  noseWidth: number;
  noseBridge: number;
  noseTip: number;
  mouthWidth: number;
  mouthHeight: number;
  upperLip: number;
  lowerLip: number;
  /** How red the lips are. */
  lipTint: number;
  /** 0 lightest to 1 darkest; see `skinToneGroup`. */
  skinTone: number;
  /** −1 cool (rosy) to 1 warm (golden). */
  undertone: number;
  /** 0 to 1; freckles are seen from about 0.2 on. */
  freckles: number;
  /** 0 none, else up to 1: which place on the face has a mole. */
  mole: number;
  /** Years, 18 to 80. */
  age: number;
  eyeColour: EyeColour;
  hairStyle: HairStyle;
  hairColour: HairColour;
  /** Lightness within the colour, −1 to 1. */
  hairShade: number;
  /** Share of grey hair, 0 to 1. */
  hairGrey: number;
  hairVolume: number;
  hairLength: number;
  /** −1 a low, round hairline to 1 a high one that recedes at the temples. */
  hairline: number;
  /** Which side hair is parted on or falls to, −1 to 1. */
  hairSide: number;
  beard: Beard;
}

export type NumericTrait = Exclude<keyof Identity, 'eyeColour' | 'hairStyle' | 'hairColour' | 'beard'>;

const shape = { min: -1, max: 1, step: 0.05 };
const part = { min: 0, max: 1, step: 0.01 };

/** Smallest and largest legal value and step of every numeric trait. */
export const IDENTITY_RANGES: Record<NumericTrait, { min: number; max: number; step: number }> = {
  faceWidth: shape,
  faceLength: shape,
  forehead: shape,
  jawWidth: shape,
  jawSquare: shape,
  chinLength: shape,
  chinWidth: shape,
  cheekbones: shape,
  cheeks: shape,
  neckWidth: shape,
  earSize: shape,
  earAngle: shape,
  eyeSize: shape,
  eyeSpacing: shape,
  eyeHeight: shape,
  eyeTilt: shape,
  eyeLids: shape,
  browHeight: shape,
  browThickness: shape,
  browAngle: shape,
  browArch: shape,
  noseLength: shape,
  noseWidth: shape,
  noseBridge: shape,
  noseTip: shape,
  mouthWidth: shape,
  mouthHeight: shape,
  upperLip: shape,
  lowerLip: shape,
  lipTint: shape,
  skinTone: part,
  undertone: shape,
  freckles: part,
  mole: part,
  age: { min: 18, max: 80, step: 1 },
  hairShade: shape,
  hairGrey: part,
  hairVolume: shape,
  hairLength: shape,
  hairline: shape,
  hairSide: shape,
};

export const SKIN_TONE_GROUPS = 6;
/** Words for the six groups, lightest first. */
export const SKIN_TONE_NAMES: readonly string[] = [
  'very light',
  'light',
  'medium',
  'light brown',
  'brown',
  'dark brown',
];

/** Group of a person's skin tone: 0 (lightest) to 5 (darkest), each a sixth of the range of `skinTone`. */
export function skinToneGroup(identity: Pick<Identity, 'skinTone'>): number {
  return Math.min(SKIN_TONE_GROUPS - 1, Math.max(0, Math.floor(identity.skinTone * SKIN_TONE_GROUPS)));
}

/** Hair styles that leave no doubt in company of a beard, and those rarer with one. */
const LONG_STYLES: readonly HairStyle[] = ['bob', 'bob with bangs', 'pixie cut', 'long straight', 'braids'];
const GROUP_ORDER = [0, 3, 1, 4, 2, 5];

/**
 * Draws a person. Any six seeds from 6n to 6n + 5 hold one person of each skin tone group. Hair,
 * age and bones are drawn without regard to skin tone, and alike for all groups; a beard, a broad jaw and
 * heavy brows come rather together, and grey hair with age.
 *
 * @param seed any integer; the same seed gives the same person
 */
export function sampleIdentity(seed: number): Identity {
  const whole = Math.floor(Number.isFinite(seed) ? seed : 0);
  const random = randomStream(Math.imul(whole | 0, 0x9e3779b1) ^ 0x6a09e667);
  for (let i = 0; i < 4; i++) random();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const between = (min: number, max: number) => min + (max - min) * random();
  const around = (middle: number, spread: number) =>
    Math.min(1, Math.max(-1, middle + spread * (random() + random() - 1)));

  const place = ((whole % SKIN_TONE_GROUPS) + SKIN_TONE_GROUPS) % SKIN_TONE_GROUPS;
  const skinTone = (GROUP_ORDER[place]! + between(0.08, 0.92)) / SKIN_TONE_GROUPS;
  const build = between(-1, 1);
  const age = Math.round(between(18, 80));
  const bearded = build > -0.1 && random() < 0.66;
  let beard = pick(BEARDS.slice(1));
  if (!bearded) beard = 'none';
  let hairStyle = pick(HAIR_STYLES);
  const second = pick(HAIR_STYLES);
  // Once more for the rarest companies: they stay possible.
  if (LONG_STYLES.includes(hairStyle) && bearded) hairStyle = second;
  if (hairStyle === 'fringe of hair' && (age < 38 || build < 0)) hairStyle = second;
  if (hairStyle === 'fringe of hair' && age < 30) hairStyle = 'short crop';
  const turning = between(40, 72);
  const grey = Math.min(1, Math.max(0, (age - turning) / 16));
  return {
    faceWidth: between(-1, 1),
    faceLength: between(-1, 1),
    forehead: between(-1, 1),
    jawWidth: around(0.35 * build, 1),
    jawSquare: around(0.5 * build, 0.9),
    chinLength: between(-1, 1),
    chinWidth: around(0.3 * build, 1),
    cheekbones: between(-1, 1),
    cheeks: between(-1, 1),
    neckWidth: around(0.6 * build, 0.7),
    earSize: between(-1, 1),
    earAngle: between(-1, 1),
    eyeSize: between(-1, 1),
    eyeSpacing: between(-1, 1),
    eyeHeight: between(-1, 1),
    eyeTilt: between(-1, 1),
    eyeLids: between(-1, 1),
    browHeight: around(-0.2 * build, 1),
    browThickness: around(0.45 * build, 0.9),
    browAngle: between(-1, 1),
    browArch: around(-0.3 * build, 1),
    noseLength: between(-1, 1),
    noseWidth: between(-1, 1),
    noseBridge: between(-1, 1),
    noseTip: between(-1, 1),
    mouthWidth: between(-1, 1),
    mouthHeight: between(-1, 1),
    upperLip: around(-0.2 * build, 1),
    lowerLip: around(-0.2 * build, 1),
    lipTint: between(-1, 1),
    skinTone,
    undertone: between(-1, 1),
    freckles: random() < 0.2 ? between(0.35, 1) : 0,
    mole: random() < 0.22 ? between(0.05, 1) : 0,
    age,
    eyeColour: pick(EYE_COLOURS),
    hairStyle,
    hairColour: pick(HAIR_COLOURS),
    hairShade: between(-1, 1),
    hairGrey: grey,
    hairVolume: between(-1, 1),
    hairLength: between(-1, 1),
    hairline: between(-1, 1),
    hairSide: between(0.35, 1) * (random() < 0.5 ? -1 : 1),
    beard,
  };
}

/**
 * The nearest legal person: numbers outside of `IDENTITY_RANGES` go to the nearest end, what is not a
 * number to the middle, unknown words to the first of their list.
 */
export function clampIdentity(identity: Identity): Identity {
  const legal = { ...identity };
  for (const [name, { min, max }] of Object.entries(IDENTITY_RANGES) as [
    NumericTrait,
    { min: number; max: number },
  ][]) {
    const value = legal[name];
    const number = typeof value === 'number' && !Number.isNaN(value) ? value : (min + max) / 2;
    legal[name] = Math.min(max, Math.max(min, number));
  }
  if (!EYE_COLOURS.includes(legal.eyeColour)) legal.eyeColour = EYE_COLOURS[0];
  if (!HAIR_STYLES.includes(legal.hairStyle)) legal.hairStyle = HAIR_STYLES[0];
  if (!HAIR_COLOURS.includes(legal.hairColour)) legal.hairColour = HAIR_COLOURS[0];
  if (!BEARDS.includes(legal.beard)) legal.beard = BEARDS[0];
  return legal;
}

export { describeIdentity } from './describe.ts';
