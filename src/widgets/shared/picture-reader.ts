import type { PixelSource } from './draw-region.ts';
import { cropPicture, type OwnPicture, readPicture } from './read-picture.ts';

/** What ImageInput shows of a reader's own picture. */
export interface ShownPicture {
  show: PixelSource;
  name: string;
  /** What was done to it, each a sentence for the reader. */
  notes: string[];
}

/** What is made of a reader's own picture, from wherever it comes. */
export interface PictureReader<P> {
  /** @throws PictureError with a sentence for the reader */
  read(file: Blob): Promise<P>;
  /** Takes a frame of the camera. @throws PictureError */
  take(video: HTMLVideoElement, name: string): P;
  /** Whether only the middle square of the camera's picture is used. */
  square: boolean;
}

export const SQUARE_READER: PictureReader<OwnPicture> = {
  read: readPicture,
  take: cropPicture,
  square: true,
};
