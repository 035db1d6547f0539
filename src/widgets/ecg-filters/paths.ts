/** Coordinates of SVG paths are kept to a tenth of a pixel: the page's HTML holds some of them. */
const short = (value: number) => Math.round(value * 10) / 10;

/**
 * A line through values at even distances.
 *
 * @param x of a value's index
 * @param y of a value
 */
export function linePath(
  values: ArrayLike<number>,
  x: (index: number) => number,
  y: (value: number) => number,
  from = 0,
  to = values.length,
): string {
  let path = '';
  for (let i = Math.max(0, from); i < Math.min(to, values.length); i++) {
    path += `${path === '' ? 'M' : 'L'}${short(x(i))},${short(y(values[i]!))}`;
  }
  return path;
}

/** The same, filled down to a base line. */
export function areaPath(
  values: ArrayLike<number>,
  x: (index: number) => number,
  y: (value: number) => number,
  base: number,
): string {
  if (values.length === 0) return '';
  const line = linePath(values, x, y);
  return `${line}L${short(x(values.length - 1))},${short(base)}L${short(x(0))},${short(base)}Z`;
}

/** One filter's activations out of all: [length, filters] → [length]. */
export function channelOf(values: Float32Array, filters: number, filter: number): Float32Array {
  const channel = new Float32Array(values.length / filters);
  for (let i = 0; i < channel.length; i++) channel[i] = values[i * filters + filter]!;
  return channel;
}

/** The least range of steps of half a millivolt that holds a signal, and at least −0.5 … 1.5. */
export function millivoltRange(samples: ArrayLike<number>): [low: number, high: number] {
  let low = -0.5;
  let high = 1.5;
  for (let i = 0; i < samples.length; i++) {
    low = Math.min(low, samples[i]!);
    high = Math.max(high, samples[i]!);
  }
  return [Math.floor(low * 2) / 2, Math.ceil(high * 2) / 2];
}
