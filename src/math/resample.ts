/** Crossings of zero of the sinc on either side of a sample. */
const LOBES = 8;

/**
 * A signal at another sampling rate, by a sinc under a window of Lanczos. Where samples get fewer, what they could not
 * hold any more is filtered out first. Beyond its ends the signal is held at its last value.
 *
 * @param from samples a second as it is
 * @param to samples a second wanted
 * @returns round(length · to / from) samples; the first one stays at time 0
 * @throws RangeError when a rate is not above 0
 */
export function resample(samples: ArrayLike<number>, from: number, to: number): Float32Array {
  if (!(from > 0) || !(to > 0)) throw new RangeError(`Rates of ${from} and ${to} samples a second.`);
  if (from === to) return Float32Array.from(samples);
  const { length } = samples;
  const result = new Float32Array(Math.round((length * to) / from));
  const cutoff = Math.min(1, to / from);
  const reach = LOBES / cutoff;
  for (let i = 0; i < result.length; i++) {
    const centre = (i * from) / to;
    let sum = 0;
    let total = 0;
    for (let k = Math.ceil(centre - reach); k <= centre + reach; k++) {
      const weight = lanczos((k - centre) * cutoff);
      sum += weight * samples[Math.min(length - 1, Math.max(0, k))]!;
      total += weight;
    }
    result[i] = sum / total;
  }
  return result;
}

function lanczos(x: number): number {
  if (Math.abs(x) < 1e-9) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const angle = Math.PI * x;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}
