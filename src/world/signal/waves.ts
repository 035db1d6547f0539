import type { Heart } from './heart.ts';
import type { AtrialKind, BeatKind } from './tachogram.ts';

export type WaveName = 'P' | 'Q' | 'R' | 'S' | 'T' | 'flutter' | 'fibrillation';

/** A wave of a beat: a bell that may rise and fall at different speeds. */
export interface WaveShape {
  name: WaveName;
  /** Of its top, seconds after the beat. */
  at: number;
  /** Millivolt. */
  height: number;
  /** Standard deviations of the bell before and after the top, in seconds. */
  before: number;
  after: number;
}

/** The waves of a beat of the ventricles, whose R stands at 0. */
export function ventricularWaves(heart: Heart, kind: BeatKind): WaveShape[] {
  return kind === 'ventricular' ? wideWaves(heart) : conductedWaves(heart);
}

function conductedWaves({ q, r, s, t, qrs, qt, rate, gain }: Heart): WaveShape[] {
  const width = qrs / 0.09;
  const pace = Math.cbrt(60 / rate);
  const tail = 0.034 * pace;
  return [
    bell('Q', -0.026 * width, gain * q, 0.0085 * width),
    bell('R', 0, gain * r, 0.0095 * width),
    bell('S', 0.027 * width, gain * s, 0.0095 * width),
    { name: 'T', at: qt * pace - 0.04 - 2.3 * tail, height: gain * t, before: 0.056 * pace, after: tail },
  ];
}

/** A beat that starts in the ventricles spreads slowly: one broad wave, and a T wave the other way. */
function wideWaves({ r, t, wideQrs, qt, rate, direction, gain }: Heart): WaveShape[] {
  const width = wideQrs / 0.16;
  const pace = Math.cbrt(60 / rate);
  const tall = gain * direction * r;
  return [
    { name: 'R', at: 0, height: 1.15 * tall, before: 0.026 * width, after: 0.03 * width },
    bell('S', 0.085 * width, -0.32 * tall, 0.03 * width),
    {
      name: 'T',
      at: Math.min(qt * pace - 0.05, 0.72 * (60 / rate)) - 0.02,
      height: -gain * direction * (0.16 + 0.6 * Math.abs(t)),
      before: 0.07 * pace,
      after: 0.045 * pace,
    },
  ];
}

/**
 * The waves of a beat of the atria.
 *
 * @param cycle seconds to the next one
 * @param strength 1, or what the tremor of the atria happens to be just now
 */
export function atrialWaves(
  { p, gain }: Heart,
  kind: AtrialKind,
  cycle: number,
  strength: number,
): WaveShape[] {
  switch (kind) {
    case 'p':
    case 'blocked':
      return [bell('P', 0, gain * p, 0.021)];
    case 'flutter':
      // A saw as the leads below the heart see it: slowly down, fast up.
      return [
        { name: 'flutter', at: 0, height: -1.5 * gain * p, before: 0.26 * cycle, after: 0.09 * cycle },
        bell('flutter', 0.26 * cycle, 0.75 * gain * p, 0.1 * cycle),
      ];
    case 'fibrillation':
      return [
        bell('fibrillation', 0, 0.36 * strength * gain * p, 0.17 * cycle),
        bell('fibrillation', 0.5 * cycle, -0.36 * strength * gain * p, 0.17 * cycle),
      ];
  }
}

function bell(name: WaveName, at: number, height: number, width: number): WaveShape {
  return { name, at, height, before: width, after: width };
}
