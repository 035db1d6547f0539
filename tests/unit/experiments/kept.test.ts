import { expect, it, type Mock, vi } from 'vitest';
import { Kept } from '#experiments/kept';

function maker() {
  const made: { name: string; dispose: Mock<() => void> }[] = [];
  const make = (name: string) => async () => {
    const one = { name, dispose: vi.fn<() => void>() };
    made.push(one);
    return one;
  };
  return { made, make };
}

it('what is asked for again is not made again', async () => {
  const { made, make } = maker();
  const kept = new Kept<(typeof made)[number]>(1);
  const first = await kept.take('a', make('a'));
  first.release();
  const second = await kept.take('a', make('a'));
  expect(second.value).toBe(first.value);
  expect(made.length).toBe(1);
  expect(made[0]!.dispose).not.toHaveBeenCalled();
});

it('two at once share what is being made', async () => {
  const { made, make } = maker();
  const kept = new Kept<(typeof made)[number]>(1);
  await Promise.all([kept.take('a', make('a')), kept.take('a', make('a'))]);
  expect(made.length).toBe(1);
});

it('the oldest goes, but not while somebody uses it', async () => {
  const { made, make } = maker();
  const kept = new Kept<(typeof made)[number]>(1);
  const a = await kept.take('a', make('a'));
  const b = await kept.take('b', make('b'));
  b.release();
  expect(made.map(({ dispose }) => dispose.mock.calls.length)).toEqual([0, 0]);
  a.release();
  a.release();
  await Promise.resolve();
  expect(made.map(({ dispose }) => dispose.mock.calls.length)).toEqual([1, 0]);
  kept.clear();
  await Promise.resolve();
  expect(made.map(({ dispose }) => dispose.mock.calls.length)).toEqual([1, 1]);
});

it('what failed is made again', async () => {
  const kept = new Kept<{ dispose: () => void }>(1);
  await expect(kept.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const { value } = await kept.take('a', async () => ({ dispose: () => {} }));
  expect(value).toBeDefined();
});
