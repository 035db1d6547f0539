/** Scans that belong together: seeds `first`, `first` + 1, … */
export interface ScanSet {
  first: number;
  scans: number;
}

/** The seeds of the scan networks' data. The sets share no scan. */
export const SCAN_SETS = {
  train: { first: 100_000, scans: 1_000 },
  validation: { first: 200_000, scans: 60 },
  test: { first: 300_000, scans: 200 },
  /** What the page shows: its seeds are small numbers for readers, from 1. */
  show: { first: 1, scans: 999 },
} as const satisfies Record<string, ScanSet>;
