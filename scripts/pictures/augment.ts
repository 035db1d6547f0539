const SIDE = 64;

/**
 * Copies one picture into a batch as numbers from 0 to 1, changed as no label minds: mirrored half the time,
 * with a little more or less contrast and light, and faint noise.
 *
 * @param pixels [64, 64, 3] sRGB bytes
 * @param target [64, 64, 3], written
 * @param random uniform on [0, 1)
 */
export function augmentInto(target: Float32Array, pixels: Uint8Array, random: () => number): void {
  const mirrored = random() < 0.5;
  const contrast = 0.85 + 0.3 * random();
  const shift = 0.5 + 0.12 * (random() - 0.5) - 0.5 * contrast;
  const noise = 0.05 * random() ** 2;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const from = (row * SIDE + (mirrored ? SIDE - 1 - column : column)) * 3;
      const to = (row * SIDE + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const grain = noise * (random() + random() - 1);
        const value = (pixels[from + channel]! / 255) * contrast + shift + grain;
        target[to + channel] = Math.min(1, Math.max(0, value));
      }
    }
  }
}

/** Copies one picture into a batch as it is, as numbers from 0 to 1. */
export function copyInto(target: Float32Array, pixels: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = pixels[i]! / 255;
}
