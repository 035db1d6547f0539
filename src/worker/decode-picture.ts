import type { Pixels } from '#experiments/experiment';
import { ExperimentError } from '#experiments/experiment';

const TYPES: Record<string, string> = { webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' };

/**
 * The pixels of an encoded image, as they are in the file: no colour conversion, alpha not premultiplied.
 *
 * @param path the file's name, for its type and for the error
 * @throws ExperimentError 'corrupt-asset' when it can't be decoded, 'failed' when this browser has no means to
 */
export async function decodePicture(bytes: ArrayBuffer, path: string): Promise<Pixels> {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? '';
  if (typeof OffscreenCanvas === 'undefined') return decodeByCodec(bytes, type, path);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type }), {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch {
    throw new ExperimentError('corrupt-asset', `The picture ${path} can't be decoded by this browser.`);
  }
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new ExperimentError('failed', 'This browser refuses the canvas that decodes pictures.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

async function decodeByCodec(bytes: ArrayBuffer, type: string, path: string): Promise<Pixels> {
  if (typeof ImageDecoder === 'undefined') {
    const message = 'This browser can’t decode pictures in the background (it has no OffscreenCanvas).';
    throw new ExperimentError('failed', message, false);
  }
  const decoder = new ImageDecoder({ data: bytes, type, colorSpaceConversion: 'none' });
  try {
    const { image } = await decoder.decode();
    const { displayWidth: width, displayHeight: height } = image;
    const data = new Uint8ClampedArray(width * height * 4);
    await image.copyTo(data, { format: 'RGBA' });
    image.close();
    return { width, height, data };
  } catch {
    throw new ExperimentError('corrupt-asset', `The picture ${path} can't be decoded by this browser.`);
  } finally {
    decoder.close();
  }
}
