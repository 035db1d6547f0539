/** Bytes of one face: 48 × 48, RGB. */
export const FACE_BYTES = 48 * 48 * 3;

/** Which faces: people of consecutive identity seeds, and of each the same number of pictures. */
export interface FaceOrder {
  /** Identity seed of the first person. */
  first: number;
  people: number;
  /** Of each person: pictures 0, 1, … as `pictureConditions` has them. */
  pictures: number;
}

/** Faces, person after person. */
export interface FaceSet extends FaceOrder {
  /** [people, pictures, 48, 48, 3], sRGB. */
  pixels: Uint8Array;
}
