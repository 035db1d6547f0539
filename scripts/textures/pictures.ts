import { randomStream } from '#world/random';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { SCENE_SETS } from '#world/scene/sets';
import { paintStyle, STYLES } from '#world/style/styles';

/** Pixels a side of what filters are learnt from. */
export const SIDE = 128;

/** Paintings are painted at these sides, and a piece of 128 pixels is cut from them: strokes of several sizes. */
const PAINTED = [128, 160, 256, 340];

/** Seeds of paintings; the site shows paintings of seed 1. */
export const PAINTING_SEEDS = { train: 1000, test: 5000 } as const;

/** Of four pictures one is a scene. */
const SCENE_EVERY = 4;

/**
 * Pictures from which filters are learnt: pieces of paintings in all styles, turned by quarters, half of them with their
 * colour channels exchanged, and scenes. The sets share no seed.
 *
 * @returns each [128, 128, 3], 0 to 1
 */
export function texturePictures(
  count: number,
  seed: number,
  set: 'train' | 'test' = 'train',
): Float32Array[] {
  const random = randomStream(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, i) => {
    const turn = below(4);
    const channels = random() < 0.5 ? exchanged(random) : [0, 1, 2];
    if (i % SCENE_EVERY === SCENE_EVERY - 1) {
      const { pixels } = renderScene(sampleFactors(SCENE_SETS[set].first + below(SCENE_SETS[set].count)), {
        size: SIDE,
      });
      return piece(pixels, { side: SIDE, x: 0, y: 0, turn, channels });
    }
    const side = PAINTED[below(PAINTED.length)]!;
    const [x, y] = [below(side - SIDE + 1), below(side - SIDE + 1)];
    const { pixels } = paintStyle(STYLES[i % STYLES.length]!, {
      width: side,
      height: side,
      seed: PAINTING_SEEDS[set] + i,
    });
    return piece(pixels, { side, x, y, turn, channels });
  });
}

interface Piece {
  /** Of the picture from which it is cut. */
  side: number;
  x: number;
  y: number;
  /** Quarters. */
  turn: number;
  channels: number[];
}

function piece(pixels: ArrayLike<number>, { side, x, y, turn, channels }: Piece): Float32Array {
  const cut = new Float32Array(SIDE * SIDE * 3);
  const last = SIDE - 1;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const v = y + [row, column, last - row, last - column][turn]!;
      const u = x + [column, last - row, last - column, row][turn]!;
      for (let k = 0; k < 3; k++) {
        cut[(row * SIDE + column) * 3 + k] = pixels[(v * side + u) * 3 + channels[k]!]! / 255;
      }
    }
  }
  return cut;
}

/** The colour channels in another order. */
function exchanged(random: () => number): number[] {
  const order = [0, 1, 2];
  for (let i = 2; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
