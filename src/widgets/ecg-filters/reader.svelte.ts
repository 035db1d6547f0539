import type { Client } from '#worker/client';
import type { ReadHeartbeatResult } from '#worker/protocol';
import type { EcgOptions } from './options.ts';

/** An answer of the network, and of which window of the recording. */
export interface Reading extends ReadHeartbeatResult {
  /** First sample of the window. */
  from: number;
}

/** What the network is asked about. */
export interface Question {
  /** First sample of the window on the recording. */
  from: number;
  window: Float32Array;
  layer: EcgOptions['layer'];
  /** Whether the window or the filter moves by itself. */
  moving: boolean;
}

export type Runner = Pick<Client, 'run'>;

/** Milliseconds from one answer of the network to the next question, while something moves. */
const PAUSE = 50;

/** Asks the network in the worker, one question at a time; while it is at work, the latest one waits. */
export class Reader {
  reading = $state.raw<Reading | null>(null);
  asking = $state(false);

  readonly #client: Runner;
  readonly #question: () => Question;
  readonly #onError: (error: unknown) => void;
  #again = false;
  #stopped = false;

  /** @param question what to ask now */
  constructor(client: Runner, question: () => Question, onError: (error: unknown) => void) {
    this.#client = client;
    this.#question = question;
    this.#onError = onError;
  }

  async ask(): Promise<void> {
    if (this.asking) {
      this.#again = true;
      return;
    }
    this.asking = true;
    try {
      do {
        this.#again = false;
        const { from, window, layer } = this.#question();
        const result = await this.#client.run('read-heartbeat', { samples: window.slice(), layer });
        if (this.#stopped) return;
        this.reading = { ...result, from };
        if (this.#question().moving) await new Promise((resume) => setTimeout(resume, PAUSE));
      } while (this.#again);
    } catch (error) {
      this.#onError(error);
    } finally {
      this.asking = false;
    }
  }

  /** Answers that still come are dropped. */
  stop(): void {
    this.#stopped = true;
  }
}
