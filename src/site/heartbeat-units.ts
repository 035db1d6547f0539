import { AssetError, loadAsset } from './asset.ts';

/** Where a filter answered most strongly, one a signal. */
export interface HeartbeatTop {
  /** Of the signal: `signalOfSeed` grows it again. */
  seed: number;
  /** Place in the layer's map, from 0. */
  position: number;
  activation: number;
  /** What truly lies there, and in which rhythm. */
  wave: string;
  rhythm: string;
}

/** What one filter of the heartbeat network answers to, as scripts/index-heartbeats.ts measured it. */
export interface HeartbeatUnit {
  /** Strongest first; what the filter sees lies wholly inside the signal. */
  top: HeartbeatTop[];
  /** Greatest activation of a signal, over all signals: 0 %, 10 % … 100 %. */
  quantiles: number[];
  /** Share of all places at which it is above 0. */
  active: number;
  /** What lay under its strongest places: shares by name. */
  waves: Record<string, number>;
  /** In which rhythms its strongest places lay: shares in the order of `RHYTHMS`. */
  rhythms: number[];
  /** What has a clear lead among its strongest places, and by how large a share. */
  label: { kind: 'wave' | 'rhythm' | 'none'; name: string; share: number };
}

export interface HeartbeatLayerUnits {
  layer: string;
  /** Places of its map. */
  positions: number;
  /** What one place sees, in samples of the signal. */
  field: { size: number; jump: number; start: number };
  units: HeartbeatUnit[];
}

export interface HeartbeatUnits {
  /** How many signals were looked at, from which seed on. */
  signals: number;
  firstSeed: number;
  layers: HeartbeatLayerUnits[];
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
      return JSON.parse(new TextDecoder().decode(bytes)) as HeartbeatUnits;
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
