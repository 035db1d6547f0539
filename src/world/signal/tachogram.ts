import { randomStream } from '../random.ts';
import type { Heart } from './heart.ts';
import { normalStream } from './normal.ts';

/** Where an impulse comes from, and so which waves it draws. */
export type BeatKind = 'conducted' | 'ventricular' | 'escape';
export type AtrialKind = 'p' | 'blocked' | 'flutter' | 'fibrillation';

export interface Beat<Kind> {
  /** Seconds from the first sample. */
  time: number;
  kind: Kind;
}

/** When the atria and when the ventricles beat. */
export interface Tachogram {
  /** Times of the tops of the P waves, or of the teeth of flutter or fibrillation. */
  atria: Beat<AtrialKind>[];
  /** Times of the tops of the R waves. */
  ventricles: Beat<BeatKind>[];
}

interface Span {
  from: number;
  to: number;
}

/**
 * When a heart beats, from before `span.from` to after `span.to`.
 *
 * @param random uniform on [0, 1)
 */
export function tachogram(heart: Heart, span: Span, random: () => number): Tachogram {
  switch (heart.rhythm) {
    case 'sinus':
      return sinus(heart, span, random);
    case 'atrial-fibrillation':
      return fibrillation(heart, span, random);
    case 'atrial-flutter':
      return flutter(heart, span, random);
    case 'premature-ventricular':
      return premature(heart, span, random);
    case 'ventricular-tachycardia':
      return ventricular(heart, span, random);
    case 'wenckebach':
      return wenckebach(heart, span, random);
    case 'complete-block':
      return completeBlock(heart, span, random);
  }
}

/** From the top of P to the top of R, in seconds: shorter when the heart hurries. */
export function conductionTime({ pr, rate }: Heart): number {
  return pr * Math.min(1.1, Math.sqrt(75 / rate) ** 0.8);
}

function sinus(heart: Heart, span: Span, random: () => number): Tachogram {
  const times = pulse(heart, 60 / heart.rate, span, random);
  const delay = conductionTime(heart);
  return {
    atria: times.map((time) => ({ time: time - delay, kind: 'p' })),
    ventricles: times.map((time) => ({ time, kind: 'conducted' })),
  };
}

function premature(heart: Heart, span: Span, random: () => number): Tachogram {
  const times = pulse(heart, 60 / heart.rate, span, random);
  const delay = conductionTime(heart);
  const turn = Math.floor(random() * heart.every);
  const result: Tachogram = { atria: [], ventricles: [] };
  for (const [i, time] of times.entries()) {
    // The ventricles are still at rest when the ordinary beat would come: it falls out, the next one is in time.
    if (i > 0 && i % heart.every === turn) {
      const early = times[i - 1]! + heart.coupling * (time - times[i - 1]!);
      result.ventricles.push({ time: early, kind: 'ventricular' });
    } else {
      result.atria.push({ time: time - delay, kind: 'p' });
      result.ventricles.push({ time, kind: 'conducted' });
    }
  }
  return result;
}

function fibrillation(heart: Heart, span: Span, random: () => number): Tachogram {
  // A stream each: so a longer signal begins as a shorter one does.
  const [ofBeats, ofTremor] = [randomStream(random() * 2 ** 32), randomStream(random() * 2 ** 32)];
  const [normal, shake] = [normalStream(ofBeats), normalStream(ofTremor)];
  const mean = 60 / heart.rate;
  // Log-normal: no two beats nearer than the ventricles can follow.
  const spread = Math.sqrt(Math.log(1 + heart.irregularity ** 2));
  const beat = () => Math.max(0.3, mean * Math.exp(spread * normal() - spread ** 2 / 2));
  const tremble = () => (60 / heart.atrialRate) * Math.exp(0.18 * shake());
  return {
    atria: train(span, ofTremor, tremble).map((time) => ({ time, kind: 'fibrillation' })),
    ventricles: train(span, ofBeats, beat).map((time) => ({ time, kind: 'conducted' })),
  };
}

