import { receptiveField } from '#math/receptive-field';
import { SIGNAL_CONVOLUTIONS, signalWindows } from '#models/heartbeat-network';
import { type Ecg, SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import { rhythmOfSeed } from '#world/signal/sets';
import { WAVE_LABELS, type WaveLabel, waveAt } from '#world/signal/truth';

/** Segments kept of each filter, and signals whose strongest places say what it answers to. */
const TOP = 9;
const LABELLED = 100;
/** From this share of the strongest places on, a filter is said to answer to what lies there. */
const CLEAR = 0.75;

/** The greatest activation of a filter in one signal. */
interface Peak {
  seed: number;
  position: number;
  activation: number;
  wave: WaveLabel;
}

export interface IndexedFilter {
  /** [seed, position, activation], strongest first, one a signal. */
  top: [number, number, number][];
  /** Greatest activation of a signal over all signals: 0 %, 10 % … 100 %. */
  quantiles: number[];
  /** Share of all places where it answers at all. */
  active: number;
  /** What lies under the middle of the field at the 100 strongest places: shares, the commonest first. */
  waves: Partial<Record<WaveLabel, number>>;
  /** The commonest of them where it is clear, and its share. */
  label: WaveLabel | null;
  share: number;
  /** Which rhythms the 100 strongest signals have, in the order of `RHYTHMS`; the commonest where it is clear. */
  rhythms: number[];
  rhythm: Rhythm | null;
}

export interface IndexedLayer {
  layer: string;
  positions: number;
  /** In samples. */
  field: { size: number; jump: number; start: number };
  filters: IndexedFilter[];
}

/** Collects the peaks of all filters of a layer, signal after signal. */
export class LayerIndexer {
  readonly #layer: string;
  readonly #field: { size: number; jump: number; start: number };
  readonly #peaks: Peak[][];
  readonly #active: Float64Array;
  #positions = 0;
  #signals = 0;

  constructor(layer: string) {
    const { filters } = SIGNAL_CONVOLUTIONS.find(({ name }) => name === layer)!;
    const { size, jump, start } = receptiveField(signalWindows()).find(({ name }) => name === layer)!;
    this.#layer = layer;
    this.#field = { size, jump, start };
    this.#peaks = Array.from({ length: filters }, () => []);
    this.#active = new Float64Array(filters);
  }

  /**
   * Looks at the layer's answers to a signal. Places whose field leaves the signal don't count: they see zeros.
   *
   * @param map [positions, filters]
   */
  add(seed: number, { waves }: Ecg, map: Float32Array): void {
    const filters = this.#peaks.length;
    const { size, jump, start } = this.#field;
    this.#positions = map.length / filters;
    this.#signals++;
    for (let filter = 0; filter < filters; filter++) {
      let best = -1;
      for (let position = 0; position < this.#positions; position++) {
        const value = map[position * filters + filter]!;
        if (value > 0) this.#active[filter]! += 1;
        const centre = start + position * jump;
        if (centre < size / 2 || centre > SAMPLES - size / 2) continue;
        if (best < 0 || value > map[best * filters + filter]!) best = position;
      }
      const activation = map[best * filters + filter]!;
      const wave = waveAt(waves, (start + best * jump - 0.5) / SAMPLE_RATE);
      this.#peaks[filter]!.push({ seed, position: best, activation, wave });
    }
  }

  result(): IndexedLayer {
    const filters = this.#peaks.map((peaks, i) =>
      indexFilter(peaks, this.#active[i]! / (this.#signals * this.#positions)),
    );
    return { layer: this.#layer, positions: this.#positions, field: this.#field, filters };
  }
}

function indexFilter(peaks: Peak[], active: number): IndexedFilter {
  const sorted = peaks.toSorted((a, b) => b.activation - a.activation || a.seed - b.seed);
  const strongest = sorted.slice(0, LABELLED).filter(({ activation }) => activation > 0);
  const share = (count: number) => round(count / Math.max(1, strongest.length));
  const waves = WAVE_LABELS.map((name): [WaveLabel, number] => [
    name,
    share(strongest.filter(({ wave }) => wave === name).length),
  ])
    .filter(([, part]) => part > 0)
    .sort(([, a], [, b]) => b - a);
  const rhythms = RHYTHMS.map((name) =>
    share(strongest.filter(({ seed }) => rhythmOfSeed(seed) === name).length),
  );
  const [wave, lead] = waves[0] ?? [null, 0];
  const most = rhythms.indexOf(Math.max(...rhythms));
  return {
    top: sorted
      .slice(0, TOP)
      .filter(({ activation }) => activation > 0)
      .map(({ seed, position, activation }) => [seed, position, round(activation)]),
    quantiles: Array.from({ length: 11 }, (_, i) =>
      round(sorted[Math.round((1 - i / 10) * (sorted.length - 1))]!.activation),
    ),
    active: round(active),
    waves: Object.fromEntries(waves),
    label: lead >= CLEAR ? wave : null,
    share: lead,
    rhythms,
    rhythm: rhythms[most]! >= CLEAR ? RHYTHMS[most]! : null,
  };
}

/** Four decimals. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
