/** A convolution or pooling layer, as far as geometry goes; the same in both directions. */
export interface WindowLayer {
  name: string;
  /** Side of its window, in units of its input. */
  kernel: number;
  stride: number;
  /** Zeros before the first unit, or TensorFlow's rule: 'same' centres the window, 'valid' adds none. */
  padding: number | 'same' | 'valid';
  dilation?: number;
}

/** What the units of a layer see of the picture, in pixels of the picture. */
export interface ReceptiveField {
  name: string;
  /** Side of the square that one unit sees. */
  size: number;
  /** Distance between the squares of two neighbouring units. */
  jump: number;
  /** Centre of the square of the first unit; the first pixel reaches from 0 to 1, its centre is 0.5. */
  start: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Receptive fields along a chain of layers (Araujo, Norris, Sim 2019): with window k and stride s,
 * size ← size + (k − 1)·dilation·jump, start ← start + ((k − 1)·dilation/2 − padding)·jump,
 * jump ← jump·s.
 *
 * 'same' with a stride is TensorFlow's rule for an input whose side is a multiple of the stride.
 *
 * @returns one entry a layer, in the order given
 * @throws RangeError when a kernel, stride or dilation is not a whole number from 1
 */
export function receptiveField(layers: readonly WindowLayer[]): ReceptiveField[] {
  let size = 1;
  let jump = 1;
  let start = 0.5;
  return layers.map(({ name, kernel, stride, padding, dilation = 1 }) => {
    for (const [what, value] of Object.entries({ kernel, stride, dilation })) {
      if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name}: ${what} is ${value}.`);
    }
    const reach = (kernel - 1) * dilation;
    size += reach * jump;
    start += (reach / 2 - zerosBefore(padding, reach, stride)) * jump;
    jump *= stride;
    return { name, size, jump, start };
  });
}

function zerosBefore(padding: WindowLayer['padding'], reach: number, stride: number): number {
  if (padding === 'valid') return 0;
  if (padding === 'same') return Math.floor(Math.max(0, reach + 1 - stride) / 2);
  return padding;
}

/**
 * The square of the picture that the unit at (row, column) of a layer's map sees, in pixels. It may leave the
 * picture: there the network saw zeros.
 */
export function fieldBox(
  field: Pick<ReceptiveField, 'size' | 'jump' | 'start'>,
  row: number,
  column: number,
): Box {
  const corner = (index: number) => field.start + index * field.jump - field.size / 2;
  return { x: corner(column), y: corner(row), width: field.size, height: field.size };
}
