import type { Options } from '#site/page-bus';
import { rateOf } from './options.ts';
import { weightsOf } from './settings.ts';
import type { StyleStudioState } from './state.svelte.ts';

/** What live formulas can show: the weights, and the costs of the shown step. */
export function liveValues(view: StyleStudioState): Options {
  const { options, frame } = view;
  const { alpha, beta } = weightsOf(options.ratio, frame ?? view.size);
  const values: Record<string, number> = {
    alpha,
    beta,
    eta: rateOf(options),
    gamma: options.smoothing,
    pixels: view.size.width * view.size.height * 3,
  };
  if (!frame) return values;
  return {
    ...values,
    step: frame.step,
    content: frame.content,
    style: frame.style,
    variation: frame.variation,
    'content-part': frame.alpha * frame.content,
    'style-part': frame.beta * frame.style,
    total: frame.total,
  };
}
