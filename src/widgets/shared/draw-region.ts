export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A bitmap, or bytes: RGB or RGBA (told apart by their length), row-major. */
export type PixelSource =
  | ImageBitmap
  | { width: number; height: number; pixels: Uint8ClampedArray }
  | { width: number; height: number; data: Uint8ClampedArray };

/** What lies outside a picture, as in the shipped patches. */
const OUTSIDE = '#808080';

/**
 * Draws a region of a picture into a canvas, one canvas pixel a picture pixel. What lies outside is mid-grey.
 *
 * @param region in pixels of the source, may leave it; the whole source when left out
 */
export function drawRegion(canvas: HTMLCanvasElement, source: PixelSource | null, region?: Region): void {
  const whole = { x: 0, y: 0, width: source?.width ?? 1, height: source?.height ?? 1 };
  const { x, y, width, height } = region ?? whole;
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = OUTSIDE;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!source) return;
  context.imageSmoothingEnabled = false;
  if (source instanceof ImageBitmap) context.drawImage(source, -Math.round(x), -Math.round(y));
  else context.putImageData(toImageData(source), -Math.round(x), -Math.round(y));
}

/** RGB or RGBA bytes as ImageData; RGB becomes opaque. */
export function toImageData(source: Exclude<PixelSource, ImageBitmap>): ImageData {
  const { width, height } = source;
  const bytes = 'pixels' in source ? source.pixels : source.data;
  const image = new ImageData(width, height);
  if (bytes.length === image.data.length) {
    image.data.set(bytes);
    return image;
  }
  for (let i = 0, j = 0; j < image.data.length; i += 3, j += 4) {
    image.data[j] = bytes[i]!;
    image.data[j + 1] = bytes[i + 1]!;
    image.data[j + 2] = bytes[i + 2]!;
    image.data[j + 3] = 255;
  }
  return image;
}
