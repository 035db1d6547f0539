import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { choice, flag, integer, nearestOptions, number, type OptionsFrom, seed } from '#site/view-options';
import {
  CONDITION_RANGES,
  type Conditions,
  clampConditions,
  GLASSES,
  HATS,
  NEUTRAL,
  type NumericCondition,
} from '#world/face/conditions';
import { FACE_SETS, pictureConditions } from '#world/face/sets';

export const WIDGET = 'verify-recognise';

/** The people of the gallery as it is shipped: the first of their set, from picture 0. */
export const DEFAULT_PEOPLE = 12;
/** In place of a picture's number: the conditions are those that the options spell out. */
export const BY_HAND = -1;
/** Who is at the camera at first, in which picture: another than the one that was enrolled, turned and in glasses. */
const FIRST_PERSON = FACE_SETS.gallery.first + 7;
const FIRST_PICTURE = 1;

/** Ways to choose τ: where both errors are equal; by how many false accepts are let through; by hand (`tau`). */
export const RULES = ['equal', 'safe', 'easy', 'hand'] as const;
export type Rule = (typeof RULES)[number];

const condition = (name: NumericCondition) => number(NEUTRAL[name], CONDITION_RANGES[name]);

const CONDITIONS = {
  yaw: condition('yaw'),
  pitch: condition('pitch'),
  roll: condition('roll'),
  lightAngle: condition('lightAngle'),
  lightHeight: condition('lightHeight'),
  brightness: condition('brightness'),
  warmth: condition('warmth'),
  expression: condition('expression'),
  eyesClosed: flag(NEUTRAL.eyesClosed),
  glasses: choice(NEUTRAL.glasses, GLASSES),
  hat: choice(NEUTRAL.hat, HATS),
  accessoryHue: condition('accessoryHue'),
  clothing: condition('clothing'),
  clothingLight: condition('clothingLight'),
  background: condition('background'),
  backgroundLight: condition('backgroundLight'),
  x: condition('x'),
  y: condition('y'),
  scale: condition('scale'),
  blur: condition('blur'),
  noise: condition('noise'),
  noiseSeed: condition('noiseSeed'),
};

export const SPECS = {
  mode: choice('verify', ['verify', 'recognise']),
  /** Identity seed of who stands before the camera. */
  probe: seed(FIRST_PERSON),
  picture: integer(FIRST_PICTURE, { min: BY_HAND, max: 99 }),
  /** Identity seed of the person whose name is claimed. */
  claim: seed(FIRST_PERSON),
  threshold: choice<Rule>('equal', RULES),
  tau: number(0.8, { min: 0, max: 4, step: 0.01 }),
  asNetwork: flag(false),
  ...CONDITIONS,
};

export type VerifyOptions = OptionsFrom<typeof SPECS>;

const FIELDS = Object.keys(CONDITIONS) as (keyof Conditions)[];

/** The conditions of the probe. */
export function conditionsOf(options: VerifyOptions): Conditions {
  if (options.picture !== BY_HAND) return pictureConditions(options.probe, options.picture);
  return clampConditions(
    Object.fromEntries(FIELDS.map((field) => [field, options[field]])) as unknown as Conditions,
  );
}

/**
 * The options after a request. One that names a condition, and no picture, starts from the conditions as they are; one
 * that names τ, and no rule, chooses by hand.
 */
export function withRequest(options: VerifyOptions, request: Options): VerifyOptions {
  let before = options;
  const wanted: Record<string, Options[string]> = { ...request };
  if (wanted.picture === undefined && FIELDS.some((field) => wanted[field] !== undefined)) {
    before = nearestOptions(SPECS, { ...options, ...conditionsOf(options) });
    wanted.picture = BY_HAND;
  }
  if (wanted.tau !== undefined && wanted.threshold === undefined) wanted.threshold = 'hand';
  return applyRequest(SPECS, before, wanted);
}
