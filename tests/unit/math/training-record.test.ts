import { describe, expect, it } from 'vitest';
import { packRecord, sameSettings, type TrainingRecord, unpackRecord } from '#math/training-record';

const settings: TrainingRecord['settings'] = {
  seed: 1,
  choice: 'hardest',
  margin: 0.2,
  unit: true,
  people: 3,
  pictures: 2,
  rate: 0.002,
  steps: 2,
};
const record: TrainingRecord = {
  settings,
  status: 'finished',
  steps: [
    { loss: 0.4512345678, fed: 18, active: 17, open: 0.75 },
    { loss: 0, fed: 0, active: 0, open: 1 / 3 },
  ],
  states: [0, 2].map((step) => ({
    step,
    accuracy: 0.6 + step / 10,
    area: 0.7,
    same: 0.123456789,
    different: 1.9,
    shown: Float32Array.from([0.5, -1, 0.25, 1, step / 4, -0.3]),
  })),
};

describe('a record of a training', () => {
  it('comes back from JSON as it was, but for rounding', () => {
    const back = unpackRecord(JSON.parse(JSON.stringify(packRecord(record))));
    expect(back.settings).toEqual(settings);
    expect(back.status).toBe('finished');
    for (const [i, { loss, open, ...counts }] of record.steps.entries()) {
      expect(back.steps[i]).toMatchObject(counts);
      expect(back.steps[i]!.loss).toBeCloseTo(loss, 5);
      expect(back.steps[i]!.open).toBeCloseTo(open, 4);
    }
    for (const [s, { shown, same, step }] of record.states.entries()) {
      expect(back.states[s]!.step).toBe(step);
      expect(back.states[s]!.same).toBeCloseTo(same, 5);
      for (const [i, value] of shown.entries())
        expect(Math.abs(back.states[s]!.shown[i]! - value)).toBeLessThan(0.5 / 127 + 1e-6);
    }
  });

  it('can have no steps and no states yet', () => {
    const empty = { ...record, steps: [], states: [] };
    expect(unpackRecord(packRecord(empty))).toEqual(empty);
  });

  it('is refused when it is damaged', () => {
    const packed = packRecord(record);
    expect(() => unpackRecord({ ...packed, fed: [1] })).toThrow(RangeError);
    expect(() => unpackRecord({ ...packed, shown: packed.shown.slice(0, 12) })).toThrow(RangeError);
  });

  it('knows its settings again', () => {
    expect(sameSettings(settings, { ...settings })).toBe(true);
    expect(sameSettings(settings, { ...settings, margin: 0 })).toBe(false);
  });
});
