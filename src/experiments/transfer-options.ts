import type { CurvaturePair } from '#math/lbfgs';
import type { NetworkSource } from './networks.ts';
import type { PaintingInput } from './painting-input.ts';

/** What the pixels are before the first step. */
export type TransferStart =
  | { kind: 'noise'; seed: number }
  /** The content picture. */
  | { kind: 'content' }
  /** The first style picture. */
  | { kind: 'style' }
  /** A picture that was painted, [height, width, RGBA], and its step: painting goes on from there with a fresh memory. */
  | { kind: 'painted'; data: Uint8ClampedArray; step: number };

/** Plain gradient descent, Adam, or L-BFGS with a line search (which looks for its own rate). */
export const OPTIMISERS = ['descent', 'adam', 'l-bfgs'] as const;
export type OptimiserName = (typeof OPTIMISERS)[number];

/** Another style, and its part of the target: the weights are divided by their sum. */
export interface TransferStyleInput {
  input: PaintingInput;
  weight: number;
  /** Pixels that its style is taken from; left out, about as many as the painted picture has. */
  size?: { width: number; height: number };
}

/** What may change while a picture is painted: painting goes on from the present pixels. */
export interface LiveTransferOptions {
  /** α, the weight of the content cost. */
  alpha: number;
  /** β, the weight of the style cost. */
  beta: number;
  /** γ, the weight of the total variation. */
  variation: number;
  /** λ of each layer; a layer that is left out, or 0, plays no part. */
  lambda: Readonly<Record<string, number>>;
  contentLayer: string;
  /** None, one or two. */
  styles: readonly TransferStyleInput[];
  optimiser: OptimiserName;
  /** η: for Adam how far a pixel moves at most, or nearly so; for plain descent what the slope is multiplied by. */
  rate: number;
  /** Steps in all, those before `from` included. */
  steps: number;
}

export interface TransferStyleOptions extends LiveTransferOptions {
  /** Of a reader's network the layers in `lambda`, 0 or not, are those that `lambda` may name later on. */
  network: NetworkSource;
  /** Pixels of the painted picture, multiples of 8. */
  width: number;
  height: number;
  /** Cut and scaled to width × height. Left out: nothing but style is painted. */
  content?: PaintingInput;
  start: TransferStart;
  /** Pixels painted beyond each edge and cut off before showing; the site's own when left out. */
  margin?: number;
  /** Only light and dark are painted; the colours are those of the content picture. */
  preserveColour?: boolean;
  /** Where to go on, instead of `start`. */
  from?: TransferCheckpoint;
}

/** The costs of one picture, as they are before α, β and γ weigh them, and the total. */
export interface TransferLosses {
  total: number;
  content: number;
  /** Σ λ L over the layers. */
  style: number;
  /** L of each layer that plays a part, before λ. */
  styleOfLayer: Record<string, number>;
  /** The total variation. */
  variation: number;
}

/** What an optimiser remembers. Plain data; it fits only the optimiser of its kind. */
export type OptimiserMemory =
  | { kind: 'descent' }
  | { kind: 'adam'; mean: Float32Array; square: Float32Array; steps: number }
  /** The latest moves of the pixels and changes of the slopes, oldest first; `kept`: how many of them count. */
  | { kind: 'l-bfgs'; pairs: readonly CurvaturePair[]; kept: number };

/** Where painting stands after a step: enough to go on as if it had never stopped. */
export interface TransferCheckpoint {
  step: number;
  /** How often the costs and slopes were worked out for it. */
  evaluations: number;
  /** What the optimiser moves: pixels (with their margin), or their light when colours are preserved. */
  variables: Float32Array;
  memory: OptimiserMemory;
}

/** A picture on its way, with its own costs. Step 0 is the start. */
export interface TransferStep extends TransferLosses {
  step: number;
  /** [height, width, RGBA], as it is shown. */
  pixels: Uint8ClampedArray;
  evaluations: number;
  /** The weights under which it was painted. */
  alpha: number;
  beta: number;
  /** Time that this step took in the worker. */
  milliseconds: number;
}

export interface TransferStylePartial {
  painted: TransferStep;
  /** Of the same step. Of the pairs of L-BFGS it brings the newest only: `keepPairs` adds it to those known. */
  checkpoint: TransferCheckpoint;
  width: number;
  height: number;
}

export interface TransferStyleResult {
  /**
   * 'converged': no step lowers the cost any more, or there is nothing to lower.
   * 'diverged': the cost rose far above what it was, or was no number.
   */
  status: 'finished' | 'converged' | 'diverged';
  /** The last step that was taken. */
  step: number;
  /** After divergence: where the cost was lowest, to go on from with a smaller rate. */
  good?: TransferCheckpoint;
  backend: string;
}
