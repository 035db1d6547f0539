import type { InputName, WeightsName } from './numbers.ts';

/** A whole number from 0 to 2³² − 1 that is the same for the same numbers, and looks like chance. */
function scatter(seed: number, numbers: readonly number[]): number {
  let bits = (seed ^ 0x9e3779b9) >>> 0;
  for (const value of numbers) {
    bits = Math.imul(bits ^ (value | 0) ^ Math.floor(value / 4294967296), 0x85ebca6b) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35) >>> 0;
    bits ^= bits >>> 16;
  }
  return bits >>> 0;
}

/** Millivolt, relative: P, Q, R, S and T waves as bells at a part of a beat. */
const WAVES = [
  { at: 0.2, wide: 0.035, high: 1.2 },
  { at: 0.36, wide: 0.014, high: -1.2 },
  { at: 0.4, wide: 0.02, high: 9 },
  { at: 0.44, wide: 0.016, high: -2.6 },
  { at: 0.68, wide: 0.055, high: 2.2 },
] as const;

function heartbeat(part: number): number {
  const beat = part % 1;
  return WAVES.reduce(
    (sum, { at, wide, high }) => sum + high * Math.exp(-(((beat - at) / wide) ** 2) / 2),
    0,
  );
}

/** A cup on a table, lit from the left; 0 to 9. Down and across go from 0 to 1. */
function cup(down: number, across: number): number {
  const handle = Math.hypot((across - 0.7) / 0.18, (down - 0.5) / 0.2);
  const left = 0.22 + 0.05 * down;
  const right = 0.7 - 0.05 * down;
  if (down > 0.24 && down < 0.8 && across > left && across < right) {
    if (down < 0.31) return 2;
    return 9 - Math.round((6 * (across - left)) / (right - left));
  }
  if (handle > 0.55 && handle < 1.05 && across >= right) return 5;
  return down > 0.74 ? 3 : 0;
}

/**
 * One number of an input that is as large as one likes: nothing is kept.
 *
 * @param place a side, from 0; one or two sides
 */
export function inputNumber(
  name: InputName,
  seed: number,
  place: readonly number[],
  size: readonly number[],
  channel: number,
): number {
  const last = size.length - 1;
  const part = (axis: number) => (place[axis]! + 0.5) / size[axis]!;
  switch (name) {
    case 'digits':
      return scatter(seed, [1, channel, ...place]) % 10;
    case 'ramp':
      return Math.floor(10 * part(channel % 2 === 0 ? last : 0));
    case 'edge':
      return part(channel % 2 === 0 ? last : 0) < 0.5 ? 1 : 8;
    case 'wave':
      return Math.round(
        4.5 + 4.5 * Math.sin(2 * Math.PI * (2 + channel) * part(last) + (last > 0 ? 4 * part(0) : 0)),
      );
    case 'spot':
      return place.every((at, axis) => at === Math.floor((size[axis]! - 1) / 2)) ? 1 : 0;
    case 'heartbeat':
      return Math.round(10 * heartbeat(1.6 * part(last) + 0.13 * channel)) / 10;
    case 'cup':
      return size.length === 2 ? shade(cup(part(0), part(1)), channel) : 0;
    case 'zeros':
      return 0;
  }
}

/** The first channel as it is, the next ones as if through coloured glass. */
function shade(value: number, channel: number): number {
  if (channel % 3 === 0) return value;
  return channel % 3 === 1 ? Math.round(value * 0.7) : 9 - value;
}

const MIXED: readonly WeightsName[] = ['edge', 'edge-down', 'sharpen', 'shift', 'ones'];

/**
 * One weight.
 *
 * @param tap a side, from 0; kernel: its cells a side
 * @param within the input channel, counted within the group of the filter
 */
export function weightNumber(
  name: WeightsName,
  seed: number,
  tap: readonly number[],
  kernel: readonly number[],
  within: number,
  filter: number,
): number {
  const last = kernel.length - 1;
  const middle = tap.every((at, axis) => at === Math.floor((kernel[axis]! - 1) / 2));
  switch (name) {
    case 'mixed': {
      const kinds = MIXED.filter((kind) => kind !== 'edge-down' || last > 0);
      return weightNumber(kinds[filter] ?? 'random', seed, tap, kernel, within, filter);
    }
    case 'random':
      return (scatter(seed, [2, filter, within, ...tap]) % 5) - 2;
    case 'edge':
      return Math.sign(tap[last]! - (kernel[last]! - 1) / 2);
    case 'edge-down':
      return Math.sign(tap[0]! - (kernel[0]! - 1) / 2);
    case 'blur':
      return 1 / kernel.reduce((product, side) => product * side, 1);
    case 'sharpen': {
      const away = tap.reduce((sum, at, axis) => sum + Math.abs(at - Math.floor((kernel[axis]! - 1) / 2)), 0);
      return away === 0 ? 2 * kernel.length + 1 : away === 1 ? -1 : 0;
    }
    case 'shift':
      return middle && within === 0 ? 1 : 0;
    case 'ones':
      return 1;
  }
}
