import { coverPixels } from '#math/area-average';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { type ContentName, renderContent } from '#world/still/contents';
import { paintStyle, type StyleName } from '#world/style/styles';
import { ExperimentError } from './experiment.ts';

/**
 * A picture that is painted from: one of the site's, by name, or the reader's own pixels (RGBA, of any size; alpha is
 * not looked at).
 */
export type PaintingInput =
  | { kind: 'content'; name: ContentName }
  | { kind: 'style'; name: StyleName; seed: number }
  | { kind: 'scene'; seed: number }
  | { kind: 'pixels'; width: number; height: number; data: Uint8ClampedArray };

/**
 * The pixels of a picture at a size, [height, width, 3], 0 to 1. The site's own pictures are drawn for that size; a
 * reader's is cut to its shape, around the middle.
 *
 * @throws ExperimentError 'bad-input' for an unknown name, or pixels that do not fit their size
 */
export function paintingPixels(input: PaintingInput, width: number, height: number): Float32Array {
  if (input.kind === 'pixels') return ownPixels(input, width, height);
  if (input.kind === 'scene') {
    const size = Math.max(width, height);
    const scene = renderScene(sampleFactors(input.seed), { size, samples: 2 });
    return coverPixels({ width: size, height: size, data: scene.pixels }, 3, width, height);
  }
  try {
    const picture =
      input.kind === 'content'
        ? renderContent(input.name, { width, height, samples: 2 })
        : paintStyle(input.name, { width, height, seed: input.seed });
    return Float32Array.from(picture.pixels, (byte) => byte / 255);
  } catch (error) {
    if (error instanceof RangeError) throw new ExperimentError('bad-input', error.message);
    throw error;
  }
}

/** [.., 3] from 0 to 1 as opaque RGBA bytes. */
export function shownPixels(pixels: Float32Array): Uint8ClampedArray {
  const data = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
    for (let k = 0; k < 3; k++) data[to + k] = pixels[from + k]! * 255;
  }
  return data;
}

function ownPixels(
  input: { width: number; height: number; data: Uint8ClampedArray },
  width: number,
  height: number,
): Float32Array {
  if (!(input.width > 0 && input.height > 0) || input.data.length !== input.width * input.height * 4) {
    throw new ExperimentError('bad-input', 'The pixels of the picture do not fit its size.');
  }
  return coverPixels(input, 4, width, height);
}
