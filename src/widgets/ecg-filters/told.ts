import { SAMPLE_RATE } from '#world/signal/ecg';
import { RHYTHMS, rhythmTitle } from '#world/signal/rhythms';
import { rateIn } from './recording.ts';
import type { EcgState } from './state.svelte.ts';

/** The numbers that the figure tells the page. */
export function announcedValues(ecg: EcgState): Record<string, string | number> {
  const values: Record<string, string | number> = { filter: ecg.filter };
  const { atCursor, reading, recording } = ecg;
  const rate = rateIn(recording, ecg.from);
  if (rate !== null) values.rate = rate;
  if (recording.kind === 'grown') values.rhythm = rhythmTitle(ecg.options.rhythm);
  if (reading) {
    const best = reading.probabilities.indexOf(Math.max(...reading.probabilities));
    values.answer = rhythmTitle(RHYTHMS[best]!);
    values.probability = reading.probabilities[best]!;
  }
  if (atCursor) {
    values.place = atCursor.place;
    values.products = atCursor.sum - atCursor.bias;
    values.bias = atCursor.bias;
    values.sum = atCursor.sum;
    values.activation = atCursor.activation;
  }
  return values;
}

/** The window as a table: time, signal, and the chosen filter's activation at the place nearest to it. */
export function csvOf(ecg: EcgState): string {
  const { shown, layer, filter, options } = ecg;
  const name = `${options.layer} filter ${filter}`;
  const lines = [`seconds,millivolt,${shown ? name : ''}`];
  for (const [i, value] of ecg.window.entries()) {
    const time = ((ecg.from + i) / SAMPLE_RATE).toFixed(5);
    const activation =
      shown && layer ? shown.activations[ecg.placeAt(i) * layer.filters + filter]!.toFixed(4) : '';
    lines.push(`${time},${value.toFixed(4)},${activation}`);
  }
  return `${lines.join('\n')}\n`;
}
