import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getBackend } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import {
  type Experiment,
  type ExperimentContext,
  ExperimentError,
  type OwnPixels,
  type Pixels,
  type WantedPixels,
} from '#experiments/experiment';
import type { Manifest } from './training/model-files.ts';

/**
 * What an experiment needs, from files: the same `run` serves the page and the scripts.
 *
 * @param folder what stands for public/
 * @param checked whether files must match their folder's manifest.json, as in the browser
 */
export function fileContext(folder: string, checked = true): ExperimentContext {
  const asset = async (name: string): Promise<ArrayBuffer> => {
    const file = path.join(folder, name);
    if (!existsSync(file)) throw new ExperimentError('missing-asset', `The file ${name} is missing.`);
    const bytes = new Uint8Array(await readFile(file));
    if (checked) await check(file, bytes);
    return bytes.buffer;
  };
  return {
    signal: new AbortController().signal,
    backend: getBackend(),
    asset,
    sha256: async (name) => sumOf(new Uint8Array(await asset(name))),
    pictures: async (name) => decodePicture(await asset(name)),
    decode: async (file, wanted) => {
      const bytes = await file.arrayBuffer();
      return Promise.all(wanted.map((size) => decodeMiddle(bytes, size)));
    },
  };
}

async function check(file: string, bytes: Uint8Array): Promise<void> {
  const manifest = await readFile(path.join(path.dirname(file), 'manifest.json'), 'utf8');
  const entry = (JSON.parse(manifest) as Manifest).files.find(({ name }) => name === path.basename(file));
  if (entry?.sha256 === sumOf(bytes)) return;
  throw new ExperimentError('corrupt-asset', `The file ${file} is not what its manifest says.`);
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The middle of a picture at a size; scripts need no parts of it. */
async function decodeMiddle(bytes: ArrayBuffer, { width, height, part }: WantedPixels): Promise<OwnPixels> {
  if (part) throw new ExperimentError('bad-input', 'scripts take the whole middle of a picture');
  const upright = sharp(bytes).rotate().flatten({ background: '#fff' }).resize(width, height);
  return { ...(await decodePicture(await upright.png().toBuffer())), animated: false };
}

/** The exact pixels of an image file. */
export async function decodePicture(bytes: ArrayBuffer | Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/** Runs an experiment to its end. */
export async function finish<O, P, R>(
  run: Experiment<O, P, R>,
  options: O,
  context: ExperimentContext,
  onPartial?: (partial: P) => void,
): Promise<R> {
  const steps = run(options, context);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    if (step.value.partial !== undefined) onPartial?.(step.value.partial);
  }
}
