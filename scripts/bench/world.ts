import { median } from '#math/quantile';
import { HAIR_STYLES, sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { KEEP_LOOKING_SEED } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { signalOfSeed } from '#world/signal/sets';
import { type Line, milliseconds } from './measure.ts';

const PICTURES = 12;
const FACES = 6;
const SIGNALS = 70;

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
    await slowestFace(),
    await heartSignal(),
  ];
}

/** Time of eight seconds of an electrocardiogram: the median over hearts. */
async function heartSignal(): Promise<Line> {
  const times: number[] = [];
  for (let seed = 0; seed < SIGNALS; seed++) times.push(await milliseconds(() => signalOfSeed(seed)));
  return { name: 'eight seconds of a heart, median', value: median(times), unit: 'ms', bound: 4 };
}

/** Time of one 48 × 48 face: the greatest of the medians of each hair style. */
async function slowestFace(): Promise<Line> {
  const times = HAIR_STYLES.map((): number[] => []);
  for (let picture = -2; picture < FACES; picture++) {
    for (const [i, hairStyle] of HAIR_STYLES.entries()) {
      const seed = FACE_SETS.gallery.first + 2 + picture;
      const identity = { ...sampleIdentity(seed), hairStyle };
      const time = await milliseconds(() => renderFace(identity, pictureConditions(seed, 1)));
      if (picture >= 0) times[i]!.push(time);
    }
  }
  const medians = times.map((ofStyle) => median(ofStyle));
  const value = Math.max(...medians);
  const name = `a 48 × 48 face, slowest hair (${HAIR_STYLES[medians.indexOf(value)]})`;
  return { name, value, unit: 'ms' };
}
