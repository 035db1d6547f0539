import { squaredDistance, tripletLoss } from '#math/triplet';
import { slopes } from '#widgets/triplet-geometry/descent';
import type { Role, Triplet } from '#widgets/triplet-geometry/points';
import { formatLive } from './live-values.ts';

/** What a LiveFormula of the widget triplet-geometry needs. */
export interface TripletFormula {
  formula: string;
  label: string;
  symbols: Record<string, string>;
}

export const TRIPLET_FORMULAS = ['loss', 'wish', 'gradient'] as const;
export type TripletFormulaName = (typeof TRIPLET_FORMULAS)[number];

const AP = String.raw`\htmlData{symbol=d-ap,colour=2}{\lVert A - P\rVert^2}`;
const AN = String.raw`\htmlData{symbol=d-an,colour=3}{\lVert A - N\rVert^2}`;
const ALPHA = String.raw`\htmlData{symbol=margin,colour=5}{\alpha}`;

const SYMBOLS = {
  'd-ap': 'A to P, squared',
  'd-an': 'A to N, squared',
  margin: 'margin',
};

/**
 * The triplet loss, the wish behind it, or the gradient, as a live formula.
 *
 * @param points and margin as they stand before the widget has told its own
 */
export function tripletFormula(name: TripletFormulaName, points: Triplet, margin: number): TripletFormula {
  const { anchor, positive, negative } = points;
  const ap = squaredDistance(anchor, positive);
  const an = squaredDistance(anchor, negative);
  const live = (thing: string, value: number, digits: number | undefined, marks = '') =>
    String.raw`\htmlData{${marks}live=${thing}${digits === undefined ? '' : `,digits=${digits}`}}{${formatLive(value, digits)}}`;
  const apNumber = live('d-ap', ap, 3, 'symbol=d-ap,colour=2,');
  const anNumber = live('d-an', an, 3, 'symbol=d-an,colour=3,');
  const marginNumber = live('margin', margin, 2, 'symbol=margin,colour=5,');

  if (name === 'loss') {
    const loss = live('loss', tripletLoss(ap, an, margin), 3, 'symbol=loss,');
    return {
      formula: String.raw`\begin{aligned} \htmlData{symbol=loss}{\mathcal{L}} &= \max\!\big(${AP} - ${AN} + ${ALPHA},\ 0\big) \\ &= \max(${apNumber} - ${anNumber} + ${marginNumber},\ 0) \\ &= ${loss} \end{aligned}`,
      label:
        'The loss is the squared distance of A and P, minus that of A and N, plus the margin alpha, but at least 0: {d-ap} minus {d-an} plus {margin}, or 0 where that is negative, is {loss}.',
      symbols: { ...SYMBOLS, loss: 'loss' },
    };
  }
  if (name === 'wish') {
    const met = ap + margin <= an;
    return {
      formula: String.raw`\begin{aligned} ${AP} + ${ALPHA} &\le ${AN} \\ ${apNumber} + ${marginNumber} &\mathrel{\htmlData{live=relation}{${met ? '≤' : '>'}}} ${anNumber} \quad \htmlData{live=wish}{\text{${met ? 'met' : 'not met'}}} \end{aligned}`,
      label:
        'The wish: the squared distance of A and P plus the margin is at most the squared distance of A and N. Now {d-ap} plus {margin} {relation} {d-an}: {wish}.',
      symbols: SYMBOLS,
    };
  }
  const slope = slopes(points, margin);
  const twice = live('twice', tripletLoss(ap, an, margin) > 0 ? 2 : 0, undefined);
  const line = (role: Role, letter: string, rule: string, colour: number) => {
    const [x, y] = slope[role];
    const numbers = `${live(`${role}-x`, -x + 0, 2)},\\,${live(`${role}-y`, -y + 0, 2)}`;
    return String.raw`-\nabla_{\!\htmlData{symbol=${role},colour=${colour}}{${letter}}}\mathcal{L} &= ${twice}\,\htmlData{symbol=gradient-${role}}{(${rule})} &&= (${numbers})`;
  };
  return {
    formula: String.raw`\begin{alignedat}{2} ${line('anchor', 'A', 'P - N', 1)} \\ ${line('positive', 'P', 'A - P', 2)} \\ ${line('negative', 'N', 'N - A', 3)} \end{alignedat}`,
    label:
      'Against the gradient, A goes by {twice} times P minus N, now {anchor-x}, {anchor-y}; P by {twice} times A minus P, now {positive-x}, {positive-y}; N by {twice} times N minus A, now {negative-x}, {negative-y}. The factor is 2 while the loss is above 0, else 0.',
    symbols: { anchor: 'A, towards P and away from N', positive: 'P, towards A', negative: 'N, away from A' },
  };
}
