/** A logistic unit: the chance of a positive is σ(weights · features + bias). */
export interface LogisticUnit {
  weights: Float64Array;
  bias: number;
}

export interface LogisticFit extends LogisticUnit {
  /** What was minimised: the mean log loss plus the penalty. */
  loss: number;
  iterations: number;
  /** False when the iterations ran out, as they do for separable data without a penalty. */
  converged: boolean;
}

export interface LogisticSettings {
  /** λ of the penalty λ/2 · ‖weights‖² beside the mean log loss; the bias goes free. scikit-learn's C is 1 / (λ n). */
  l2: number;
  /** Stop when no component of the gradient is larger. */
  tolerance?: number;
  iterations?: number;
}

/** σ(z), exact also where e^z overflows. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const power = Math.exp(z);
  return power / (1 + power);
}

/** log(1 + e^z) without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** weights · row + bias, for the row of a matrix that starts at `offset`. */
export function logisticScore(unit: LogisticUnit, features: ArrayLike<number>, offset = 0): number {
  const { weights } = unit;
  let sum = unit.bias;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * features[offset + k]!;
  return sum;
}

/**
 * Fits a logistic unit by Newton's method on all examples at once (iteratively reweighted least squares) with a
 * halved step where a whole one would not descend. No chance is involved.
 *
 * @param features [n, size], row-major
 * @param labels [n], 1 for a positive, else 0
 * @yields after every iteration, so that whoever runs it can report and cancel
 * @throws RangeError when the shapes do not fit, there is no example, or the penalty is negative
 */
export function* logisticSteps(
  features: Float64Array,
  labels: ArrayLike<number>,
  size: number,
  { l2, tolerance = 1e-8, iterations = 60 }: LogisticSettings,
): Generator<{ iteration: number; loss: number }, LogisticFit, void> {
  const n = labels.length;
  if (n === 0 || size < 1 || features.length !== n * size) {
    throw new RangeError(`No matrix of ${n} by ${size}: it has ${features.length} numbers.`);
  }
  if (!(l2 >= 0)) throw new RangeError(`No such penalty: ${l2}.`);
  const width = size + 1;
  let unit = new Float64Array(width); // the bias last
  let loss = lossOf(features, labels, unit, l2);
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const { gradient, hessian } = derivatives(features, labels, unit, l2);
    if (gradient.every((slope) => Math.abs(slope) <= tolerance))
      return fitOf(unit, loss, iteration - 1, true);
    const step = solvePositive(hessian, gradient, width);
    let along = 0;
    for (let k = 0; k < width; k++) along += gradient[k]! * step[k]!;
    let next = unit;
    let nextLoss = loss;
    let length = 1;
    for (; length > 1e-9; length /= 2) {
      next = unit.map((value, k) => value - length * step[k]!);
      nextLoss = lossOf(features, labels, next, l2);
      if (nextLoss <= loss - 1e-4 * length * along) break;
    }
    const stuck = !(nextLoss < loss);
    if (stuck)
      return fitOf(
        unit,
        loss,
        iteration,
        gradient.every((slope) => Math.abs(slope) <= 1e-5),
      );
    unit = next;
    loss = nextLoss;
    yield { iteration, loss };
  }
  return fitOf(unit, loss, iterations, false);
}

/** `logisticSteps` run to its end. */
export function fitLogistic(
  features: Float64Array,
  labels: ArrayLike<number>,
  size: number,
  settings: LogisticSettings,
): LogisticFit {
  const steps = logisticSteps(features, labels, size, settings);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The standard deviation of every column of [n, size]; 1 where a column does not vary. */
export function columnScales(features: Float64Array, size: number): Float64Array {
  const n = features.length / size;
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let at = 0; at < features.length; at++) means[at % size]! += features[at]! / n;
  for (let at = 0; at < features.length; at++)
    squares[at % size]! += (features[at]! - means[at % size]!) ** 2 / n;
  return squares.map((square) => (square > 1e-18 ? Math.sqrt(square) : 1));
}

function fitOf(unit: Float64Array, loss: number, iterations: number, converged: boolean): LogisticFit {
  return { weights: unit.slice(0, -1), bias: unit.at(-1)!, loss, iterations, converged };
}

function scoreAt(features: Float64Array, unit: Float64Array, row: number): number {
  const size = unit.length - 1;
  let sum = unit[size]!;
  for (let k = 0, at = row * size; k < size; k++, at++) sum += unit[k]! * features[at]!;
  return sum;
}

function lossOf(features: Float64Array, labels: ArrayLike<number>, unit: Float64Array, l2: number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const score = scoreAt(features, unit, row);
    sum += softplus(labels[row] ? -score : score);
  }
  let square = 0;
  for (let k = 0; k < unit.length - 1; k++) square += unit[k]! ** 2;
  return sum / labels.length + (l2 / 2) * square;
}

function derivatives(features: Float64Array, labels: ArrayLike<number>, unit: Float64Array, l2: number) {
  const width = unit.length;
  const size = width - 1;
  const n = labels.length;
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width); // the lower triangle
  const row = new Float64Array(width).fill(1);
  for (let i = 0; i < n; i++) {
    const chance = sigmoid(scoreAt(features, unit, i));
    const slope = (chance - (labels[i] ? 1 : 0)) / n;
    const bend = (chance * (1 - chance)) / n;
    for (let k = 0; k < size; k++) row[k] = features[i * size + k]!;
    for (let k = 0; k < width; k++) {
      gradient[k]! += slope * row[k]!;
      const scaled = bend * row[k]!;
      if (scaled === 0) continue;
      for (let j = 0, at = k * width; j <= k; j++, at++) hessian[at]! += scaled * row[j]!;
    }
  }
  for (let k = 0; k < size; k++) {
    gradient[k]! += l2 * unit[k]!;
    hessian[k * width + k]! += l2;
  }
  return { gradient, hessian };
}

/** Solves A x = b for a symmetric A ≥ 0 given by its lower triangle, with as much on its diagonal as it needs. */
function solvePositive(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  let trace = 0;
  for (let k = 0; k < size; k++) trace += lower[k * size + k]!;
  for (let extra = 1e-14; ; extra *= 100) {
    const factor = cholesky(lower, size, extra * (trace / size + 1e-30));
    if (factor) return substitute(factor, right, size);
  }
}

function cholesky(lower: Float64Array, size: number, extra: number): Float64Array | null {
  const factor = Float64Array.from(lower);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j]! + (i === j ? extra : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      if (i === j && !(sum > 0)) return null;
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!;
    }
  }
  return factor;
}

function substitute(factor: Float64Array, right: Float64Array, size: number): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  return x;
}
