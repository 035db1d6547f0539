import sharp from 'sharp';

/** A picture laid on a card; places and sizes in its pixels. */
export interface Layer {
  input: Buffer;
  left: number;
  top: number;
}

/** Part of a shipped picture. Without `from`, all of it. `to`: where it lies on the card, and how large. */
export interface Part {
  file: string;
  from?: { left: number; top: number; width: number; height: number };
  to: { left: number; top: number; width: number; height: number };
}

/** Cuts parts out of the site's pictures and sizes them for a card. */
export function layParts(parts: readonly Part[]): Promise<Layer[]> {
  return Promise.all(
    parts.map(async ({ file, from, to }) => {
      const whole = sharp(`public/${file}`);
      const cut = from ? whole.extract(from) : whole;
      const input = await cut.resize(to.width, to.height, { kernel: 'cubic', fit: 'cover' }).png().toBuffer();
      return { input, left: to.left, top: to.top };
    }),
  );
}

/** Tiles of a sheet of square tiles, laid out again in rows. */
export function tileParts(
  file: string,
  tile: number,
  cells: readonly (readonly [column: number, row: number])[],
  grid: { left: number; top: number; side: number; columns: number; gap: number },
): Part[] {
  return cells.map(([column, row], i) => ({
    file,
    from: { left: column * tile, top: row * tile, width: tile, height: tile },
    to: {
      left: grid.left + (i % grid.columns) * (grid.side + grid.gap),
      top: grid.top + Math.floor(i / grid.columns) * (grid.side + grid.gap),
      width: grid.side,
      height: grid.side,
    },
  }));
}
