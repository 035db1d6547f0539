import { describe, expect, it } from 'vitest';
import { type Ecg, ecg } from '#world/signal/ecg';
import { changeHeart, drawHeart, FACTORS, type Heart, type HeartFactor } from '#world/signal/heart';
import { describeRhythm, RHYTHMS, type Rhythm, rhythmTitle } from '#world/signal/rhythms';
import { heartOfSeed, rhythmOfSeed, SIGNAL_SETS, signalOfSeed } from '#world/signal/sets';
import { conductionTime } from '#world/signal/tachogram';
import { waveAt } from '#world/signal/truth';

const SEEDS = Array.from({ length: 40 }, (_, i) => 9_000 + i);

function signals(rhythm: Rhythm): { heart: Heart; signal: Ecg }[] {
  return SEEDS.map((seed) => {
    const heart = heartOfSeed(seed, rhythm);
    return { heart, signal: ecg(heart, seed) };
  });
}

const gaps = (times: number[]) => times.slice(1).map((time, i) => time - times[i]!);
const timesOf = ({ beats }: Ecg) => beats.map(({ time }) => time);
const peaks = ({ waves }: Ecg, name: string) =>
  waves.filter((wave) => wave.name === name).map(({ peak }) => peak);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: number[]) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))) / mean(values);

describe('the rhythms', () => {
  it('have titles and descriptions of their own', () => {
    expect(new Set(RHYTHMS.map(rhythmTitle)).size).toBe(RHYTHMS.length);
    expect(new Set(RHYTHMS.map(describeRhythm)).size).toBe(RHYTHMS.length);
  });

  it('sinus: a P wave before every beat, at a constant distance', () => {
    for (const { heart, signal } of signals('sinus')) {
      const tops = peaks(signal, 'P');
      for (const time of timesOf(signal).slice(1)) {
        const nearest = Math.min(...tops.map((top) => Math.abs(time - top - conductionTime(heart))));
        expect(nearest).toBeLessThan(0.01);
      }
      expect(60 / mean(gaps(timesOf(signal)))).toBeGreaterThan(heart.rate * 0.85);
      expect(60 / mean(gaps(timesOf(signal)))).toBeLessThan(heart.rate * 1.15);
    }
  });

  it('fibrillation: no P wave, and beats without a pattern', () => {
    const found = signals('atrial-fibrillation');
    for (const { signal } of found) expect(peaks(signal, 'P')).toEqual([]);
    expect(mean(found.map(({ signal }) => spread(gaps(timesOf(signal)))))).toBeGreaterThan(0.14);
    const first = found.map(({ signal }) => gaps(timesOf(signal)).slice(0, 2));
    const [x, y] = [0, 1].map((k) => first.map((pair, i) => (pair[k]! * found[i]!.heart.rate) / 60 - 1));
    const together =
      mean(x!.map((value, i) => value * y![i]!)) /
      (spread(x!.map((v) => v + 1)) * spread(y!.map((v) => v + 1)));
    expect(Math.abs(together)).toBeLessThan(0.45);
  });

  it('flutter: teeth at one rate, from 220 to 340 a minute, and each beat after a tooth', () => {
    for (const { heart, signal } of signals('atrial-flutter')) {
      const rate = heart.rate * heart.conduction;
      expect(rate).toBeGreaterThan(220);
      expect(rate).toBeLessThan(340);
      const teeth = peaks(signal, 'flutter');
      for (const time of timesOf(signal).slice(1)) {
        const nearest = Math.min(...teeth.map((top) => Math.abs(time - top - (0.6 * 60) / rate)));
        expect(nearest).toBeLessThan(0.01);
      }
    }
  });

  it('premature beats: one at least in every signal, early, broad, with a pause after it', () => {
    let pauses = 0;
    for (const { heart, signal } of signals('premature-ventricular')) {
      expect(signal.beats.some(({ kind }) => kind === 'ventricular')).toBe(true);
      for (const [i, { time, kind }] of signal.beats.entries()) {
        const [before, after] = [signal.beats[i - 1], signal.beats[i + 1]];
        if (kind !== 'ventricular' || !before || !after) continue;
        const ratio = (time - before.time) / (after.time - before.time);
        expect(ratio).toBeGreaterThan(heart.coupling / 2 - 0.08);
        expect(ratio).toBeLessThan(0.47);
        pauses++;
      }
    }
    expect(pauses).toBeGreaterThan(40);
  });

  it('ventricular tachycardia: broad beats only, even, with no P wave', () => {
    for (const { signal } of signals('ventricular-tachycardia')) {
      expect(signal.beats.every(({ kind }) => kind === 'ventricular')).toBe(true);
      expect(peaks(signal, 'P')).toEqual([]);
      expect(spread(gaps(timesOf(signal)))).toBeLessThan(0.05);
    }
  });

  it('Wenckebach: P to R grows from beat to beat until a P wave stays alone', () => {
    for (const { signal } of signals('wenckebach')) {
      const atria = signal.waves.filter(({ name }) => name === 'P');
      expect(atria.some(({ kind }) => kind === 'blocked')).toBe(true);
      let last = 0;
      for (const { peak, kind } of atria) {
        const next = timesOf(signal).find((time) => time > peak);
        if (kind === 'blocked') last = 0;
        else if (next !== undefined && peak > 0.2) {
          expect(next - peak).toBeGreaterThan(last);
          expect(next - peak).toBeLessThan(0.6);
          last = next - peak;
        }
      }
    }
  });

  it('complete block: P to R is anything, and both are steady', () => {
    const found = signals('complete-block');
    const shares: number[] = [];
    for (const { heart, signal } of found) {
      expect(spread(gaps(timesOf(signal)))).toBeLessThan(0.09);
      const tops = peaks(signal, 'P');
      expect(60 / mean(gaps(tops))).toBeGreaterThan(heart.atrialRate * 0.85);
      for (const time of timesOf(signal)) {
        const before = tops.findLast((top) => top <= time);
        if (before !== undefined) shares.push(((time - before) * heart.atrialRate) / 60);
      }
    }
    for (const quarter of [0, 1, 2, 3]) {
      const within = shares.filter((share) => share >= quarter / 4 && share < (quarter + 1) / 4).length;
      expect(within / shares.length).toBeGreaterThan(0.15);
    }
  });
});

