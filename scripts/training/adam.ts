export interface AdamOptions {
  /** Decay of the running mean of the gradient and of its square. */
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  /** Decoupled weight decay (Loshchilov and Hutter 2019): the share of a weight that goes, times the rate. */
  weightDecay?: number;
}

/** Adam (Kingma and Ba 2015) on plain arrays: one per tensor of weights. */
export class Adam {
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private readonly options: Required<AdamOptions>;
  private steps = 0;

  constructor(size: number, options: AdamOptions = {}) {
    this.mean = new Float32Array(size);
    this.square = new Float32Array(size);
    this.options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0, ...options };
  }

  /** Changes `weights` in place by one step. */
  step(weights: Float32Array, gradient: Float32Array, rate: number): void {
    const { beta1, beta2, epsilon, weightDecay } = this.options;
    this.steps++;
    const meanScale = 1 / (1 - beta1 ** this.steps);
    const squareScale = 1 / (1 - beta2 ** this.steps);
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i]!;
      const mean = beta1 * this.mean[i]! + (1 - beta1) * slope;
      const square = beta2 * this.square[i]! + (1 - beta2) * slope * slope;
      this.mean[i] = mean;
      this.square[i] = square;
      const move = (mean * meanScale) / (Math.sqrt(square * squareScale) + epsilon);
      weights[i] = weights[i]! - rate * (move + weightDecay * weights[i]!);
    }
  }
}
