import {
  CONDITION_RANGES,
  type Conditions,
  GLASSES,
  HATS,
  NEUTRAL,
  type NumericCondition,
} from '#world/face/conditions';

export type ConditionControl =
  | { kind: 'number'; field: NumericCondition; label: string }
  | {
      kind: 'choice';
      field: 'glasses' | 'hat';
      label: string;
      options: readonly { value: string; label: string }[];
    }
  | { kind: 'switch'; field: 'eyesClosed'; label: string };

export interface ConditionGroup {
  name: 'Pose' | 'Light' | 'Face' | 'Wearing' | 'Picture';
  controls: readonly ConditionControl[];
}

const number = (field: NumericCondition, label: string): ConditionControl => ({
  kind: 'number',
  field,
  label,
});
const words = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** What a reader can set of a picture, in groups. */
export const CONDITION_GROUPS: readonly ConditionGroup[] = [
  {
    name: 'Pose',
    controls: [
      number('yaw', 'Turn'),
      number('pitch', 'Look up'),
      number('roll', 'Tilt'),
      number('scale', 'Size'),
    ],
  },
  {
    name: 'Light',
    controls: [
      number('lightAngle', 'From the side'),
      number('lightHeight', 'From above'),
      number('brightness', 'Brightness'),
      number('warmth', 'Warmth'),
    ],
  },
  {
    name: 'Face',
    controls: [number('expression', 'Smile'), { kind: 'switch', field: 'eyesClosed', label: 'Eyes closed' }],
  },
  {
    name: 'Wearing',
    controls: [
      { kind: 'choice', field: 'glasses', label: 'Glasses', options: words(GLASSES) },
      { kind: 'choice', field: 'hat', label: 'Hat', options: words(HATS) },
      number('accessoryHue', 'Their colour'),
      number('clothing', 'Clothes'),
    ],
  },
  {
    name: 'Picture',
    controls: [
      number('blur', 'Blur'),
      number('noise', 'Noise'),
      number('background', 'Background'),
      number('backgroundLight', 'Its lightness'),
    ],
  },
];

const HUES: readonly NumericCondition[] = ['accessoryHue', 'clothing', 'background'];

/** A value as a reader takes it in: degrees, pixels, percent; hues as degrees of the colour circle. */
export function conditionValue(field: NumericCondition, value: number): string {
  const { min, unit } = CONDITION_RANGES[field];
  if (HUES.includes(field)) return `${Math.round(value * 360)}°`;
  if (unit === '°') return signed(Math.round(value), min < 0, '°');
  if (unit === 'px') return `${value.toFixed(2)} px`;
  if (unit === '×') return `${Math.round(value * 100)} %`;
  if (field === 'noise') return `${(value * 100).toFixed(1)} %`;
  return signed(Math.round(value * 100), min < 0, ' %');
}

function signed(value: number, both: boolean, unit: string): string {
  const sign = value < 0 ? '−' : both && value > 0 ? '+' : '';
  return `${sign}${Math.abs(value)}${unit}`;
}

/** From the front, calm, in plain light, in the same clothes before the same background. */
export function plainConditions(conditions: Conditions): Conditions {
  const { accessoryHue, clothing, clothingLight, background, backgroundLight, noiseSeed } = conditions;
  return { ...NEUTRAL, accessoryHue, clothing, clothingLight, background, backgroundLight, noiseSeed };
}

export function sameConditions(one: Conditions, other: Conditions): boolean {
  return (Object.keys(NEUTRAL) as (keyof Conditions)[]).every((field) => one[field] === other[field]);
}
