import type { Dimensions } from '#math/convolution/network';

export type InputName = 'digits' | 'ramp' | 'edge' | 'wave' | 'spot' | 'heartbeat' | 'cup' | 'zeros';
export type WeightsName = 'mixed' | 'random' | 'edge' | 'edge-down' | 'blur' | 'sharpen' | 'shift' | 'ones';

/** Which numbers a layer is shown with. */
export interface Numbers {
  input: InputName;
  weights: WeightsName;
  /** Of what is random. */
  seed: number;
  /** Single numbers that the reader changed, as `editsText` writes them. */
  edits: string;
}

interface Choice<T> {
  value: T;
  label: string;
  dimensions: readonly Dimensions[];
}

export const INPUTS: readonly Choice<InputName>[] = [
  { value: 'digits', label: 'Random digits', dimensions: [1, 2] },
  { value: 'heartbeat', label: 'Heartbeat', dimensions: [1] },
  { value: 'cup', label: 'A cup', dimensions: [2] },
  { value: 'edge', label: 'Edge', dimensions: [1, 2] },
  { value: 'ramp', label: 'Ramp', dimensions: [1, 2] },
  { value: 'wave', label: 'Waves', dimensions: [1, 2] },
  { value: 'spot', label: 'One single cell', dimensions: [1, 2] },
  { value: 'zeros', label: 'Zeros', dimensions: [1, 2] },
];

export const WEIGHTS: readonly Choice<WeightsName>[] = [
  { value: 'mixed', label: 'Different filters', dimensions: [1, 2] },
  { value: 'random', label: 'Random weights', dimensions: [1, 2] },
  { value: 'edge', label: 'Edge', dimensions: [1, 2] },
  { value: 'edge-down', label: 'Edge, turned', dimensions: [2] },
  { value: 'blur', label: 'Mean', dimensions: [1, 2] },
  { value: 'sharpen', label: 'Sharpen', dimensions: [1, 2] },
  { value: 'shift', label: 'Copy one cell', dimensions: [1, 2] },
  { value: 'ones', label: 'All ones', dimensions: [1, 2] },
];

export const DEFAULT_NUMBERS: Numbers = { input: 'digits', weights: 'mixed', seed: 1, edits: '' };

/** One number that the reader changed: an input cell (place, channel), a weight (tap, channel within the group, filter), a bias (filter). */
export interface Edit {
  kind: 'i' | 'w' | 'b';
  at: number[];
  value: number;
}

/** More would make a link unusable. */
const MOST_EDITS = 200;
const LARGEST_VALUE = 9999;

/** 'i3.4.0=5;w0.1.0.2=-1;b0=2' */
export function editsText(edits: ReadonlyMap<string, number>): string {
  return [...edits].map(([key, value]) => `${key}=${value}`).join(';');
}

/** By key ('w0.1.0.2'). Total: what cannot be read is left out. */
export function editsOf(text: string): Map<string, number> {
  const edits = new Map<string, number>();
  for (const part of text.split(';')) {
    const found = /^([iwb]\d{1,10}(?:\.\d{1,10}){0,3})=(-?\d{1,4}(?:\.\d{1,4})?)$/.exec(part);
    if (found && edits.size < MOST_EDITS) edits.set(found[1]!, Number(found[2]));
  }
  return edits;
}

export function editKey(kind: Edit['kind'], at: readonly number[]): string {
  return kind + at.join('.');
}

/** The numbers with one of them changed; a value beyond ±9999 or with many decimals is brought back. */
export function edited(numbers: Numbers, key: string, value: number): Numbers {
  const edits = editsOf(numbers.edits);
  if (!Number.isFinite(value)) return numbers;
  const kept = Math.max(-LARGEST_VALUE, Math.min(LARGEST_VALUE, Math.round(value * 100) / 100));
  edits.delete(key);
  if (edits.size >= MOST_EDITS) edits.delete(edits.keys().next().value!);
  edits.set(key, kept);
  return { ...numbers, edits: editsText(edits) };
}
