import { resample } from '#math/resample';
import { SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { RECORDING_SECONDS, WINDOW_SECONDS } from './options.ts';
import type { Recording } from './recording.ts';

/** A signal of the reader's own that can't be used; the message is a sentence for them. */
export class SignalError extends Error {
  override readonly name = 'SignalError';
}

/** Bytes of the largest file that is read, and samples a second that are believed. */
const LARGEST_FILE = 4 * 2 ** 20;
export const RATES = { min: 20, max: 5000 };
/** Of a signal, at most this much is kept. */
const LONGEST_SECONDS = RECORDING_SECONDS;
/** Volts of a heart on the skin are a few thousandths. */
const LARGEST_MILLIVOLT = 50;

const seconds = (value: number) => `${value.toLocaleString('en-GB', { maximumFractionDigits: 1 })} s`;

/**
 * Reads a signal from text: one number a line in millivolt, a heading in the first line or not. Lines of several
 * columns give their last one.
 *
 * @throws SignalError with the reason
 */
export function readColumn(text: string): Float32Array {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const values: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cell = lastCell(line);
    const value = cell === '' ? Number.NaN : Number(cell);
    if (Number.isFinite(value)) values.push(value);
    else if (values.length > 0 || index > 0) {
      const shown = line.trim().slice(0, 24);
      throw new SignalError(`Line ${index + 1} is not a number: “${shown}”. One number a line, please.`);
    }
  }
  if (values.length === 0)
    throw new SignalError('There is no number in it. One number a line, in millivolt.');
  return Float32Array.from(values);
}

/** A comma before digits at the end of a line with no other comma is a decimal comma. */
function lastCell(line: string): string {
  const trimmed = line.trim().replaceAll('\u2212', '-');
  if (/^[+-]?\d*,\d+$/.test(trimmed)) return trimmed.replace(',', '.');
  return (
    trimmed
      .split(/[,;\t ]+/)
      .at(-1)
      ?.replaceAll('"', '') ?? ''
  );
}

/**
 * A recording from the reader's numbers.
 *
 * @param rate samples a second, as the reader has told
 * @returns at `SAMPLE_RATE`, with notes about what was done to it
 * @throws SignalError with the reason
 */
export function ownRecording(values: Float32Array, rate: number): { recording: Recording; notes: string[] } {
  if (!(rate >= RATES.min && rate <= RATES.max)) {
    throw new SignalError(`A rate between ${RATES.min} and ${RATES.max} samples a second, please.`);
  }
  const length = values.length / rate;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (Math.round(length * SAMPLE_RATE) < SAMPLES) {
    throw new SignalError(
      `That is ${seconds(length)} at ${rate} samples a second. The network reads ${WINDOW_SECONDS} s.`,
    );
  }
  if (largest > LARGEST_MILLIVOLT) {
    throw new SignalError(
      `The largest value is ${largest.toLocaleString('en-GB', { maximumSignificantDigits: 3 })}. In millivolt, a heart stays below 5: is it in microvolt, or in steps of the converter?`,
    );
  }
  if (largest === 0) throw new SignalError('All its values are 0.');
  const kept = values.subarray(0, Math.floor(LONGEST_SECONDS * rate));
  const samples = resample(kept, rate, SAMPLE_RATE);
  const notes = [`${seconds(samples.length / SAMPLE_RATE)} of signal.`];
  if (rate !== SAMPLE_RATE) notes.push(`Resampled from ${rate} to ${SAMPLE_RATE} samples a second.`);
  if (kept.length < values.length)
    notes.push(`Of ${seconds(length)}, the first ${LONGEST_SECONDS} s are kept.`);
  return { recording: { samples, waves: [], beats: null, kind: 'own' }, notes };
}

/** @throws SignalError when it is too large or no text */
export async function readFile(file: Blob): Promise<string> {
  if (file.size > LARGEST_FILE) throw new SignalError('The file is larger than 4 MB.');
  const text = await file.text();
  if (text.includes('\u0000')) throw new SignalError('That is not a text file.');
  return text;
}
