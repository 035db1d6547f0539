/** A shipped picture with its matrix: addresses, and the picture's title. */
export interface PosterSide {
  title: string;
  picture: string;
  matrix: string;
}

/** The shipped pictures of the default view: what stands there before, and without, scripts. */
export interface GramPoster {
  s: PosterSide;
  g: PosterSide;
  /** Address. */
  difference: string;
  /** A sentence that tells the style cost of the two. */
  loss: string;
}
