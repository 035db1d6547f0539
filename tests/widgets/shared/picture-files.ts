/** Picture files as readers bring them, made on the spot. */

type Paint = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

const halves: Paint = (context, width, height) => {
  context.fillStyle = 'rgb(200 0 0)';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = 'rgb(0 0 200)';
  context.fillRect(width / 2, 0, width - width / 2, height);
};

/** A picture, red on the left and blue on the right unless painted otherwise. */
export async function picture(
  width: number,
  height: number,
  type = 'image/png',
  paint = halves,
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!, width, height);
  return new File([await canvas.convertToBlob({ type })], `picture.${type.slice(6)}`, { type });
}

/** The first bytes of a PNG that claims a size, and no pixels. */
export function pngHeader(width: number, height: number): File {
  const bytes = new Uint8Array(45);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(8, 13);
  bytes.set(text('IHDR'), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6, 0, 0, 0], 24);
  bytes.set(text('IDAT'), 37);
  return new File([bytes], 'huge.png', { type: 'image/png' });
}

/** A GIF of frames of one colour each, by the specification's uncompressed form: a clear code before every pixel. */
export function gif(side: number, colours: readonly [number, number, number][]): File {
  const head = [...text('GIF89a'), side & 255, side >> 8, side & 255, side >> 8, 0x80, 0, 0];
  const bytes: number[] = [...head, 0, 0, 0, 255, 255, 255];
  for (const colour of colours) {
    bytes.push(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
    bytes.push(0x2c, 0, 0, 0, 0, side & 255, side >> 8, side & 255, side >> 8, 0x80, ...colour, 0, 0, 0);
    bytes.push(2, ...blocks(lzw(side * side)), 0);
  }
  return new File([new Uint8Array([...bytes, 0x3b])], 'frames.gif', { type: 'image/gif' });
}

/** Pixels of colour 0 with 2-bit colours: 3-bit codes, cleared (4) before each pixel (0), ended by 5. */
function lzw(pixels: number): number[] {
  const codes = [...Array.from({ length: pixels }, () => [4, 0]).flat(), 5];
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const code of codes) {
    held |= code << bits;
    bits += 3;
    for (; bits >= 8; bits -= 8, held >>= 8) bytes.push(held & 255);
  }
  return bits > 0 ? [...bytes, held] : bytes;
}

function blocks(bytes: number[]): number[] {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    out.push(block.length, ...block);
  }
  return out;
}

function text(word: string): number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0));
}
