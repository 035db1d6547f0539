import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import RunBar from '../../../src/widgets/style-studio/RunBar.svelte';
import { StyleStudioState } from '../../../src/widgets/style-studio/state.svelte.ts';
import { type Client, ExperimentError } from '../../../src/worker/client.ts';

const WORDS = 'There is not enough memory for a picture of 384 pixels.';

/** A client on whose machine only small pictures can be painted; it remembers the widths that it was asked for. */
function small(asked: number[]): Client {
  const run = async (name: string, options: { width: number }) => {
    if (name !== 'transfer-style') return { count: 0 };
    asked.push(options.width);
    if (options.width > 256) throw new ExperimentError('out-of-memory', WORDS);
    return { status: 'finished', step: 0, backend: 'wasm' };
  };
  return { run, backend: 'wasm' } as unknown as Client;
}

test('when memory is short it says so, and offers the next smaller size', async () => {
  const asked: number[] = [];
  const view = new StyleStudioState(small(asked));
  view.request({ size: '384' });
  const screen = await render(RunBar, { view });
  await screen.getByRole('button', { name: 'Paint', exact: true }).click();
  await expect.poll(() => view.problem?.message).toBe(WORDS);
  expect(view.problem!.retry).toBe(false);
  await screen.getByRole('button', { name: 'Paint at 256 px' }).click();
  await expect.poll(() => view.run.status).toBe('finished');
  expect(view.options.size).toBe('256');
  expect(view.problem).toBeNull();
  expect(asked).toEqual([384, 256]);
});
