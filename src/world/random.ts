/**
 * A stream of pseudo-random numbers from a seed (mulberry32: 32 bits of state, integer arithmetic
 * only, so the numbers are the same on every machine).
 *
 * @param seed any number; it is reduced to an unsigned 32-bit integer
 * @returns a function that gives the next number, uniform on [0, 1)
 */
export function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}
