import type { LayerReport } from '#math/convolution/network';

/** The nearest cell that the output has; [] where there is no output with sides. */
export function legalPlace(report: LayerReport | undefined, place: readonly number[]): number[] {
  const size = report?.output?.size ?? [];
  return size.map((side, axis) => {
    const wanted = place[axis];
    if (wanted === undefined || Number.isNaN(wanted)) return 0;
    return Math.min(side - 1, Math.max(0, Math.round(wanted)));
  });
}

/** '3.4' for row 3, column 4; places count from 0. */
export function placeText(place: readonly number[]): string {
  return place.join('.');
}

/** The other way round; what is no number counts as 0. */
export function placeOf(text: string): number[] {
  return text
    .split('.')
    .slice(0, 3)
    .map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : 0));
}

/** Cells of a block, Infinity beyond what a number holds exactly. */
export function cellCount(size: readonly number[]): number {
  const count = size.reduce((product, side) => product * side, 1);
  return Number.isSafeInteger(count) ? count : Number.POSITIVE_INFINITY;
}

/** A place moved by so many cells along one side, not beyond the ends. */
export function step(report: LayerReport, place: readonly number[], axis: number, by: number): number[] {
  return legalPlace(
    report,
    place.map((value, at) => (at === axis ? value + by : value)),
  );
}
