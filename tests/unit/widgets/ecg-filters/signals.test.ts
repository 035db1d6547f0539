import { describe, expect, it } from 'vitest';
import { readOptions, writeOptions } from '#site/view-options';
import { marksBetween, marksOf, namesIn } from '#widgets/ecg-filters/marks';
import { changesOf, type EcgOptions, SPECS, WIDGET } from '#widgets/ecg-filters/options';
import { ownRecording, readColumn, SignalError } from '#widgets/ecg-filters/own-signal';
import { linePath, millivoltRange, tracePath } from '#widgets/ecg-filters/paths';
import { heartOf, rateIn, record, splice, windowOf } from '#widgets/ecg-filters/recording';
import { factorText, lying, percent } from '#widgets/ecg-filters/words';
import { SAMPLES } from '#world/signal/ecg';
import { RHYTHMS } from '#world/signal/rhythms';
import { WAVE_LABELS } from '#world/signal/truth';

describe('options', () => {
  it('go through a link and back, changed factors included', () => {
    const options: EcgOptions = {
      ...readOptions(WIDGET, SPECS, ''),
      rhythm: 'wenckebach',
      seed: 12,
      layer: 'conv4',
      filter: 3,
      at: 2.5,
      from: 7.25,
      rate: 90,
      noise: 0.12,
    };
    const query = writeOptions(WIDGET, SPECS, options, '');
    expect(query).toContain('ecg-filters.rate=90');
    expect(query).not.toContain('wander');
    expect(readOptions(WIDGET, SPECS, query)).toEqual(options);
    expect(changesOf(options)).toEqual({ rate: 90, noise: 0.12 });
  });

  it.each(['rate=drawn', 'rate=', 'rate=Infinity', 'rate=-5', 'rate=banana'])('%s is legal', (text) => {
    const { rate } = readOptions(WIDGET, SPECS, `?${WIDGET}.${text}`);
    expect(rate === null || (rate >= 30 && rate <= 180)).toBe(true);
  });
});

describe('a recording', () => {
  it.each(RHYTHMS)('of %s is the same for a minute as for eight seconds', (rhythm) => {
    const heart = heartOf(rhythm, 3, {});
    const long = windowOf(record(heart, 3, 60), 0);
    const short = windowOf(record(heart, 3), 0);
    for (let i = 0; i < SAMPLES - 128; i++) expect(long[i]).toBeCloseTo(short[i]!, 4);
  });

  it('has the rate that was asked for', () => {
    const recording = record(heartOf('sinus', 5, { rate: 100 }), 5, 60);
    expect(rateIn(recording, 0)).toBeGreaterThan(88);
    expect(rateIn(recording, 0)).toBeLessThan(112);
    expect(rateIn({ ...recording, beats: null }, 0)).toBeNull();
  });

  it('goes over into another one from a moment on', () => {
    const first = record(heartOf('sinus', 1, {}), 1, 60);
    const second = record(heartOf('ventricular-tachycardia', 1, {}), 1, 60);
    const joined = splice(first, second, 2000);
    expect(joined.samples.slice(0, 2000)).toEqual(first.samples.slice(0, 2000));
    expect(joined.samples.slice(2016)).toEqual(second.samples.slice(2016));
    const step = Math.abs(joined.samples[2000]! - joined.samples[1999]!);
    expect(step).toBeLessThan(0.5);
    const [before, after] = [first, second].map(({ waves }) => waves.length);
    expect(joined.waves.length).toBeGreaterThan(0);
    expect(joined.waves.length).toBeLessThan(before! + after!);
  });

  it('is 0 beyond its end', () => {
    const window = windowOf(record(heartOf('sinus', 1, {}), 1), 1000);
    expect(window).toHaveLength(SAMPLES);
    expect(window.slice(24).every((value) => value === 0)).toBe(true);
  });
});

