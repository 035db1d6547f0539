import type { HeartbeatLayerUnits, HeartbeatTop } from '#site/heartbeat-units';
import type { Client, Run } from '#worker/client';
import { latest } from '#worker/client';
import type { HeartbeatItem } from '#worker/protocol';
import { SAMPLES } from '#world/signal/ecg';

/** A strongest place of a filter with the stretch of the signal that it saw. */
export interface Segment extends HeartbeatTop {
  /** What the filter saw, in samples of its signal; it may reach beyond it. */
  seen: { from: number; to: number };
  /** First sample of what is drawn: what it saw, with some of what is around it. */
  from: number;
  /** Millivolt; null until it has been drawn. */
  samples: Float32Array | null;
}

/** A segment shows at least so many samples. */
const LEAST = 64;

/** What a place of a layer sees, in samples. */
export function seenFrom({ field }: HeartbeatLayerUnits, position: number): { from: number; to: number } {
  const centre = field.start + position * field.jump;
  return { from: Math.round(centre - field.size / 2), to: Math.round(centre + field.size / 2) };
}

function emptySegment(layer: HeartbeatLayerUnits, top: HeartbeatTop): Segment & HeartbeatItem {
  const seen = seenFrom(layer, top.position);
  const around = Math.max(2, Math.ceil((LEAST - (seen.to - seen.from)) / 2));
  const from = Math.max(0, seen.from - around);
  return { ...top, seen, from, to: Math.min(SAMPLES, seen.to + around), samples: null };
}

/** The strongest segments of every filter of a layer, drawn again in the worker; layers are kept. */
export class Segments {
  /** [filters][top]. */
  filters = $state.raw<readonly (readonly Segment[])[]>([]);
  readonly #run: Run;
  readonly #cancel: () => void;
  readonly #kept = new Map<string, readonly (readonly Segment[])[]>();
  #layer = '';

  constructor(client: Pick<Client, 'run'>) {
    const { run, cancel } = latest(client);
    this.#run = run;
    this.#cancel = cancel;
  }

  /**
   * Shows a layer. What has been drawn stays when it is left.
   *
   * @param first the filter to draw first
   */
  async show(layer: HeartbeatLayerUnits, first: number): Promise<void> {
    if (this.#layer === layer.layer) return;
    this.#layer = layer.layer;
    const known = this.#kept.get(layer.layer);
    this.filters = known ?? layer.filters.map(({ top }) => top.map((one) => emptySegment(layer, one)));
    if (known) return this.#cancel();
    const filters = this.filters.map((segments) => [...segments]);
    const order = filters.map((_, i) => i).sort((a, b) => Number(b === first) - Number(a === first));
    const places = order.flatMap((filter) => filters[filter]!.map((_, rank) => ({ filter, rank })));
    const items = places.map(({ filter, rank }) => {
      const { seed, from, to } = filters[filter]![rank] as Segment & HeartbeatItem;
      return { seed, from, to };
    });
    try {
      await this.#run(
        'draw-heartbeats',
        { items },
        {
          onProgress: ({ partial }) => {
            if (!partial) return;
            const { filter, rank } = places[partial.index]!;
            filters[filter] = filters[filter]!.map((one, i) =>
              i === rank ? { ...one, from: partial.from, samples: partial.samples } : one,
            );
            const isLast = rank === filters[filter]!.length - 1;
            if (isLast) this.filters = [...filters];
          },
        },
      );
      this.#kept.set(layer.layer, this.filters);
    } catch (error) {
      if (this.#layer === layer.layer) this.#layer = '';
      throw error;
    }
  }

  stop(): void {
    this.#cancel();
  }
}
