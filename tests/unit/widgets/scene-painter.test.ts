import { describe, expect, it, vi } from 'vitest';
import { Painter, type Render } from '#widgets/shared/scene-painter';
import { sampleFactors } from '#world/scene/factors';

describe('Painter', () => {
  const pixels = new Uint8ClampedArray(3);
  const factors = (yaw: number) => ({ ...sampleFactors(8, 'cat'), yaw });
  const hooks = () => ({
    draw: vi.fn(),
    onView: vi.fn().mockResolvedValue(undefined),
    onBusy: vi.fn(),
    onError: vi.fn(),
  });
  const tick = () => new Promise((resolve) => setTimeout(resolve));

  it('draws coarse, then fine from top to bottom', async () => {
    const tops: number[] = [];
    const sizes: number[] = [];
    const render: Render = async (items, onPicture) => {
      for (const [index, { size }] of items.entries()) {
        sizes.push(size);
        onPicture({ index, width: 1, height: 1, pixels });
      }
    };
    const onBusy = vi.fn();
    const painter = new Painter(render, { ...hooks(), draw: (_, top) => tops.push(top), onBusy });
    painter.paint(factors(0));
    await tick();
    expect(sizes[0]).toBeLessThan(sizes[1]!);
    expect(tops).toEqual([0, ...Array.from({ length: 16 }, (_, i) => i / 16)]);
    expect(onBusy.mock.calls).toEqual([[true], [false]]);
  });

  it('lets a newer view cancel the fine picture, and draws only the latest of those that waited', async () => {
    const drawn: number[] = [];
    const render: Render = async (items, onPicture, signal) => {
      await tick();
      signal.throwIfAborted();
      for (const [index, { factors: scene }] of items.entries()) {
        if (index === 0) drawn.push(scene?.yaw ?? NaN);
        onPicture({ index, width: 1, height: 1, pixels });
      }
    };
    const onError = vi.fn();
    const painter = new Painter(render, { ...hooks(), onError });
    for (const yaw of [1, 2, 3]) painter.paint(factors(yaw));
    await vi.waitFor(() => expect(drawn).toEqual([1, 3, 3]));
    expect(onError).not.toHaveBeenCalled();
  });

  it('shows each drawn view to whoever asks, before it is drawn finely', async () => {
    const order: string[] = [];
    const render: Render = async (items) => void order.push(items.length === 1 ? 'coarse' : 'fine');
    const onView = async () => void order.push('view');
    new Painter(render, { ...hooks(), onView }).paint(factors(0));
    await tick();
    expect(order).toEqual(['coarse', 'view', 'fine']);
  });

  it('draws finely even when whoever asked about the view failed', async () => {
    const render = vi.fn<Render>().mockResolvedValue();
    const onError = vi.fn();
    const onView = vi.fn().mockRejectedValue(new Error('no network'));
    new Painter(render, { ...hooks(), onView, onError }).paint(factors(0));
    await tick();
    expect(render).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('hands on what went wrong, and paints again when asked', async () => {
    const onError = vi.fn();
    const render = vi.fn<Render>().mockRejectedValueOnce(new Error('no worker')).mockResolvedValue();
    const painter = new Painter(render, { ...hooks(), onError });
    painter.paint(factors(0));
    await tick();
    expect(onError).toHaveBeenCalledOnce();
    painter.paint(factors(0));
    await tick();
    expect(render).toHaveBeenCalledTimes(3);
  });
});
