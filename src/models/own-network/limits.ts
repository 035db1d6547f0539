/** What is taken at most. Larger networks would not run in a browser in reasonable time. */
export const LIMITS = {
  /** Of all weight files. */
  weightBytes: 200e6,
  topologyBytes: 20e6,
  files: 200,
  layers: 2000,
  smallestSide: 16,
  largestSide: 512,
} as const;

/** A number of bytes in words. */
export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${Math.round(bytes / 1e6)} MB`;
}
