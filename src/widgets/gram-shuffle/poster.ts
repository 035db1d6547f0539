/** The default view as it is shipped: what stands there before, and without, scripts. Addresses, but for the words. */
export interface GramShufflePoster {
  before: PosterColumn;
  after: PosterColumn;
  /** The numbers of the view in a sentence. */
  words: string;
}

export interface PosterColumn {
  picture: string;
  maps: string;
  gram: string;
}
