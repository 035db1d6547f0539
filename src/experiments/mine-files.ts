import type { PictureForm } from '#models/picture-form';
import { OWN_PICTURES } from '#world/scene/sets';
import type { ExperimentContext, OwnPixels, Progress } from './experiment.ts';
import type { MinePatchesPartial } from './mine-patches.ts';
import { readFiles, type UnreadFile } from './own-pictures.ts';
import type { PatchMiner } from './patch-miner.ts';
import { PictureBatch } from './picture-input.ts';

/** What a few of the reader's own pictures excite. */
export interface OwnBatch {
  /** Numbers of the pictures that were read: `OWN_PICTURES` + the file's place, from 0. */
  pictures: Uint32Array;
  /** The strongest activation of each unit in each picture: [pictures, units of all layers side by side]. */
  values: Float32Array;
  /** Where that is, row · columns + column in the layer's map. */
  positions: Uint16Array;
  /** The pictures small, as the site's networks see them, RGBA: [pictures, rows, columns, 4]. */
  pixels: Uint8ClampedArray;
  rows: number;
  columns: number;
  unread: UnreadFile[];
  /** Places of files that are animated: their first frame was used. */
  animated: number[];
}

/** Decoding takes longer than looking: small batches show sooner what was found. */
const BATCH = 8;
/** What is kept of each for showing. */
const SIDE = 64;
const SMALL = { width: SIDE, height: SIDE };
const TELL_EVERY = 100;

/**
 * Looks at a reader's own files, decoding each when its turn comes.
 *
 * @returns how many files were tried, with those that were left out
 */
export async function* mineFiles(
  { files, from = 0 }: { files: readonly Blob[]; from?: number },
  batch: number | undefined,
  miner: PatchMiner,
  form: PictureForm,
  context: ExperimentContext,
): AsyncGenerator<Progress<MinePatchesPartial>, number, void> {
  const size = { width: form.columns, height: form.rows };
  const total = files.length;
  const progress = (done: number) => ({ done, total, what: 'of your pictures looked at' });
  let held = emptyHold();
  let told = performance.now();
  for await (const { file, pixels: [pixels, small] = [], reason } of readFiles(
    files,
    from,
    [size, SMALL],
    context,
  )) {
    if (!pixels || !small) held.unread.push({ file, reason });
    else {
      held.files.push(file);
      held.pixels.push(pixels);
      held.small.push(small.data);
      if (pixels.animated) held.animated.push(file);
    }
    const done = file + 1;
    if (held.files.length < (batch ?? BATCH) && done < total) {
      if (performance.now() - told < TELL_EVERY) continue;
      told = performance.now();
      yield progress(done);
      continue;
    }
    const own = await look(held, form, miner);
    held = emptyHold();
    told = performance.now();
    yield { ...progress(done), partial: { lists: miner.lists, pictures: done, own } };
  }
  return total;
}

interface Hold {
  files: number[];
  pixels: OwnPixels[];
  small: Uint8ClampedArray[];
  unread: UnreadFile[];
  animated: number[];
}

function emptyHold(): Hold {
  return { files: [], pixels: [], small: [], unread: [], animated: [] };
}

async function look(
  { files, pixels, small, unread, animated }: Hold,
  form: PictureForm,
  miner: PatchMiner,
): Promise<OwnBatch> {
  const pictures = Uint32Array.from(files, (file) => OWN_PICTURES + file);
  const all = new Uint8ClampedArray(files.length * SIDE * SIDE * 4);
  for (const [place, data] of small.entries()) all.set(data, place * data.length);
  const batch = new PictureBatch(files.length, form);
  for (const [place, picture] of pixels.entries()) batch.enter(place, { ...picture, kind: 'pixels' });
  const found =
    files.length > 0
      ? await miner.enter(() => batch.tensor(), [...pictures])
      : { values: new Float32Array(), positions: new Float32Array() };
  return {
    pictures,
    values: found.values,
    positions: Uint16Array.from(found.positions),
    pixels: all,
    rows: SIDE,
    columns: SIDE,
    unread,
    animated,
  };
}
