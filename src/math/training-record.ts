import type { TripletChoice } from './triplet-selection.ts';

/** What a run of training is made of. The same settings give the same run. */
export interface TrainingSettings {
  seed: number;
  choice: TripletChoice;
  /** α, in squared distance. */
  margin: number;
  /** Whether encodings are divided by their length. */
  unit: boolean;
  /** People in a batch, and pictures of each. */
  people: number;
  pictures: number;
  rate: number;
  steps: number;
}

/** What one step saw. */
export interface RecordedStep {
  loss: number;
  /** Triplets fed, and those among them with a loss above 0. */
  fed: number;
  active: number;
  /** Share of all triplets of the batch with a loss above 0. */
  open: number;
}

/** The encoder after some steps, measured on people whom it never saw. */
export interface RecordedState {
  step: number;
  accuracy: number;
  area: number;
  /** Mean squared distance of two pictures of the same person, and of different people. */
  same: number;
  different: number;
  /** Encodings of the shown pictures, [pictures, size]. */
  shown: Float32Array;
}

/** A run as it was seen: `steps[i]` is step number i + 1; states come in the order of their steps. */
export interface TrainingRecord {
  settings: TrainingSettings;
  steps: RecordedStep[];
  states: RecordedState[];
  /** 'diverged': it ended because a number was no longer finite. */
  status: 'finished' | 'stopped' | 'diverged';
}

/** A record as plain JSON, its encodings as signed bytes in base64. */
export interface PackedRecord {
  settings: TrainingSettings;
  status: TrainingRecord['status'];
  loss: number[];
  fed: number[];
  active: number[];
  open: number[];
  states: { step: number; accuracy: number; area: number; same: number; different: number }[];
  /** A byte of 127 stands for this number. */
  scale: number;
  shown: string;
}

const MOST = 127;

/** Packs a record: numbers keep five significant digits, encodings are rounded to 1/127 of the largest. */
export function packRecord({ settings, steps, states, status }: TrainingRecord): PackedRecord {
  const short = (value: number) => Number(value.toPrecision(5));
  const all = states.flatMap(({ shown }) => [...shown]);
  const scale = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const bytes = Uint8Array.from(all, (value) => Math.round((value / scale) * MOST) & 0xff);
  return {
    settings,
    status,
    loss: steps.map(({ loss }) => short(loss)),
    fed: steps.map(({ fed }) => fed),
    active: steps.map(({ active }) => active),
    open: steps.map(({ open }) => short(open)),
    states: states.map(({ step, accuracy, area, same, different }) => ({
      step,
      accuracy: short(accuracy),
      area: short(area),
      same: short(same),
      different: short(different),
    })),
    scale: short(scale),
    shown: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
  };
}

/**
 * Unpacks what `packRecord` made.
 *
 * @throws RangeError when the parts don't fit each other
 */
export function unpackRecord(packed: PackedRecord): TrainingRecord {
  const { settings, status, loss, fed, active, open, states, scale, shown } = packed;
  const text = atob(shown);
  const each = states.length > 0 ? text.length / states.length : 0;
  if (!Number.isInteger(each) || [fed, active, open].some(({ length }) => length !== loss.length)) {
    throw new RangeError('The record of the training is damaged.');
  }
  const value = (at: number) => (((text.charCodeAt(at) << 24) >> 24) / MOST) * scale;
  return {
    settings,
    status,
    steps: loss.map((one, i) => ({ loss: one, fed: fed[i]!, active: active[i]!, open: open[i]! })),
    states: states.map((state, s) => ({
      ...state,
      shown: Float32Array.from({ length: each }, (_, i) => value(s * each + i)),
    })),
  };
}

/** Whether two settings give the same run. */
export function sameSettings(a: TrainingSettings, b: TrainingSettings): boolean {
  return (Object.keys(a) as (keyof TrainingSettings)[]).every((name) => a[name] === b[name]);
}
