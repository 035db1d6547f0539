/**
 * What becomes of a byte on its way into a network: 0 to 1, −1 to 1, or left as it is; or what Keras calls 'caffe'
 * (blue first, ImageNet's mean taken off) and 'torch' (0 to 1, ImageNet's mean taken off, divided by its spread).
 */
export const PREPROCESSINGS = ['0-1', '-1-1', '0-255', 'mean', 'mean-spread'] as const;
export type Preprocessing = (typeof PREPROCESSINGS)[number];

/** The pictures that a network takes. */
export interface PictureForm {
  rows: number;
  columns: number;
  /** Colours, or grey alone. */
  channels: 1 | 3;
  preprocessing: Preprocessing;
}

/** How the site's own networks take pictures. */
export const SITE_FORM: PictureForm = { rows: 64, columns: 64, channels: 3, preprocessing: '0-1' };

/** ImageNet's mean and spread of red, green and blue, as Keras has them in `imagenet_utils.preprocess_input`. */
const MEAN_BYTES = [123.68, 116.779, 103.939] as const;
const MEAN = [0.485, 0.456, 0.406] as const;
const SPREAD = [0.229, 0.224, 0.225] as const;
/** Shares of red, green and blue in grey (Y of YIQ). */
export const GREY = [0.299, 0.587, 0.114] as const;

/** How one of a network's channels is made: of this colour (0 red, 1 green, 2 blue), as scale · byte + shift. */
export interface ChannelForm {
  colour: number;
  scale: number;
  shift: number;
}

/** How the three channels of a network are made of a pixel's bytes. */
export function channelForms(preprocessing: Preprocessing): ChannelForm[] {
  const colours = preprocessing === 'mean' ? [2, 1, 0] : [0, 1, 2];
  return colours.map((colour) => ({ colour, ...scaling(preprocessing, colour) }));
}

function scaling(preprocessing: Preprocessing, colour: number): { scale: number; shift: number } {
  if (preprocessing === '-1-1') return { scale: 1 / 127.5, shift: -1 };
  if (preprocessing === '0-255') return { scale: 1, shift: 0 };
  if (preprocessing === 'mean') return { scale: 1, shift: -MEAN_BYTES[colour]! };
  if (preprocessing === 'mean-spread') {
    return { scale: 1 / (255 * SPREAD[colour]!), shift: -MEAN[colour]! / SPREAD[colour]! };
  }
  return { scale: 1 / 255, shift: 0 };
}

/** For each channel what becomes of every byte, and of which colour. */
function tablesOf(preprocessing: Preprocessing): { colour: number; table: Float32Array }[] {
  return channelForms(preprocessing).map(({ colour, scale, shift }) => ({
    colour,
    table: Float32Array.from({ length: 256 }, (_, byte) =>
      preprocessing === '0-1' ? byte / 255 : byte * scale + shift,
    ),
  }));
}

/** Pixels of bytes within a larger picture: red, green, blue first. */
export interface PixelWindow {
  pixels: ArrayLike<number>;
  /** Bytes a pixel, and from one row to the next; the byte of the first pixel. */
  channels: 3 | 4;
  stride: number;
  offset: number;
}

/** Makes what writes pictures of a form's size into a batch. */
export function pictureWriter(form: PictureForm): (to: Float32Array, at: number, from: PixelWindow) => void {
  const { rows, columns, channels: wanted, preprocessing } = form;
  const tables = tablesOf(preprocessing);
  return (to, at, { pixels, channels, stride, offset }) => {
    let place = at;
    for (let row = 0; row < rows; row++) {
      let from = offset + row * stride;
      for (let column = 0; column < columns; column++, from += channels) {
        if (wanted === 1) {
          const grey = GREY[0] * pixels[from]! + GREY[1] * pixels[from + 1]! + GREY[2] * pixels[from + 2]!;
          to[place++] = tables[1]!.table[Math.round(grey)]!;
        } else for (const { colour, table } of tables) to[place++] = table[pixels[from + colour]!]!;
      }
    }
  };
}
