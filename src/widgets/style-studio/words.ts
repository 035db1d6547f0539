import { powerOfTen, shortNumber } from '#widgets/shared/short-number';
import type { TransferRun } from '#widgets/shared/transfer-run.svelte.ts';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import { lambdaOf, type StyleStudioOptions } from './options.ts';

/** A number of a ladder: '3 × 10⁻⁵', '10⁻⁴', '0.02', '15'. */
export function roundNumber(value: number): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  if (exponent >= -2 && exponent <= 3) return shortRound(value);
  const digit = Number((value / 10 ** exponent).toPrecision(3));
  return digit === 1 ? powerOfTen(exponent) : `${digit} × ${powerOfTen(exponent)}`;
}

function shortRound(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** α/β, with words for its ends. */
export function ratioWords(ratio: number): string {
  if (ratio === 0) return 'α = 0, only style';
  if (ratio === Infinity) return 'β = 0, only content';
  return roundNumber(ratio);
}

export const OPTIMISER_WORDS: Record<StyleStudioOptions['optimiser'], { name: string; what: string }> = {
  adam: {
    name: 'Adam',
    what: 'Each pixel has a step of its own, about η long whatever the slope, steadied by the slopes before.',
  },
  'l-bfgs': {
    name: 'L-BFGS',
    what: 'It learns the curvature from the last steps and looks along a line for a good length: no η to choose, a dearer step.',
  },
  descent: {
    name: 'Plain gradient descent',
    what: 'η times the slope, and nothing else, as in the formula. Too large an η and the loss runs away.',
  },
};

/** Layers that have a weight, e.g. 'conv1–conv5'; 'none'. */
export function chosenLayers(layers: string): string {
  const lambda = lambdaOf(layers);
  const chosen = CONVOLUTION_NAMES.filter((name) => lambda[name] > 0);
  if (chosen.length === 0) return 'none';
  const first = CONVOLUTION_NAMES.indexOf(chosen[0]!);
  const adjoining = chosen.every((name, i) => name === CONVOLUTION_NAMES[first + i]);
  return adjoining && chosen.length > 2 ? `${chosen[0]}–${chosen.at(-1)}` : chosen.join(', ');
}

/** What became of the painting: rarely another sentence, so that it can be read out. */
export function runWords(run: TransferRun): string {
  const { status, step, options } = run;
  if (run.notice && status === 'running') return run.notice;
  switch (status) {
    case 'idle':
      return '';
    case 'running':
      return run.latest ? 'Painting on your machine.' : 'Fetching the network and looking at the pictures.';
    case 'paused':
      return `Paused at step ${step} of ${options?.steps ?? step}.`;
    case 'finished':
      return `Painted: ${step} steps${fallen(run)}.`;
    case 'converged':
      return `After ${step} steps nothing lowers the loss any more${fallen(run)}.`;
    case 'diverged':
      return `The loss ran away: steps of this η jump past the valley. The painting has stopped, and what you see is its last good picture, step ${run.best?.step ?? 0}.`;
    case 'failed':
      return run.latest ? `Stopped at step ${step}. The picture is kept.` : 'It could not begin.';
  }
}

/** ': the style loss fell by 97.2 %', empty where that says nothing. */
function fallen(run: TransferRun): string {
  const [first, last] = [run.frames[0], run.latest];
  if (!first || !last || run.options?.beta === 0 || !(first.style > 0)) return '';
  const share = 1 - last.style / first.style;
  return share > 0 ? `; the style loss fell by ${(share * 100).toFixed(1)} %` : '';
}

/** '12.4', '3.05'. */
export function speedWords(stepsPerSecond: number): string {
  return stepsPerSecond > 0 ? shortNumber(stepsPerSecond) : '—';
}

/** The losses of each step as a table. */
export function lossesCsv(run: TransferRun): string {
  const head = 'step,total,alpha_content,beta_style,evaluations';
  const rows = run.losses.map(({ step, total, content, style, evaluations }) =>
    [step, total, content, style, evaluations].join(','),
  );
  return `${[head, ...rows].join('\n')}\n`;
}

/** Alternative text of the painting. */
export function paintingLabel(content: string, style: string, step: number): string {
  return `The generated image after ${step} steps: ${content}, painted as ${style}`;
}
