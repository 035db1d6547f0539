import { expect, it } from 'vitest';
import { type TransferFrame, TransferHistory } from '#widgets/shared/transfer-history';

const BYTES = 100;

function frame(step: number, total = 1000 - step): TransferFrame {
  return {
    step,
    total,
    content: 0,
    style: total,
    styleOfLayer: {},
    variation: 0,
    evaluations: step + 1,
    alpha: 0,
    beta: 1,
    milliseconds: 1,
    pixels: new Uint8ClampedArray(BYTES),
    width: 5,
    height: 5,
  };
}

const stepsOf = (history: TransferHistory) => history.frames.map(({ step }) => step);

it('keeps every picture while there is room', () => {
  const history = new TransferHistory(20 * BYTES);
  for (let step = 0; step < 20; step++) history.add(frame(step));
  expect(stepsOf(history)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(history.at(7)!.step).toBe(7);
});

it('stays within its memory, keeps the first and the last, and spreads the others evenly', () => {
  const history = new TransferHistory(20 * BYTES);
  for (let step = 0; step <= 1000; step++) {
    history.add(frame(step));
    expect(history.frames.length).toBeLessThanOrEqual(20);
    expect(stepsOf(history)[0]).toBe(0);
    expect(stepsOf(history).at(-1)).toBe(step);
  }
  const steps = stepsOf(history);
  expect(steps.length).toBeGreaterThanOrEqual(10);
  const gaps = steps.slice(1, -1).map((step, i) => step - steps[i]!);
  expect(new Set(gaps).size).toBe(1);
  expect(history.at(999)!.step).toBeLessThan(1000);
  expect(history.at(5000)!.step).toBe(1000);
});

it('keeps the picture of lowest total when others go', () => {
  const history = new TransferHistory(10 * BYTES);
  for (let step = 0; step < 300; step++) history.add(frame(step, step === 37 ? 0.5 : 1 + step));
  expect(history.best!.step).toBe(37);
  expect(stepsOf(history)).toContain(37);
  history.add(frame(300, 1));
  expect(stepsOf(history)).toContain(37);
});

it('a step that is told again replaces itself and what came after', () => {
  const history = new TransferHistory(50 * BYTES);
  for (let step = 0; step < 10; step++) history.add(frame(step));
  history.add(frame(4, 1));
  expect(stepsOf(history)).toEqual([0, 1, 2, 3, 4]);
  expect(history.frames.at(-1)!.total).toBe(1);
  expect(history.best!.step).toBe(4);
});

it('after other costs the newest is the best', () => {
  const history = new TransferHistory(50 * BYTES);
  for (const total of [5, 1, 3]) history.add(frame(history.frames.length, total));
  expect(history.best!.step).toBe(1);
  history.forgetBest();
  history.add(frame(3, 20));
  expect(history.best!.step).toBe(2);
});

it('a total that is no number is never the best', () => {
  const history = new TransferHistory(50 * BYTES);
  history.add(frame(0, 4));
  history.add(frame(1, Number.NaN));
  expect(history.best!.step).toBe(0);
});

it('is empty when cleared', () => {
  const history = new TransferHistory(50 * BYTES);
  history.add(frame(0));
  history.clear();
  expect(history.frames).toEqual([]);
  expect(history.at(3)).toBeNull();
  expect(history.best).toBeNull();
});

it('holds three pictures even where there is no room for them', () => {
  const history = new TransferHistory(1);
  for (let step = 0; step < 20; step++) history.add(frame(step, step === 3 ? 0 : 9));
  expect(stepsOf(history)).toEqual([0, 3, 19]);
});
