const SIDE = 48;
/** Farthest shift each way, in pixels. */
const SHIFT = 2;

/**
 * Copies one face into a batch as numbers from 0 to 1, changed as no person is changed by it: moved by up to two
 * pixels (edge pixels repeated), with a little more or less contrast and light, a cast of colour, and faint noise.
 * Not mirrored: a parting or a mole on the other side is somebody else.
 *
 * @param pixels [48, 48, 3] sRGB bytes
 * @param target [48, 48, 3], written
 * @param random uniform on [0, 1)
 */
export function augmentFaceInto(target: Float32Array, pixels: Uint8Array, random: () => number): void {
  const down = Math.floor(random() * (2 * SHIFT + 1)) - SHIFT;
  const right = Math.floor(random() * (2 * SHIFT + 1)) - SHIFT;
  const contrast = 0.85 + 0.3 * random();
  const light = 0.5 + 0.12 * (random() - 0.5) - 0.5 * contrast;
  const cast = [0, 1, 2].map(() => light + 0.04 * (random() - 0.5));
  const noise = 0.04 * random() ** 2;
  for (let row = 0; row < SIDE; row++) {
    const fromRow = Math.min(SIDE - 1, Math.max(0, row - down)) * SIDE;
    for (let column = 0; column < SIDE; column++) {
      const from = (fromRow + Math.min(SIDE - 1, Math.max(0, column - right))) * 3;
      const to = (row * SIDE + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const grain = noise * (random() + random() - 1);
        const value = (pixels[from + channel]! / 255) * contrast + cast[channel]! + grain;
        target[to + channel] = Math.min(1, Math.max(0, value));
      }
    }
  }
}
