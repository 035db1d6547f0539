import type { Conditions } from '#world/face/conditions';
import { SKIN_TONE_NAMES, sampleIdentity, skinToneGroup } from '#world/face/identity';
import { pictureConditions } from '#world/face/sets';

/** A picture as the rules below see it. */
export interface SplitPicture extends Conditions {
  /** Whether it is the enrolment picture. */
  enrolment: boolean;
}

export interface ConditionRule {
  name: string;
  holds: (first: SplitPicture, second: SplitPicture) => boolean;
}

/** How pairs are split by the conditions of their two pictures. A blur of 0.4 px is one that can be seen. */
export const CONDITION_RULES: readonly { condition: string; rules: readonly ConditionRule[] }[] = [
  {
    condition: 'pose',
    rules: [
      { name: 'both within 15° of the front', holds: (a, b) => turn(a, b) <= 15 },
      { name: 'the farther one 15° to 25°', holds: (a, b) => turn(a, b) > 15 && turn(a, b) <= 25 },
      { name: 'the farther one beyond 25°', holds: (a, b) => turn(a, b) > 25 },
    ],
  },
  {
    condition: 'light',
    rules: [
      { name: 'directions within 30°', holds: (a, b) => between(a, b, 'lightAngle') <= 30 },
      { name: '30° to 60° apart', holds: (a, b) => within(between(a, b, 'lightAngle'), 30, 60) },
      { name: 'more than 60° apart', holds: (a, b) => between(a, b, 'lightAngle') > 60 },
    ],
  },
  {
    condition: 'glasses',
    rules: [
      { name: 'on neither', holds: (a, b) => worn(a, b, 'glasses') === 0 },
      { name: 'on one', holds: (a, b) => worn(a, b, 'glasses') === 1 },
      { name: 'on both', holds: (a, b) => worn(a, b, 'glasses') === 2 },
    ],
  },
  {
    condition: 'hat',
    rules: [
      { name: 'on neither', holds: (a, b) => worn(a, b, 'hat') === 0 },
      { name: 'on one or both', holds: (a, b) => worn(a, b, 'hat') > 0 },
    ],
  },
  {
    condition: 'expression',
    rules: [
      { name: 'less than ½ apart', holds: (a, b) => between(a, b, 'expression') < 0.5 },
      { name: '½ to 1 apart', holds: (a, b) => within(between(a, b, 'expression'), 0.5, 1, true) },
      { name: 'more than 1 apart', holds: (a, b) => between(a, b, 'expression') > 1 },
    ],
  },
  {
    condition: 'blur',
    rules: [
      { name: 'both sharp', holds: (a, b) => Math.max(a.blur, b.blur) < 0.4 },
      { name: 'one or both blurred', holds: (a, b) => Math.max(a.blur, b.blur) >= 0.4 },
    ],
  },
  {
    condition: 'enrolment picture',
    rules: [
      { name: 'one is the enrolment picture', holds: (a, b) => a.enrolment !== b.enrolment },
      { name: 'neither is', holds: (a, b) => !a.enrolment && !b.enrolment },
    ],
  },
];

/** How people are split: for each group its name, and who belongs to it. */
export interface PeopleGroup {
  name: string;
  /** [people], 1 for those in the group. */
  members: Uint8Array;
}

const AGES = [
  [18, 34],
  [35, 49],
  [50, 64],
  [65, 80],
] as const;

/** @param first identity seed of the first person */
export function skinToneGroups(first: number, people: number): PeopleGroup[] {
  return SKIN_TONE_NAMES.map((name, group) => ({
    name,
    members: membersOf(first, people, (identity) => skinToneGroup(identity) === group),
  }));
}

/** @param first identity seed of the first person */
export function ageGroups(first: number, people: number): PeopleGroup[] {
  return AGES.map(([from, to]) => ({
    name: `${from} to ${to}`,
    members: membersOf(first, people, ({ age }) => age >= from && age <= to),
  }));
}

/** The conditions of all pictures of a set, person after person. */
export function splitPictures(first: number, people: number, pictures: number): SplitPicture[] {
  return Array.from({ length: people * pictures }, (_, i) => {
    const picture = i % pictures;
    const conditions = pictureConditions(first + Math.floor(i / pictures), picture);
    return { ...conditions, enrolment: picture === 0 };
  });
}

function membersOf(
  first: number,
  people: number,
  belongs: (identity: ReturnType<typeof sampleIdentity>) => boolean,
): Uint8Array {
  return Uint8Array.from({ length: people }, (_, i) => (belongs(sampleIdentity(first + i)) ? 1 : 0));
}

/** Of two heads the farther turn from the front, in degrees. */
function turn(a: SplitPicture, b: SplitPicture): number {
  return Math.max(Math.abs(a.yaw), Math.abs(b.yaw));
}

function between(a: SplitPicture, b: SplitPicture, field: 'lightAngle' | 'expression'): number {
  return Math.abs(a[field] - b[field]);
}

/** Above `low`, or also at it, up to `high`. */
function within(value: number, low: number, high: number, closed = false): boolean {
  return (closed ? value >= low : value > low) && value <= high;
}

function worn(a: SplitPicture, b: SplitPicture, field: 'glasses' | 'hat'): number {
  return Number(a[field] !== 'none') + Number(b[field] !== 'none');
}