function flutter(heart: Heart, span: Span, random: () => number): Tachogram {
  const { rate, conduction, irregularity } = heart;
  const cycle = 60 / (rate * conduction);
  const delay = 0.6 * cycle;
  const teeth = train(span, random, () => cycle);
  const ventricles: Beat<BeatKind>[] = [];
  let next = Math.floor(random() * conduction);
  for (const [i, time] of teeth.entries()) {
    if (i !== next) continue;
    ventricles.push({ time: time + delay, kind: 'conducted' });
    const uneven = random() < 2 * irregularity;
    const other = random() < 0.5 ? -1 : 1;
    next += uneven ? Math.max(2, conduction + other) : conduction;
  }
  return { atria: teeth.map((time) => ({ time, kind: 'flutter' })), ventricles };
}

function ventricular(heart: Heart, span: Span, random: () => number): Tachogram {
  const normal = normalStream(random);
  const mean = 60 / heart.rate;
  const times = train(span, random, () => mean * Math.max(0.5, 1 + heart.irregularity * normal()));
  return { atria: [], ventricles: times.map((time) => ({ time, kind: 'ventricular' })) };
}

function wenckebach(heart: Heart, span: Span, random: () => number): Tachogram {
  const { rate, conduction } = heart;
  const cycle = (60 / rate) * ((conduction - 1) / conduction);
  const delay = conductionTime(heart);
  // The second beat is held up most, each later one by less more: so the beats come nearer before one drops.
  const growth = Math.min(0.11, 0.14 * cycle);
  const result: Tachogram = { atria: [], ventricles: [] };
  let place = Math.floor(random() * conduction);
  for (const time of pulse(heart, cycle, span, random)) {
    const isDropped = place === conduction - 1;
    result.atria.push({ time, kind: isDropped ? 'blocked' : 'p' });
    let held = 0;
    for (let i = 0; i < place; i++) held += growth * 0.6 ** i;
    if (!isDropped) result.ventricles.push({ time: time + delay + held, kind: 'conducted' });
    place = (place + 1) % conduction;
  }
  return result;
}

function completeBlock(heart: Heart, span: Span, random: () => number): Tachogram {
  const atria = pulse(heart, 60 / heart.atrialRate, span, random);
  const normal = normalStream(random);
  const mean = 60 / heart.rate;
  const times = train(span, random, () => mean * Math.max(0.5, 1 + heart.irregularity * normal()));
  return {
    atria: atria.map((time) => ({ time, kind: 'blocked' })),
    ventricles: times.map((time) => ({ time, kind: 'escape' })),
  };
}

/** Times one after the other, the first before the span and the last after it. */
function train({ from, to }: Span, random: () => number, next: () => number): number[] {
  const margin = 2.5;
  const times: number[] = [];
  for (let time = from - margin - random() * next(); time < to + margin; time += next()) times.push(time);
  return times;
}

/**
 * Times of a sinus node: the time between two beats swings with the slow waves of the blood's pressure (0.1 Hz) and
 * with breathing, a spectrum of two bells with powers 1 : 2 (McSharry et al. 2003: 0.1 Hz, 0.25 Hz, LF/HF 0.5).
 */
function pulse(heart: Heart, mean: number, span: Span, random: () => number): number[] {
  const waves: { frequency: number; phase: number; height: number }[] = [];
  for (const { centre, power } of [
    { centre: 0.1, power: 1 / 3 },
    { centre: heart.breathing, power: 2 / 3 },
  ]) {
    for (const offset of [-1, 0, 1]) {
      const share = offset === 0 ? 0.5 : 0.25;
      const height = Math.sqrt(2 * power * share);
      waves.push({ frequency: centre + 0.01 * offset, phase: 2 * Math.PI * random(), height });
    }
  }
  let now = span.from - 5;
  return train(span, random, () => {
    const swing = waves.reduce(
      (sum, { frequency, phase, height }) => sum + height * Math.sin(2 * Math.PI * frequency * now + phase),
      0,
    );
    const step = mean * Math.max(0.4, 1 + heart.irregularity * swing);
    now += step;
    return step;
  });
}
