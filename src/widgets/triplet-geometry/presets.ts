import { formatPoint, mapRoles, onCircle, type Point, ROLES, type Space, type Triplet } from './points.ts';

export const PRESETS = ['easy', 'semi-hard', 'hard', 'between', 'collapsed'] as const;
export type Preset = (typeof PRESETS)[number];

/** The margin where no preset says another. */
export const USUAL_MARGIN = 0.5;

export const PRESET_WORDS: Record<Preset, string> = {
  easy: 'easy',
  'semi-hard': 'semi-hard',
  hard: 'hard',
  between: 'N between A and P',
  collapsed: 'collapsed',
};

const triplet = (anchor: Point, positive: Point, negative: Point): Triplet => ({
  anchor,
  positive,
  negative,
});
const angles = (a: number, p: number, n: number) => triplet(onCircle(a), onCircle(p), onCircle(n));

/** In the plane, squared distances of two decimals, so that a reader can follow by hand. */
const PLACES: Record<Space, Record<Preset, Triplet>> = {
  plane: {
    easy: triplet([0, 0], [0.48, 0.36], [-0.9, 0.6]),
    'semi-hard': triplet([0, 0], [0.48, 0.36], [-0.5, 0.6]),
    hard: triplet([0, 0], [0.48, 0.36], [-0.4, 0.3]),
    between: triplet([-0.6, -0.25], [0.6, 0.25], [0, 0]),
    collapsed: triplet([0, 0], [0, 0], [0, 0]),
  },
  circle: {
    easy: angles(90, 150, -30),
    'semi-hard': angles(90, 150, 20),
    hard: angles(90, 150, 45),
    between: angles(30, 150, 90),
    collapsed: angles(90, 90, 90),
  },
};

export function presetPoints(preset: Preset, space: Space): Triplet {
  return PLACES[space][preset];
}

export function presetMargin(preset: Preset | 'own'): number {
  return preset === 'collapsed' ? 0 : USUAL_MARGIN;
}

/** The preset whose places these are, whatever the margin; 'own' when there is none. */
export function presetOf(points: Triplet, space: Space): Preset | 'own' {
  const written = mapRoles((role) => formatPoint(points[role]));
  const same = (preset: Preset) =>
    ROLES.every((role) => formatPoint(PLACES[space][preset][role]) === written[role]);
  return PRESETS.find(same) ?? 'own';
}
