/** A picture of some of a layer's filters, each a block of its nine best patches. */
export interface PosterStrip {
  layer: string;
  /** Its address, and its size in pixels. */
  src: string;
  width: number;
  height: number;
  /** Side of what a unit of the layer sees, in pixels of the picture. */
  field: number;
}
