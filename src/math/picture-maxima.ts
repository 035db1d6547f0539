/** One picture's place in a unit's ranking. */
export interface RankedPicture {
  picture: number;
  value: number;
  /** row · columns + column of the strongest position. */
  position: number;
}

interface Batch {
  pictures: Uint32Array;
  values: Float32Array;
  positions: Uint16Array;
}

/**
 * The strongest activation of every unit in every picture, as far as pictures were looked at. 6 bytes a unit and
 * picture.
 */
export class PictureMaxima {
  readonly #units: number;
  readonly #mostBytes: number;
  #batches: Batch[] = [];
  #bytes = 0;
  #count = 0;

  /**
   * @param units of all layers side by side
   * @param mostBytes when there would be more, all is dropped and nothing more is taken
   */
  constructor(units: number, mostBytes = Number.POSITIVE_INFINITY) {
    this.#units = units;
    this.#mostBytes = mostBytes;
  }

  /** Whether everything that was added is here. */
  get complete(): boolean {
    return this.#bytes <= this.#mostBytes;
  }

  /** How many pictures were added. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds pictures.
   *
   * @param pictures their numbers
   * @param values [pictures, units], and `positions` likewise
   */
  add(pictures: Uint32Array, values: Float32Array, positions: Uint16Array): void {
    this.#count += pictures.length;
    this.#bytes += values.byteLength + positions.byteLength;
    if (this.complete) this.#batches.push({ pictures, values, positions });
    else this.#batches = [];
  }

  /**
   * Every picture by its strongest activation of a unit, strongest first; the lower number first among equals.
   *
   * @param unit its place among the units of all layers
   */
  rank(unit: number): RankedPicture[] {
    const all = this.#batches.flatMap(({ pictures, values, positions }) =>
      Array.from(pictures, (picture, i) => {
        const at = i * this.#units + unit;
        return { picture, value: values[at]!, position: positions[at]! };
      }),
    );
    return all.sort((a, b) => b.value - a.value || a.picture - b.picture);
  }
}
