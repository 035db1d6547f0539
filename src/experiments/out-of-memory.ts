import { ExperimentError } from './experiment.ts';

/** What backends and browsers say when memory is short. */
const SIGNS =
  /out of memory|\boom\b|memory access out of bounds|memory\.grow|enlarge memory|allocation failed|invalid (typed )?array (buffer )?length|bad_alloc|unable to (create|allocate)|requested texture size|size is too big|exceeds the (max|limit)|allocat\w+ .*(failed|too)/i;

/** Whether an error tells that memory was short. */
export function isMemoryError(error: unknown): boolean {
  if (error instanceof ExperimentError) return error.code === 'out-of-memory';
  return error instanceof Error && SIGNS.test(`${error.name}: ${error.message}`);
}

/** The sides that the site offers for painted pictures, in pixels. */
const SIDES = [96, 128, 192, 256, 384];

/**
 * An error that offers a smaller picture, when memory was short; any other error as it is.
 *
 * @param side the longer side that was painted, in pixels
 */
export function sayMemory(error: unknown, side: number): unknown {
  if (!isMemoryError(error) || error instanceof ExperimentError) return error;
  const smaller = SIDES.findLast((one) => one < side);
  const offer = smaller
    ? `Choose ${smaller} pixels or fewer; what is painted so far stays.`
    : 'Close other pages, then try again; what is painted so far stays.';
  return new ExperimentError(
    'out-of-memory',
    `There is not enough memory for a picture of ${side} pixels. ${offer}`,
  );
}
