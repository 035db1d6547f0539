import { principalComponents, project } from '#math/principal-components';
import type { RecordedState, RecordedStep, TrainingRecord } from '#math/training-record';

/** Numbers in an encoding, and pictures of each of the people that are shown. */
export const SIZE = 16;
export const SHOWN_PICTURES = 6;
export const SHOWN_PEOPLE = 12;

/** The plane on which encodings are drawn is found once: at the first measured state from this step on. */
const REFERENCE_STEP = 50;

/** How many steps a smoothed curve averages, the present one last. */
const WINDOW = 12;

export interface Point {
  step: number;
  value: number;
}

/** The last step that a record knows of. */
export function lastStep({ steps, states }: TrainingRecord): number {
  return Math.max(steps.length, states.at(-1)?.step ?? 0);
}

/** Step by step, and the mean over the last few. */
export function curve(
  steps: readonly RecordedStep[],
  read: (step: RecordedStep) => number | null,
): { raw: Point[]; smooth: Point[] } {
  const raw: Point[] = [];
  for (const [i, step] of steps.entries()) {
    const value = read(step);
    if (value !== null) raw.push({ step: i + 1, value });
  }
  let sum = 0;
  const smooth = raw.map(({ step, value }, i) => {
    sum += value - (i >= WINDOW ? raw[i - WINDOW]!.value : 0);
    return { step, value: sum / Math.min(i + 1, WINDOW) };
  });
  return { raw, smooth };
}

/** The state in force at a time: the last that was measured by then. */
export function stateBy(states: readonly RecordedState[], time: number): RecordedState | null {
  return states.findLast(({ step }) => step <= time + 1e-9) ?? states[0] ?? null;
}

/** Encodings of the shown pictures at any time, on a straight line between two measured states. */
export function encodingsAt(states: readonly RecordedState[], time: number): Float32Array | null {
  const after = states.findIndex(({ step }) => step >= time);
  if (after <= 0) return (after === 0 ? states[0] : states.at(-1))?.shown ?? null;
  const [a, b] = [states[after - 1]!, states[after]!];
  const share = (time - a.step) / (b.step - a.step);
  return a.shown.map((value, i) => value + share * (b.shown[i]! - value));
}

/** The state whose two directions of greatest spread make the plane. */
export function referenceState(states: readonly RecordedState[]): RecordedState | null {
  return states.find(({ step }) => step >= REFERENCE_STEP) ?? states[0] ?? null;
}

/** The two directions of the plane, [2, 16]. */
export function planeOf(state: RecordedState): Float64Array {
  return principalComponents(state.shown, SIZE, 2).directions;
}

/** Places on the plane, [pictures, 2]: x to the right, y up. */
export function placesAt(
  states: readonly RecordedState[],
  time: number,
  plane: Float64Array,
): Float64Array | null {
  const encodings = encodingsAt(states, time);
  return encodings && encodings.length > 0 ? project(encodings, SIZE, plane) : null;
}

/** A run as a table: a row a step, with what was measured after it. */
export function runCsv({ settings, steps, states }: TrainingRecord): string {
  const about = Object.entries(settings).map(([name, value]) => `# ${name},${value}`);
  const head =
    'step,loss,fed,active,share_open,accuracy_unseen,roc_area_unseen,distance_same,distance_different';
  const measured = new Map(states.map((state) => [state.step, state]));
  const rows = Array.from({ length: steps.length + 1 }, (_, step) => {
    const seen = steps[step - 1];
    const state = measured.get(step);
    const cells = [
      seen?.loss,
      seen?.fed,
      seen?.active,
      seen?.open,
      state?.accuracy,
      state?.area,
      state?.same,
      state?.different,
    ];
    return [step, ...cells.map((cell) => cell ?? '')].join(',');
  });
  return `${[...about, head, ...rows].join('\n')}\n`;
}
