export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic' | 'svg' | 'unknown';

/** What an image file says about itself before it is decoded. Width and height are 0 where it does not say. */
export interface PictureHeader {
  format: PictureFormat;
  width: number;
  height: number;
  animated: boolean;
}

/**
 * Reads the size and kind of a picture from its first bytes, without decoding it.
 *
 * @param bytes the file, or its first few hundred KB: a GIF that is cut counts as still
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (ascii(bytes, 1, 3) === 'PNG') return readPng(bytes, view);
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(view);
    if (ascii(bytes, 0, 3) === 'GIF') return readGif(bytes, view);
    if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return readWebp(bytes, view);
    if (ascii(bytes, 0, 2) === 'BM') return still('bmp', view.getInt32(18, true), view.getInt32(22, true));
    if (ascii(bytes, 4, 4) === 'ftyp') return readFileType(bytes, view);
    if (/^\s*(<\?xml|<svg|<!doctype svg)/i.test(ascii(bytes, 0, 256))) return still('svg', 0, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return still('unknown', 0, 0);
}

function still(format: PictureFormat, width: number, height: number, animated = false): PictureHeader {
  return { format, width: Math.abs(width), height: Math.abs(height), animated };
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function readPng(bytes: Uint8Array, view: DataView): PictureHeader {
  let animated = false;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = ascii(bytes, at + 4, 4);
    if (chunk === 'acTL') animated = true;
    if (chunk === 'IDAT' || chunk === 'acTL') break;
  }
  return still('png', view.getUint32(16), view.getUint32(20), animated);
}

/** Walks the segments to the start of frame, which has the size. */
function readJpeg(view: DataView): PictureHeader {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return still('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return still('jpeg', 0, 0);
}

/** Counts image blocks: two make an animation. */
function readGif(bytes: Uint8Array, view: DataView): PictureHeader {
  const colourTable = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  const size = [view.getUint16(6, true), view.getUint16(8, true)] as const;
  const skipBlocks = (from: number) => {
    let at = from;
    while (bytes[at]) at += 1 + bytes[at]!;
    return at + 1;
  };
  let frames = 0;
  let at = 13 + colourTable(bytes[10]!);
  while (at < bytes.length && frames < 2) {
    if (bytes[at] === 0x21) at = skipBlocks(at + 2);
    else if (bytes[at] === 0x2c) {
      frames += 1;
      at = skipBlocks(at + 11 + colourTable(bytes[at + 9]!));
    } else break;
  }
  return still('gif', ...size, frames > 1);
}

function readWebp(bytes: Uint8Array, view: DataView): PictureHeader {
  const kind = ascii(bytes, 12, 4);
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65536;
  if (kind === 'VP8X') return still('webp', uint24(24) + 1, uint24(27) + 1, (view.getUint8(20) & 2) !== 0);
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return still('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  return still('webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
}

/** AVIF and HEIC share a container: its brand tells them apart, its first 'ispe' box has the size. */
function readFileType(bytes: Uint8Array, view: DataView): PictureHeader {
  const brand = ascii(bytes, 8, 4);
  const format = /^avi[fs]$/.test(brand) ? 'avif' : /^(hei|hev|mif1|msf1)/.test(brand) ? 'heic' : 'unknown';
  const at = ascii(bytes, 0, 4096).indexOf('ispe');
  if (at < 0) return still(format, 0, 0, brand === 'avis');
  return still(format, view.getUint32(at + 8), view.getUint32(at + 12), brand === 'avis');
}
