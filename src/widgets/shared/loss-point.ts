/** The costs after a step, as curves show them. */
export interface LossPoint {
  step: number;
  total: number;
  /** α times the content cost. */
  content: number;
  /** β times the style cost. */
  style: number;
  /** How often costs and slopes were worked out by then. */
  evaluations: number;
}
