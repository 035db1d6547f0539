import { type Client, isAbort } from '#worker/client';
import type { PaintingInput, RenderedPainting } from '#worker/protocol';

/** The content as the network is given it: the worker draws it once for each painting. */
export class ContentPicture {
  readonly #client: Client;
  #controller: AbortController | undefined;

  /** null until drawn, or when that failed: then there is nothing to compare with. */
  picture = $state.raw<RenderedPainting | null>(null);

  constructor(client: Client) {
    this.#client = client;
  }

  /** Draws this picture at this size. */
  want(input: PaintingInput, { width, height }: { width: number; height: number }): void {
    this.stop();
    this.picture = null;
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    this.#client
      .run(
        'render-paintings',
        { items: [{ input, width, height }] },
        {
          signal,
          onProgress: ({ partial }) => {
            if (partial) this.picture = partial;
          },
        },
      )
      .catch((error) => {
        if (!isAbort(error)) console.error(error);
      });
  }

  stop(): void {
    this.#controller?.abort();
  }
}
