import { type Scalar, type Tensor, train, type Variable, variableGrads } from '@tensorflow/tfjs-core';

/** Descent by Adam on bare variables that never leaves them broken: a loss that is no number ends it. */
export class Descent {
  readonly #variables: Variable[];
  readonly #adam: ReturnType<typeof train.adam>;
  /** The variables before the last step. */
  #kept: Tensor[] = [];

  constructor(variables: Variable[], rate: number) {
    this.#variables = variables;
    this.#adam = train.adam(rate);
  }

  /**
   * Makes one step.
   *
   * @param loss computes the loss from the variables; what it allocates is disposed
   * @returns the loss before the step; null when it was no number, and then the step before is taken back
   */
  async step(loss: () => Scalar): Promise<number | null> {
    const { value, grads } = variableGrads(loss, this.#variables);
    try {
      const number = (await value.data())[0]!;
      if (!Number.isFinite(number)) {
        for (const [i, kept] of this.#kept.entries()) this.#variables[i]!.assign(kept);
        return null;
      }
      this.#keep(this.#variables.map((one) => one.clone()));
      this.#adam.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      return number;
    } finally {
      value.dispose();
      for (const gradient of Object.values(grads)) gradient.dispose();
    }
  }

  /** Forgets all but the variables, which belong to whoever made them. */
  dispose(): void {
    this.#keep([]);
    this.#adam.dispose();
  }

  #keep(tensors: Tensor[]): void {
    for (const kept of this.#kept) kept.dispose();
    this.#kept = tensors;
  }
}
