import type { Wave } from './ecg.ts';

/** What can lie at a moment of a signal. */
export const WAVE_LABELS = [
  'P wave',
  'QRS',
  'broad QRS',
  'T wave',
  'flutter wave',
  'tremor',
  'between waves',
] as const;
export type WaveLabel = (typeof WAVE_LABELS)[number];

/** What counts where waves lie over each other: the first. */
const PRIORITY: readonly WaveLabel[] = ['QRS', 'broad QRS', 'P wave', 'T wave', 'flutter wave', 'tremor'];

/**
 * What lies at a moment of a signal.
 *
 * @param time seconds from the first sample
 */
export function waveAt(waves: readonly Wave[], time: number): WaveLabel {
  const present = waves.filter(({ start, end }) => time >= start && time <= end).map(labelOf);
  return PRIORITY.find((label) => present.includes(label)) ?? 'between waves';
}

function labelOf({ name, kind }: Wave): WaveLabel {
  switch (name) {
    case 'P':
      return 'P wave';
    case 'T':
      return 'T wave';
    case 'flutter':
      return 'flutter wave';
    case 'fibrillation':
      return 'tremor';
    default:
      return kind === 'ventricular' ? 'broad QRS' : 'QRS';
  }
}
