import type { Method } from './options.ts';
import type { Score } from './outcomes.ts';
import type { Unmet } from './summary.ts';

export const METHOD_WORDS: Record<Method, string> = {
  pixels: 'a small convnet, from the pixels',
  encoder: 'a softmax layer on the encoder’s numbers',
};

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** '84 % (75 to 90)': the share that is right, with its interval. */
export function scoreWords({ right, of, interval }: Score): string {
  if (!interval) return '—';
  return `${percent(right / of)} (${Math.round(100 * interval.low)} to ${Math.round(100 * interval.high)})`;
}

/** Milliseconds below a second and a half, seconds above. */
export function timeWords(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** 'Mara 6, Noor 4': the names that somebody unknown was given. */
export function namesWords({ names }: Unmet, most = 3): string {
  const said = names.slice(0, most).map(({ name, count }) => `${name} ${count}`);
  const rest = names.slice(most).reduce((sum, { count }) => sum + count, 0);
  return [...said, ...(rest > 0 ? [`others ${rest}`] : [])].join(', ');
}
