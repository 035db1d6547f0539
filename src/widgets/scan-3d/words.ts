import type { Place } from './planes.ts';

/** A length, e.g. '1.4 voxels'. */
export function voxels(length: number): string {
  return `${length.toFixed(1)} voxels`;
}

/** A number with its sign as it is set in type. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : ''}${text}`;
}

/** All the digits that tell one float32 from the next. */
export function everyDigit(value: number): string {
  return value.toPrecision(9).replace('-', '−');
}

/** A rate of false alarms as it is said: 1/8, 1/4, 1/2, 1 … */
export function rateSaid(rate: string): string {
  const value = Number(rate);
  return value < 1 ? `1/${Math.round(1 / value)}` : rate;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A place as slices are counted, from 1. */
export function placeSaid([z, y, x]: Place): string {
  return `${Math.round(z) + 1}, ${Math.round(y) + 1}, ${Math.round(x) + 1}`;
}

/** A time, e.g. '0.41 s'. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
