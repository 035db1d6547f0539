/** What an experiment says while it runs. `done` of `total` steps; `what` is a phrase for the reader, e.g. 'pictures rendered'. */
export interface Progress<P> {
  done: number;
  total: number;
  what: string;
  partial?: P;
}

/** A decoded picture: RGBA, row-major, 4 bytes a pixel, alpha not premultiplied. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** How a reader's own picture is wanted. The largest part of the asked shape is taken, from its middle. */
export interface WantedPixels {
  width: number;
  height: number;
  /**
   * A part of that middle, in shares of it (from 0 to 1); all of it when left out. `shape` is the middle's width over
   * its height; without a part it is that of the answer.
   */
  part?: { x: number; y: number; width: number; height: number; shape: number };
}

/** Pixels of a reader's own picture: opaque. `animated`: they are those of its first frame. */
export interface OwnPixels extends Pixels {
  animated: boolean;
}

/** What an experiment gets from whoever runs it: the worker in the browser, a script in Node, a test. */
export interface ExperimentContext {
  /** Aborted when the run is cancelled or superseded: long loops check it and throw `signal.reason`. */
  signal: AbortSignal;
  /** The bytes of a file below public/, checked against its folder's manifest.json. */
  asset(path: string): Promise<ArrayBuffer>;
  /** The sha256 of a file below public/ in hexadecimal, as its folder's manifest.json says. */
  sha256(path: string): Promise<string>;
  /** The exact pixels of an image file below public/. */
  pictures(path: string): Promise<Pixels>;
  /**
   * The pixels of a reader's own picture, in all forms that are wanted. It is decoded once; nothing of it is kept.
   *
   * @throws ExperimentError 'bad-input' when it can't be read; its message is the reason, in a few words
   */
  decode(file: Blob, wanted: readonly WantedPixels[]): Promise<OwnPixels[]>;
  /** The tfjs backend in force, 'none' for an experiment that needs no tfjs. */
  backend: string;
}

/**
 * An experiment: options in, progress and partial results on the way, a result at the end.
 *
 * It yields at least every 100 ms or so. Typed arrays that it yields or returns are handed over (the worker
 * transfers their buffers), so it must not read or write them afterwards: yield copies of what it still needs.
 * Arrays that share one buffer arrive sharing it.
 */
export type Experiment<O, P, R> = (
  options: O,
  context: ExperimentContext,
) => AsyncGenerator<Progress<P>, R, void>;

export type ExperimentErrorCode =
  | 'missing-asset'
  | 'corrupt-asset'
  | 'offline'
  | 'no-backend'
  | 'context-lost'
  | 'worker-died'
  | 'out-of-memory'
  | 'bad-input'
  | 'failed';

/** An error whose message is a sentence for the reader. `retry`: whether trying again can help. */
export class ExperimentError extends Error {
  readonly code: ExperimentErrorCode;
  readonly retry: boolean;

  constructor(code: ExperimentErrorCode, message: string, retry = code !== 'bad-input') {
    super(message);
    this.name = 'ExperimentError';
    this.code = code;
    this.retry = retry;
  }
}
