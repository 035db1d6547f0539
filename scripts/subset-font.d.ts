declare module 'subset-font' {
  type Axis = number | { min: number; max: number; default?: number };

  /** The font with the characters of `text` alone (see the package's README). */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      variationAxes?: Record<string, Axis>;
      keepFeatures?: string[];
      noHinting?: boolean;
    },
  ): Promise<Buffer>;
}
