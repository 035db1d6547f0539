/**
 * What a symbol of the formulas names and the drawing shows: n a side of the input, f of the kernel, p padding,
 * s stride, d dilation, o a side of the output, c input channels, k filters, g groups.
 */
export type Thing = 'n' | 'f' | 'p' | 's' | 'd' | 'o' | 'c' | 'k' | 'g' | 'leftover' | 'bias';

export const THINGS: readonly Thing[] = ['n', 'f', 'p', 's', 'd', 'o', 'c', 'k', 'g', 'leftover', 'bias'];

export function isThing(text: string | undefined | null): text is Thing {
  return THINGS.includes(text as Thing);
}
