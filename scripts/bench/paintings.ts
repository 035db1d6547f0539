import { median } from '#math/quantile';
import { CONTENTS, renderContent } from '#world/still/contents';
import { paintStyle, STYLES } from '#world/style/styles';
import { byTurns, type Line } from './measure.ts';

const ROUNDS = 5;

/** Times of a painted style and of a content picture: of each the slowest one's median. */
export async function benchPaintings(): Promise<Line[]> {
  return [
    await slowest('a 256 × 256 style', STYLES, (name) => paintStyle(name, { width: 256, height: 256 }), 200),
    await slowest(
      'a 128 × 128 content',
      CONTENTS,
      (name) => renderContent(name, { width: 128, height: 128 }),
      200,
    ),
  ];
}

async function slowest<Name extends string>(
  what: string,
  names: readonly Name[],
  draw: (name: Name) => unknown,
  bound: number,
): Promise<Line> {
  const times = await byTurns(
    ROUNDS,
    names.map((name) => () => draw(name)),
  );
  const medians = times.map((ofName) => median(ofName));
  const value = Math.max(...medians);
  return { name: `${what}, slowest (${names[medians.indexOf(value)]})`, value, unit: 'ms', bound };
}
