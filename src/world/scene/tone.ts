import { encodeComponent } from './colours.ts';

const STEPS = 4096;

/**
 * The way from light to a picture's codes: a film-like shoulder (light above `knee` is compressed and never
 * clips hard), then sRGB; by a table, blended between its entries.
 *
 * @param knee linear light from which on it is compressed, below 1
 * @returns linear light (0 to 2; beyond, the ends) to an sRGB code, 0 to 255; what is not a number gives 0
 */
export function toneCurve(knee: number): (linear: number) => number {
  const codes = new Float64Array(STEPS + 2);
  for (let i = 0; i < codes.length; i++) codes[i] = encodeComponent(shoulder((2 * i) / STEPS, knee));
  return (linear) => {
    const at = linear * (STEPS / 2);
    if (!(at > 0)) return 0;
    if (at >= STEPS) return codes[STEPS]!;
    const low = Math.floor(at);
    return codes[low]! + (codes[low + 1]! - codes[low]!) * (at - low);
  };
}

function shoulder(linear: number, knee: number): number {
  return linear <= knee ? linear : knee + (1 - knee) * (1 - Math.exp(-(linear - knee) / (1 - knee)));
}
