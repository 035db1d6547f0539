import type { OptionSpec } from '#site/view-options';
import {
  CONDITION_RANGES,
  type Conditions,
  GLASSES,
  HATS,
  type NumericCondition,
} from '#world/face/conditions';

/** The conditions of a picture that a reader can change. */
export const NUMBERS_OF_LOOK = [
  'yaw',
  'pitch',
  'roll',
  'lightAngle',
  'lightHeight',
  'brightness',
  'warmth',
  'expression',
  'blur',
  'noise',
] as const satisfies NumericCondition[];
const WORDS_OF_LOOK: Record<string, readonly string[]> = {
  glasses: GLASSES,
  hat: HATS,
  eyesClosed: ['yes', 'no'],
};

export type LookChanges = Partial<Conditions>;

function legalNumber(name: NumericCondition, text: string): number | null {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const { min, max, step } = CONDITION_RANGES[name];
  const clamped = Math.min(max, Math.max(min, value));
  return Number((min + Math.round((clamped - min) / step) * step).toFixed(6));
}

/**
 * Changes of a picture's conditions from their text, 'yaw_20~hat_cap'. What is unknown or illegal is passed over,
 * numbers go to the nearest legal one.
 */
export function readLook(text: string): LookChanges {
  const changes: Record<string, number | string | boolean> = {};
  for (const part of text.split('~')) {
    const at = part.indexOf('_');
    const [name, value] = [part.slice(0, at), part.slice(at + 1)];
    if ((NUMBERS_OF_LOOK as readonly string[]).includes(name)) {
      const number = legalNumber(name as NumericCondition, value);
      if (number !== null) changes[name] = number;
    } else if (Object.hasOwn(WORDS_OF_LOOK, name) && WORDS_OF_LOOK[name]!.includes(value)) {
      changes[name] = name === 'eyesClosed' ? value === 'yes' : value;
    }
  }
  return changes;
}

/** The text of changes, always in the same order; '' for none. */
export function writeLook(changes: LookChanges): string {
  const names = [...NUMBERS_OF_LOOK, ...Object.keys(WORDS_OF_LOOK)] as (keyof Conditions)[];
  return names
    .filter((name) => changes[name] !== undefined)
    .map((name) => {
      const value = changes[name];
      return `${name}_${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`;
    })
    .join('~');
}

/** What differs from the conditions of the picture that it began with. */
export function lookBetween(from: Conditions, to: Conditions): string {
  const names = [...NUMBERS_OF_LOOK, ...Object.keys(WORDS_OF_LOOK)] as (keyof Conditions)[];
  return writeLook(
    Object.fromEntries(names.filter((name) => from[name] !== to[name]).map((name) => [name, to[name]])),
  );
}

/** An option that holds such a text: whatever stands in a link becomes the legal part of it. */
export function look(): OptionSpec<string> {
  const legal = (text: string) => writeLook(readLook(text));
  return { fallback: '', parse: legal, nearest: (text) => legal(String(text)), format: (text) => text };
}
