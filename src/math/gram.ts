/** A Gram matrix with what the style cost must know of it. */
export interface Gram {
  /** [channels, channels]; symmetric. */
  values: Float32Array;
  channels: number;
  /** n_H · n_W: over how many positions the products were summed. */
  positions: number;
}

/**
 * The Gram matrix 𝒢_kk′ = Σ_ij a_ijk a_ijk′ of a layer's activations (Gatys, Ecker and Bethge 2015, equation 3),
 * the unnormalised cross-covariance of its channels; summed in double precision.
 *
 * @param activations [positions, channels]
 * @returns [channels, channels]
 * @throws RangeError when the activations are no whole number of positions
 */
export function gram(activations: Float32Array, channels: number): Float32Array {
  const positions = activations.length / channels;
  if (!Number.isInteger(positions)) {
    throw new RangeError(`${activations.length} activations are not of ${channels} channels each.`);
  }
  const sums = new Float64Array(channels * channels);
  for (let at = 0; at < activations.length; at += channels) {
    for (let k = 0; k < channels; k++) {
      const one = activations[at + k]!;
      if (one === 0) continue;
      const row = k * channels;
      for (let other = k; other < channels; other++) sums[row + other]! += one * activations[at + other]!;
    }
  }
  for (let k = 0; k < channels; k++) {
    for (let other = 0; other < k; other++) sums[k * channels + other] = sums[other * channels + k]!;
  }
  return Float32Array.from(sums);
}

/** The Gram matrix of activations, with its numbers of channels and positions. */
export function gramOf(activations: Float32Array, channels: number): Gram {
  return { values: gram(activations, channels), channels, positions: activations.length / channels };
}

/**
 * The style cost of one layer, 1/(2 n_H n_W n_C)² Σ_kk′ (𝒢_kk′(S) − 𝒢_kk′(G))² (Gatys et al. 2015, equation 4).
 * Where the maps have different sizes, each matrix is divided by its own n_H n_W, and the factor is 1/(2 n_C)²: for
 * equal sizes the same.
 *
 * @throws RangeError when the numbers of channels differ
 */
export function styleLoss(style: Gram, generated: Gram): number {
  const { channels } = style;
  if (generated.channels !== channels) {
    throw new RangeError(`Matrices of ${channels} and ${generated.channels} channels can't be compared.`);
  }
  let sum = 0;
  for (let i = 0; i < channels * channels; i++) {
    sum += (style.values[i]! / style.positions - generated.values[i]! / generated.positions) ** 2;
  }
  return sum / (2 * channels) ** 2;
}

/**
 * The content cost of a layer, ½ ‖a(C) − a(G)‖² (Gatys et al. 2015, equation 1).
 *
 * @throws RangeError when the numbers of activations differ
 */
export function contentLoss(content: Float32Array, generated: Float32Array): number {
  if (content.length !== generated.length) {
    throw new RangeError(`${content.length} and ${generated.length} activations can't be compared.`);
  }
  let sum = 0;
  for (let i = 0; i < content.length; i++) sum += (content[i]! - generated[i]!) ** 2;
  return sum / 2;
}
