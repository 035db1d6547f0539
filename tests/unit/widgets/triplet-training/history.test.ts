import { describe, expect, it } from 'vitest';
import type { RecordedState, TrainingRecord } from '#math/training-record';
import { sameSettings } from '#math/training-record';
import { DEFAULT_RUN, RECORDED } from '#site/triplet-runs';
import { defaultOptions, nearestOptions } from '#site/view-options';
import {
  curve,
  encodingsAt,
  lastStep,
  placesAt,
  planeOf,
  referenceState,
  runCsv,
  SIZE,
  stateBy,
} from '#widgets/triplet-training/history';
import { SPECS, settingsOf } from '#widgets/triplet-training/options';
import { PRESETS } from '#widgets/triplet-training/presets';

/** Two encodings that go from the first axis to the second and the third. */
const state = (step: number, share: number): RecordedState => {
  const shown = new Float32Array(2 * SIZE);
  shown[0] = shown[SIZE] = 1 - share;
  shown[1] = share;
  shown[SIZE + 2] = share;
  return { step, accuracy: 0.5 + share / 2, area: 0.5, same: 1, different: 2, shown };
};
const states = [state(0, 0), state(10, 0.5), state(60, 1)];
const steps = Array.from({ length: 60 }, (_, i) => ({ loss: i, fed: i % 2, active: 1, open: 0.5 }));
const record: TrainingRecord = { settings: { ...DEFAULT_RUN, steps: 60 }, steps, states, status: 'finished' };

describe('a moment of a run', () => {
  it('shows the last measured state, and encodings on the way to the next', () => {
    expect(stateBy(states, 9.9)!.step).toBe(0);
    expect(stateBy(states, 10)!.step).toBe(10);
    expect(stateBy([], 3)).toBeNull();
    expect(encodingsAt(states, 0)).toEqual(states[0]!.shown);
    expect(encodingsAt(states, 5)![1]).toBeCloseTo(0.25, 6);
    expect(encodingsAt(states, 35)![1]).toBeCloseTo(0.75, 6);
    expect(encodingsAt(states, 99)).toEqual(states[2]!.shown);
    expect(encodingsAt([], 0)).toBeNull();
  });

  it('is drawn on one plane for the whole run', () => {
    expect(referenceState(states)!.step).toBe(60);
    expect(referenceState(states.slice(0, 2))!.step).toBe(0);
    const plane = planeOf(referenceState(states)!);
    const end = placesAt(states, 60, plane)!;
    expect(Math.hypot(end[0]! - end[2]!, end[1]! - end[3]!)).toBeCloseTo(Math.SQRT2, 5);
    const start = placesAt(states, 0, plane)!;
    expect(start[0]).toBeCloseTo(start[2]!, 6);
  });

  it('has nothing to draw where encodings are left out', () => {
    const bare = states.map((one) => ({ ...one, shown: new Float32Array(0) }));
    expect(placesAt(bare, 10, new Float64Array(2 * SIZE))).toBeNull();
  });
});

describe('the curves of a run', () => {
  it('average the last twelve steps, and pass over those that fed nothing', () => {
    const { raw, smooth } = curve(steps, ({ loss }) => loss);
    expect(raw[0]).toEqual({ step: 1, value: 0 });
    expect(smooth[0]!.value).toBe(0);
    expect(smooth[2]!.value).toBe(1);
    expect(smooth[59]!.value).toBeCloseTo(59 - 5.5, 9);
    expect(curve(steps, ({ loss, fed }) => (fed > 0 ? loss : null)).raw).toHaveLength(30);
  });

  it('are a table with a row a step and the settings above', () => {
    const lines = runCsv(record).trimEnd().split('\n');
    expect(lines).toContain('# choice,semi-hard');
    const table = lines.filter((line) => !line.startsWith('#'));
    expect(table).toHaveLength(1 + 61);
    expect(table[1]).toBe('0,,,,,0.5,0.5,1,2');
    expect(table[2]).toBe('1,0,0,1,0.5,,,,');
    expect(lastStep(record)).toBe(60);
  });
});

describe('the settings', () => {
  it('are by default those of the first record', () => {
    expect(settingsOf(defaultOptions(SPECS))).toEqual(DEFAULT_RUN);
  });

  it('have a record for each preset', () => {
    for (const { options } of PRESETS) {
      const settings = settingsOf(nearestOptions(SPECS, options));
      expect(RECORDED.some((one) => sameSettings(one, settings))).toBe(true);
    }
    expect(PRESETS).toHaveLength(RECORDED.length);
  });

  it('are made legal', () => {
    const wild = {
      margin: 7,
      seed: -3,
      people: 0,
      pictures: 99,
      rate: 0,
      steps: 1e9,
      choice: 'easy' as never,
    };
    expect(settingsOf(nearestOptions(SPECS, wild))).toEqual({
      seed: 0,
      choice: 'semi-hard',
      margin: 1,
      unit: true,
      people: 2,
      pictures: 6,
      rate: 0.0002,
      steps: 1000,
    });
  });
});
