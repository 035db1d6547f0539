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

/** Points of a small trace: of more places, each point is the largest of its neighbours. */
const POINTS = 256;

/**
 * A filled trace in a box of `samples` × 1, one point a place, or fewer.
 *
 * @param place samples of the box: of place 0, from one to the next; `top` is the value of full height
 */
export function tracePath(
  values: Float32Array,
  { start, jump, samples, top }: { start: number; jump: number; samples: number; top: number },
): string {
  const together = Math.max(1, Math.round(values.length / POINTS));
  let path = `M${Math.max(0, start + 0.5)},1`;
  let x = 0;
  for (let i = 0; i < values.length; i += together) {
    let most = 0;
    for (let k = i; k < Math.min(values.length, i + together); k++) most = Math.max(most, values[k]!);
    x = Math.min(samples, start + (i + (together - 1) / 2) * jump + 0.5);
    path += `L${short(x)},${Math.round(1000 * (1 - Math.min(1, most / top))) / 1000}`;
  }
  return `${path}L${short(x)},1Z`;
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
