import { randomStream } from '../random.ts';
import type { Heart } from './heart.ts';
import { normalStream } from './normal.ts';
import { type Angle, integrate, STEPS_A_SECOND } from './oscillator.ts';
import { type AtrialKind, type BeatKind, type Tachogram, tachogram } from './tachogram.ts';
import { atrialWaves, ventricularWaves, type WaveName, type WaveShape } from './waves.ts';

/** Samples a second, and samples of a signal as the network gets it: eight seconds. */
export const SAMPLE_RATE = 128;
export const SAMPLES = 1024;

/** A wave of the signal, as it was asked for: where it begins, where its top is, where it ends; seconds. */
export interface Wave {
  name: WaveName;
  start: number;
  peak: number;
  end: number;
  /** Of the beat that it belongs to. */
  kind: BeatKind | AtrialKind;
}

export interface Ecg {
  /** Millivolt, `SAMPLE_RATE` a second. */
  samples: Float32Array;
  /** The tops of the R waves, in order; seconds from the first sample. */
  beats: { time: number; kind: BeatKind }[];
  /** All waves that lie within the signal, wholly or in part, in the order of their tops. */
  waves: Wave[];
}

/** Seconds before the first sample, after which nothing is left of where the equations started. */
const LEAD_IN = 3;
/** What makes three streams of numbers of one seed. */
const STREAMS = { tachogram: 0x51ed270b, tremor: 0x2f6b3a91, noise: 0x6c8e9cf5 };

/**
 * An electrocardiogram after the dynamical model of McSharry, Clifford, Tarassenko and Smith (2003): a point runs
 * along a circle, once a beat, and each wave pulls the voltage at its angle; the time of each turn comes from a
 * tachogram. Here the atria and the ventricles have a circle each, so that they can beat apart.
 *
 * The same heart and seed give the same signal. The seed decides the moments of the beats and the noise and nothing
 * else: a change of a height or width leaves them where they were.
 *
 * @param seconds how long the signal is
 */
export function ecg(heart: Heart, seed: number, seconds: number = SAMPLES / SAMPLE_RATE): Ecg {
  const span = { from: -LEAD_IN, to: seconds };
  const beats = onSteps(tachogram(heart, span, randomStream(seed ^ STREAMS.tachogram)));
  const tremor = normalStream(randomStream(seed ^ STREAMS.tremor));
  const ventricles = beats.ventricles.map(({ time, kind }) => ({
    time,
    kind,
    shapes: ventricularWaves(heart, kind),
  }));
  const atria = beats.atria.map(({ time, kind }, i) => {
    const cycle = (beats.atria[i + 1]?.time ?? time + 1) - time;
    return { time, kind, shapes: atrialWaves(heart, kind, cycle, Math.max(0.3, 1 + 0.4 * tremor())) };
  });
  const samples = integrate([ventricles, atria], {
    from: -LEAD_IN,
    count: Math.round(seconds * SAMPLE_RATE),
    stride: STEPS_A_SECOND / SAMPLE_RATE,
    rest: { height: heart.wander, frequency: heart.breathing, phase: phaseOf(seed) },
  });
  const noise = normalStream(randomStream(seed ^ STREAMS.noise));
  for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! + heart.noise * noise();
  return {
    samples,
    beats: beats.ventricles.filter(({ time }) => time >= 0 && time < seconds),
    waves: [...ventricles, ...atria]
      .flatMap(wavesOf)
      .filter(({ start, end }) => end > 0 && start < seconds)
      .sort((one, other) => one.peak - other.peak),
  };
}

/** Moments on the grid of the integration: so no step has two speeds. */
function onSteps({ atria, ventricles }: Tachogram): Tachogram {
  const snap = (time: number) => Math.round(time * STEPS_A_SECOND) / STEPS_A_SECOND;
  return {
    atria: atria.map((beat) => ({ ...beat, time: snap(beat.time) })),
    ventricles: ventricles.map((beat) => ({ ...beat, time: snap(beat.time) })),
  };
}

function phaseOf(seed: number): Angle {
  return 2 * Math.PI * randomStream(seed)();
}

/** A wave counts from two deviations before its top to two after. */
function wavesOf({
  time,
  kind,
  shapes,
}: {
  time: number;
  kind: BeatKind | AtrialKind;
  shapes: WaveShape[];
}): Wave[] {
  return shapes.map(({ name, at, before, after }) => {
    const peak = time + at;
    return { name, kind, start: peak - 2 * before, peak, end: peak + 2 * after };
  });
}