describe('hearts', () => {
  it('are drawn within the bounds of their factors', () => {
    for (const seed of SEEDS) {
      const heart = heartOfSeed(seed);
      for (const [name, { low, high }] of Object.entries(FACTORS)) {
        expect(heart[name as HeartFactor], name).toBeGreaterThanOrEqual(low);
        expect(heart[name as HeartFactor], name).toBeLessThanOrEqual(high);
      }
    }
  });

  it('have rates that give no rhythm away: at any rate from 50 to 150 three or more rhythms are to be found', () => {
    const found = new Map<number, Set<Rhythm>>();
    for (let seed = 0; seed < 7_000; seed++) {
      const rhythm = rhythmOfSeed(seed);
      const tens = Math.floor(heartOfSeed(seed).rate / 10) * 10;
      found.set(tens, (found.get(tens) ?? new Set()).add(rhythm));
    }
    for (let tens = 50; tens < 150; tens += 10)
      expect(found.get(tens)!.size, String(tens)).toBeGreaterThanOrEqual(3);
  });

  it('change within bounds, and not to what is no number', () => {
    const heart = drawHeart('sinus', () => 0.5);
    const changed = changeHeart(heart, {
      rate: 1e9,
      p: -3,
      conduction: 3.4,
      direction: -0.2,
      noise: Number.NaN,
    });
    expect(changed).toEqual({ ...heart, rate: FACTORS.rate.high, p: 0, conduction: 3, direction: -1 });
  });
});

describe('sets of signals', () => {
  it('share no seed and hold all rhythms in equal parts', () => {
    const sets = Object.values(SIGNAL_SETS).toSorted((a, b) => a.first - b.first);
    for (const [i, { first, count }] of sets.entries()) {
      expect(first % RHYTHMS.length).toBe(0);
      expect(count % RHYTHMS.length).toBe(0);
      expect(first + count).toBeLessThanOrEqual(sets[i + 1]?.first ?? Number.POSITIVE_INFINITY);
      expect(first).toBeGreaterThan(10_000);
    }
    expect(SIGNAL_SETS.test.count).toBeGreaterThanOrEqual(2_000);
    expect(rhythmOfSeed(-1)).toBe(RHYTHMS.at(-1));
  });
});

describe('what lies at a moment', () => {
  it('is the wave there, QRS before all others', () => {
    const { waves, beats } = signalOfSeed(0);
    expect(waveAt(waves, beats[1]!.time)).toBe('QRS');
    expect(waveAt(waves, waves.find(({ name }) => name === 'T')!.peak)).toBe('T wave');
    expect(waveAt([], 1)).toBe('between waves');
    const broad = ecg(heartOfSeed(2, 'ventricular-tachycardia'), 2);
    expect(waveAt(broad.waves, broad.beats[2]!.time)).toBe('broad QRS');
  });
});
