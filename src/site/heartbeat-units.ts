import { AssetError, loadAsset } from './asset.ts';

/** Where a filter answered most strongly, one a signal. */
export interface HeartbeatTop {
  /** Of the signal: `signalOfSeed` grows it again. */
  seed: number;
  /** Place in the layer's map, from 0. */
  position: number;
  activation: number;
}

/** What one filter of the heartbeat network answers to, as scripts/index-heartbeats.ts measured it. */
export interface HeartbeatUnit {
  /** Strongest first; what the filter sees lies wholly inside the signal. */
  top: HeartbeatTop[];
  /** Greatest activation of a signal, over all signals: 0 %, 10 % … 100 %. */
  quantiles: number[];
  /** Share of all places at which it is above 0. */
  active: number;
  /** What lay under its strongest places: shares by name (see #world/signal/truth). */
  waves: Record<string, number>;
  /** The wave with a clear lead, else null; and the share of the commonest one. */
  label: string | null;
  share: number;
  /** In which rhythms its strongest places lay: shares in the order of `RHYTHMS`. */
  rhythms: number[];
  /** The rhythm with a clear lead, else null. */
  rhythm: string | null;
}

export interface HeartbeatLayerUnits {
  layer: string;
  /** Places of its map. */
  positions: number;
  /** What one place sees, in samples of the signal. */
  field: { size: number; jump: number; start: number };
  filters: HeartbeatUnit[];
}

export interface HeartbeatUnits {
  /** How many signals were looked at, from which seed on. */
  signals: number;
  firstSeed: number;
  layers: HeartbeatLayerUnits[];
}

/** As it lies in the file: each strongest place is its seed, position and activation. */
type Stored<T> = T extends HeartbeatTop
  ? [seed: number, position: number, activation: number]
  : T extends object
    ? { [K in keyof T]: Stored<T[K]> }
    : T;

/** @param text of the file */
export function decodeHeartbeatUnits(text: string): HeartbeatUnits {
  const stored = JSON.parse(text) as Stored<HeartbeatUnits>;
  const layers = stored.layers.map((layer) => ({
    ...layer,
    filters: layer.filters.map((filter) => ({
      ...filter,
      top: filter.top.map(([seed, position, activation]) => ({ seed, position, activation })),
    })),
  }));
  return { ...stored, layers };
}

export const HEARTBEAT_UNITS = 'data/heartbeats/units.json';

let units: Promise<HeartbeatUnits> | undefined;

/**
 * The strongest places and the label of every filter of the heartbeat network; loaded once a page.
 *
 * @throws AssetError when the file is missing or damaged
 */
export function loadHeartbeatUnits(): Promise<HeartbeatUnits> {
  units ??= loadAsset(HEARTBEAT_UNITS).then((bytes) => {
    try {
      return decodeHeartbeatUnits(new TextDecoder().decode(bytes));
    } catch {
      const message = `The file ${HEARTBEAT_UNITS} can't be read: it is damaged.`;
      throw new AssetError('corrupt-asset', HEARTBEAT_UNITS, message);
    }
  });
  units.catch(() => {
    units = undefined;
  });
  return units;
}
