import type { HeartbeatUnit } from '#site/heartbeat-units';
import { SAMPLE_RATE } from '#world/signal/ecg';
import { FACTORS, type HeartFactor } from '#world/signal/heart';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import type { WaveLabel } from '#world/signal/truth';

/** Sliders that every heart has, and those that some rhythms add. */
export const MAIN_FACTORS: readonly HeartFactor[] = [
  'rate',
  'irregularity',
  'p',
  'r',
  't',
  'qrs',
  'noise',
  'wander',
];

const OF_RHYTHM: Partial<Record<Rhythm, readonly HeartFactor[]>> = {
  'atrial-fibrillation': ['atrialRate'],
  'atrial-flutter': ['conduction'],
  'premature-ventricular': ['every', 'coupling', 'wideQrs', 'direction'],
  'ventricular-tachycardia': ['wideQrs', 'direction'],
  wenckebach: ['conduction'],
  'complete-block': ['atrialRate'],
};
const FINE: readonly HeartFactor[] = ['q', 's', 'pr', 'qt', 'breathing', 'gain'];

export function factorsOf(rhythm: Rhythm): readonly HeartFactor[] {
  return [...MAIN_FACTORS, ...(OF_RHYTHM[rhythm] ?? [])];
}

export function fineFactors(): readonly HeartFactor[] {
  return FINE;
}

const minus = (text: string) => text.replace('-', '−');

/** A number of so many decimals, with a real minus sign. */
export function decimal(value: number, digits = 2): string {
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? (0).toFixed(digits) : text);
}

/** A factor's value as its slider says it. */
export function factorText(name: HeartFactor, value: number): string {
  const { step, unit } = FACTORS[name];
  if (name === 'irregularity') return `${Math.round(100 * value)} %`;
  if (name === 'direction') return value < 0 ? 'down' : 'up';
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  return `${decimal(value, digits)}${unit === '' ? '' : unit === '/min' ? ' a minute' : ` ${unit}`}`;
}

export const seconds = (value: number, digits = 2) => `${decimal(value, digits)} s`;

export function percent(share: number): string {
  if (share > 0.995 && share < 1) return '> 99 %';
  if (share > 0 && share < 0.005) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

/** What a stretch of the signal truly is: its words, its letters where there is little room, its colour everywhere. */
export interface Lying {
  words: string;
  letters: string;
  colour: string;
}

const LYING: Record<WaveLabel, Lying> = {
  'P wave': { words: 'P wave', letters: 'P', colour: 'var(--cat-2)' },
  QRS: { words: 'QRS', letters: 'QRS', colour: 'var(--cat-3)' },
  'broad QRS': { words: 'broad QRS', letters: 'QRS', colour: 'var(--cat-4)' },
  'T wave': { words: 'T wave', letters: 'T', colour: 'var(--cat-1)' },
  'flutter wave': { words: 'flutter wave', letters: 'flutter', colour: 'var(--cat-5)' },
  tremor: { words: 'trembling atria', letters: 'tremor', colour: 'var(--cat-5)' },
  'between waves': { words: 'between waves', letters: '', colour: 'var(--cat-6)' },
};

/** @param name a WaveLabel; another one is shown as it is */
export function lying(name: string): Lying {
  return LYING[name as WaveLabel] ?? { words: name, letters: '', colour: 'var(--cat-6)' };
}

const SHORT: Record<Rhythm, string> = {
  sinus: 'Sinus',
  'atrial-fibrillation': 'Fibrillation',
  'atrial-flutter': 'Flutter',
  'premature-ventricular': 'Early beats',
  'ventricular-tachycardia': 'Tachycardia',
  wenckebach: 'Wenckebach',
  'complete-block': 'Full block',
};

/** A rhythm's name where there is little room. */
export const shortRhythm = (rhythm: Rhythm): string => SHORT[rhythm];

/** The tenth of a filter's strongest answers that is drawn at full height: only one signal in ten exceeds it. */
export const FULL = 9;

/** A filter that sees more than this sees whole beats: then the rhythm tells what it answers to, and before that the wave. */
const BEAT = SAMPLE_RATE;

/** What a filter answers to, by the truth: a wave or a rhythm; null where none has a clear lead. */
export interface Answers {
  words: string;
  /** Of the wave; null for a rhythm. */
  colour: string | null;
}

/** @param field how many samples the filter sees */
export function answersTo({ label, rhythm }: HeartbeatUnit, field: number): Answers | null {
  if (field > BEAT) {
    const found = RHYTHMS.find((one) => one === rhythm);
    return found ? { words: shortRhythm(found), colour: null } : null;
  }
  if (label === null) return null;
  const { words, colour } = lying(label);
  return { words, colour };
}

export const seesBeats = (field: number) => field > BEAT;