describe('the truth', () => {
  it('has one stretch a QRS, and draws the ventricles last', () => {
    const { waves, beats } = record(heartOf('sinus', 0, {}), 0);
    const marks = marksOf(waves);
    const qrs = marks.filter(({ name }) => name === 'QRS');
    const inside = beats!.filter(({ time }) => qrs.some(({ start, end }) => time >= start && time <= end));
    expect(inside).toHaveLength(beats!.length);
    expect(qrs.length - beats!.length).toBeLessThanOrEqual(2);
    expect(marks.findIndex(({ name }) => name === 'QRS')).toBe(marks.length - qrs.length);
    expect(namesIn(marks, 0, 8)).toEqual(['P wave', 'QRS', 'T wave']);
    expect(marksBetween(marks, 100, 200)).toEqual([]);
  });

  it('knows words and a colour for every label', () => {
    const colours = WAVE_LABELS.map((name) => lying(name));
    expect(colours.every(({ words, colour }) => words !== '' && colour.startsWith('var(--cat-'))).toBe(true);
    expect(lying('something else').words).toBe('something else');
  });
});

describe('a signal of the reader’s own', () => {
  it.each([
    ['1\n2.5\n-3e-1\n', [1, 2.5, -0.3]],
    ['mV\n0.1\r\n0.2\r\n', [0.1, 0.2]],
    ['time,mV\n0,0.1\n0.01,0.2', [0.1, 0.2]],
    ['0,5\n0,25', [0.5, 0.25]],
    ['\uFEFF"0.5"\n−1', [0.5, -1]],
    ['0.1;7\n0.2;8', [7, 8]],
  ])('reads %j', (text, expected) => {
    const values = readColumn(text);
    expect(values).toHaveLength(expected.length);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
  });

  it.each(['', '\n\n', 'mV', '1\nbanana', '1\nNaN', '1\nInfinity', '<html>\n<body>'])(
    'refuses %j',
    (text) => {
      expect(() => readColumn(text)).toThrow(SignalError);
    },
  );

  it.each([
    [new Float32Array(4000).fill(0.1), Number.NaN, /rate between/],
    [new Float32Array(4000).fill(0.1), 0, /rate between/],
    [new Float32Array(4000).fill(0.1), 1e9, /rate between/],
    [new Float32Array(500).fill(0.1), 128, /reads 8 s/],
    [new Float32Array(4000).fill(900), 128, /microvolt/],
    [new Float32Array(4000), 128, /All its values are 0/],
  ])('says what is wrong with it', (values, rate, message) => {
    expect(() => ownRecording(values, rate)).toThrow(message);
  });

  it('is resampled, and cut to a minute', () => {
    const { recording, notes } = ownRecording(new Float32Array(500 * 90).fill(0.4), 500);
    expect(recording.samples).toHaveLength(60 * 128);
    expect(recording.samples[3000]).toBeCloseTo(0.4, 5);
    expect(notes.join(' ')).toMatch(/60 s of signal\. Resampled from 500 to 128.*Of 90 s, the first 60 s/);
  });
});

describe('lines and words', () => {
  it('draw a stretch, and a trace of at most so many points', () => {
    expect(
      linePath(
        [0, 1, 2],
        (i) => 10 * i,
        (value) => value,
        1,
        3,
      ),
    ).toBe('M10,1L20,2');
    expect(linePath([], Number, Number)).toBe('');
    const box = { start: 0, jump: 1, samples: 1024, top: 2 };
    const path = tracePath(new Float32Array(1024).fill(1), box);
    expect(path.split('L').length).toBeLessThan(270);
    expect(path).toContain(',0.5');
    expect(tracePath(new Float32Array(8).fill(9), box)).not.toContain('-');
  });

  it('hold every signal', () => {
    expect(millivoltRange([0, 0.3])).toEqual([-0.5, 1.5]);
    expect(millivoltRange([-1.2, 2.1])).toEqual([-1.5, 2.5]);
  });

  it('are rounded as one reads them', () => {
    expect(percent(0.9999)).toBe('> 99 %');
    expect(percent(0.0001)).toBe('< 1 %');
    expect(percent(0.5)).toBe('50 %');
    expect(factorText('q', -0.1)).toBe('−0.10 mV');
    expect(factorText('rate', 66)).toBe('66 a minute');
    expect(factorText('irregularity', 0.03)).toBe('3 %');
    expect(factorText('direction', -1)).toBe('down');
  });
});
