import { type LinePlace, lineSearch } from './line-search.ts';
import { type Asking, type Bounds, clip, dot, type Evaluation, type Point, UNBOUNDED } from './optimise.ts';

/** One accepted step of a quasi-Newton method. */
export interface CurvaturePair {
  /** How the variables moved. */
  move: Float32Array;
  /** How the slopes changed with it. */
  change: Float32Array;
}

export interface LbfgsOptions {
  bounds?: Bounds;
  /** How many pairs are remembered. */
  memory?: number;
  /** How far the variable of steepest slope moves in the first trial of a step that knows no pair. */
  reach?: number;
  /** How often a line search may ask. */
  most?: number;
}

export interface LbfgsStep<E extends Evaluation> {
  /** Where the step led; null when no step along the slope lowers the value. */
  point: Point<E> | null;
  /** The newest pair, or none when it says nothing about the curvature. */
  newest: CurvaturePair[];
  /** How many pairs count after this step, the newest included. */
  kept: number;
  /** How often it asked. */
  evaluations: number;
}

/** The pairs that count after a step: those known and the newest, the oldest forgotten. */
export function keepPairs(
  known: readonly CurvaturePair[],
  newest: readonly CurvaturePair[],
  kept: number,
): CurvaturePair[] {
  const all = [...known, ...newest];
  return all.slice(Math.max(0, all.length - kept));
}

/**
 * −H g, where H is the approximation of the inverse Hessian that the pairs imply (the two-loop recursion: Nocedal and
 * Wright 2006, algorithm 7.4, with the scale of their equation 7.20). Without pairs: −g.
 */
export function lbfgsDirection(gradient: Float32Array, pairs: readonly CurvaturePair[]): Float32Array {
  const direction = new Float32Array(gradient.length);
  for (let i = 0; i < direction.length; i++) direction[i] = -gradient[i]!;
  const shares = new Float64Array(pairs.length);
  const curvatures = pairs.map(({ move, change }) => dot(move, change));
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { move, change } = pairs[k]!;
    shares[k] = dot(move, direction) / curvatures[k]!;
    add(direction, change, -shares[k]!);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = curvatures.at(-1)! / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i] = direction[i]! * scale;
  }
  for (const [k, { move, change }] of pairs.entries()) {
    add(direction, move, shares[k]! - dot(change, direction) / curvatures[k]!);
  }
  return direction;
}

/**
 * One step of L-BFGS with a strong Wolfe line search.
 *
 * With bounds it is a projected method (Bertsekas 1982; Schmidt, Kim and Sra 2012): a variable that lies on a bound
 * and is pushed outwards takes no part in the step, and the line is bent along the bounds.
 *
 * @param from where it starts, within the bounds
 * @param pairs of earlier steps, oldest first
 */
export function* lbfgsStep<E extends Evaluation>(
  from: Point<E>,
  pairs: readonly CurvaturePair[],
  { bounds = UNBOUNDED, memory = 10, reach = 0.1, most = 12 }: LbfgsOptions = {},
): Asking<LbfgsStep<E>, E> {
  let evaluations = 0;
  // What the pairs say may mislead: then the step is tried again along the slope itself.
  for (const known of pairs.length > 0 ? [pairs, []] : [[]]) {
    const slopes = new Float32Array(from.x.length);
    let steepest = 0;
    for (let i = 0; i < slopes.length; i++) {
      const slope = from.at.gradient[i]!;
      if (isHeld(from.x[i]!, -slope, bounds)) continue;
      slopes[i] = slope;
      steepest = Math.max(steepest, Math.abs(slope));
    }
    const direction = lbfgsDirection(slopes, known);
    for (let i = 0; i < slopes.length; i++) {
      if (isHeld(from.x[i]!, -from.at.gradient[i]!, bounds)) direction[i] = 0;
    }
    const slope = dot(direction, slopes);
    if (!(slope < 0)) continue;
    const first = known.length > 0 ? 1 : reach / steepest;
    const search = lineSearch<LinePlace & Point<E>>(
      { distance: 0, value: from.at.value, slope, ...from },
      { first, most },
    );
    let asked = search.next();
    while (!asked.done) {
      const distance = asked.value;
      const x = along(from.x, direction, distance, bounds);
      const at = yield x;
      evaluations++;
      asked = search.next({
        distance,
        x,
        at,
        value: at.value,
        slope: slopeAlong(x, direction, at.gradient, bounds),
      });
    }
    if (!asked.value) continue;
    const { x, at } = asked.value;
    const newest = curvaturePair(from, { x, at });
    const kept = Math.min(memory, known.length + newest.length);
    return { point: { x, at }, newest, kept, evaluations };
  }
  return { point: null, newest: [], kept: 0, evaluations };
}

/** Whether a bound keeps a variable from moving at this speed. */
function isHeld(x: number, speed: number, { low, high }: Bounds): boolean {
  return (x <= low && speed < 0) || (x >= high && speed > 0);
}

function along(x: Float32Array, direction: Float32Array, distance: number, bounds: Bounds): Float32Array {
  const place = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) place[i] = x[i]! + distance * direction[i]!;
  return clip(place, bounds);
}

/** The slope along the bent line: a variable that a bound holds no longer moves. */
function slopeAlong(
  x: Float32Array,
  direction: Float32Array,
  gradient: Float32Array,
  bounds: Bounds,
): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const speed = direction[i]!;
    if (!isHeld(x[i]!, speed, bounds)) sum += speed * gradient[i]!;
  }
  return sum;
}

function curvaturePair(before: Point, after: Point): CurvaturePair[] {
  const move = difference(after.x, before.x);
  const change = difference(after.at.gradient, before.at.gradient);
  const curvature = dot(move, change);
  const least = 1e-8 * Math.sqrt(dot(move, move) * dot(change, change));
  return curvature > least ? [{ move, change }] : [];
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  const values = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) values[i] = a[i]! - b[i]!;
  return values;
}

function add(sum: Float32Array, values: Float32Array, times: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + values[i]! * times;
}
