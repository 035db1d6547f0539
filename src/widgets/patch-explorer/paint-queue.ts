/** Milliseconds a frame that painting may take: the page stays quick while many canvases change at once. */
const BUDGET = 10;

const waiting = new Map<HTMLCanvasElement, (context: CanvasRenderingContext2D) => void>();
let scheduled = false;

/**
 * Paints a canvas in one of the next frames; a later call for the same canvas takes the place of an earlier one.
 *
 * The canvas is kept in memory, not on the graphics processor: tiles are many and small, and come from one image.
 *
 * @returns a function that takes the wish back
 */
export function paintSoon(
  canvas: HTMLCanvasElement,
  paint: (context: CanvasRenderingContext2D) => void,
): () => void {
  waiting.set(canvas, paint);
  schedule();
  return () => {
    if (waiting.get(canvas) === paint) waiting.delete(canvas);
  };
}

function schedule(): void {
  if (scheduled || waiting.size === 0) return;
  scheduled = true;
  requestAnimationFrame(paintSome);
}

function paintSome(): void {
  scheduled = false;
  const started = performance.now();
  for (const [canvas, paint] of waiting) {
    waiting.delete(canvas);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context) paint(context);
    if (performance.now() - started > BUDGET) break;
  }
  schedule();
}
