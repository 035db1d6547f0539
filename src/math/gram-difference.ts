/** How far two Gram matrices of one size are apart. */
export interface GramDifference {
  /** max |𝒢_kk′ − 𝒢′_kk′| */
  absolute: number;
  /** The largest of |𝒢_kk′ − 𝒢′_kk′| / max(𝒢_kk′, 𝒢′_kk′), each entry by its own size; 0 where both are 0. */
  relative: number;
}

/** The largest differences of two matrices, entry by entry. */
export function gramDifference(one: Float32Array, other: Float32Array): GramDifference {
  let absolute = 0;
  let relative = 0;
  for (const [i, value] of one.entries()) {
    const difference = Math.abs(value - other[i]!);
    if (difference === 0) continue;
    absolute = Math.max(absolute, difference);
    relative = Math.max(relative, difference / Math.max(Math.abs(value), Math.abs(other[i]!)));
  }
  return { absolute, relative };
}
