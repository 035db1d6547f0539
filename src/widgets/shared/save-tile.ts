import { downloadCanvas } from './download.ts';
import { drawRegion } from './draw-region.ts';

/** A picture as bytes (RGBA), or a tile of a sheet of equal square tiles. */
export type Saveable =
  | { width: number; height: number; pixels: Uint8ClampedArray }
  | { src: string; columns: number; column: number; row: number };

/** Saves a picture, or a tile of a sheet, as a PNG file of its own size. @throws when the sheet can't be loaded */
export async function saveTile(name: string, picture: Saveable): Promise<void> {
  const canvas = document.createElement('canvas');
  if ('pixels' in picture) drawRegion(canvas, picture);
  else {
    const sheet = new Image();
    sheet.src = picture.src;
    await sheet.decode();
    const side = sheet.naturalWidth / picture.columns;
    [canvas.width, canvas.height] = [side, side];
    canvas.getContext('2d')?.drawImage(sheet, -picture.column * side, -picture.row * side);
  }
  downloadCanvas(name, canvas);
}
