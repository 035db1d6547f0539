/** The costs after a step, for curves. */
export interface LossPoint {
  step: number;
  total: number;
  content: number;
  style: number;
  evaluations: number;
}
