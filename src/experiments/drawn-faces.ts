import type { ExperimentContext, Progress } from './experiment.ts';
import { FaceBatch } from './face-input.ts';
import type { FaceView } from './face-view.ts';

/** The longest time without a sign of life, in milliseconds. */
const BREATH = 80;

const drawn = new Map<string, Float32Array>();
const MOST_DRAWN = 400;

/**
 * Draws faces as the encoder takes them, and remembers them: another run on the same people need not wait again.
 *
 * @returns one [48, 48, 3] a view, 0 to 1; not to be written to
 * @throws ExperimentError 'bad-input' for a face that can't be
 */
export async function* drawFaces(
  views: readonly FaceView[],
  { signal }: ExperimentContext,
): AsyncGenerator<Progress<never>, Float32Array[], void> {
  const faces: Float32Array[] = [];
  let breath = performance.now();
  for (const [i, view] of views.entries()) {
    signal.throwIfAborted();
    const key = JSON.stringify([view.identity, view.conditions]);
    const known = drawn.get(key) ?? drawFace(view);
    drawn.delete(key);
    drawn.set(key, known);
    if (drawn.size > MOST_DRAWN) drawn.delete(drawn.keys().next().value!);
    faces.push(known);
    if (performance.now() - breath < BREATH) continue;
    yield { done: i + 1, total: views.length, what: 'faces drawn' };
    breath = performance.now();
  }
  return faces;
}

function drawFace(view: FaceView): Float32Array {
  const batch = new FaceBatch(1);
  batch.enter(0, { kind: 'face', ...view });
  return batch.numbers;
}
