import { median } from '#math/quantile';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { KEEP_LOOKING_SEED } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { type Line, milliseconds } from './measure.ts';

const PICTURES = 12;

/** Time of one 64 × 64 picture: the median of each class, and of these the median and the greatest. */
export async function benchWorld(): Promise<Line[]> {
  const times = CLASS_NAMES.map((): number[] => []);
  for (let picture = -2; picture < PICTURES; picture++) {
    for (const [i, name] of CLASS_NAMES.entries()) {
      const factors = sampleFactors(KEEP_LOOKING_SEED + picture + 2, name);
      const time = await milliseconds(() => renderScene(factors));
      if (picture >= 0) times[i]!.push(time);
    }
  }
  const medians = times.map((ofClass) => median(ofClass));
  const slowest = Math.max(...medians);
  return [
    { name: 'a 64 × 64 picture, median over the classes', value: median(medians), unit: 'ms', bound: 12 },
    {
      name: `a 64 × 64 picture, slowest class (${CLASS_NAMES[medians.indexOf(slowest)]})`,
      value: slowest,
      unit: 'ms',
    },
  ];
}
