import { clampFactors, type SceneFactors, sampleFactors } from '#world/scene/factors';
import type { TuningOptions, Varied } from './options.ts';

/** The scene of the options: upright, evenly lit, painted and furnished by the seed. */
export function sceneOf(options: TuningOptions): SceneFactors {
  const { object, texture, seed, yaw, pitch, scale, x, y, lightAzimuth, lightElevation, bodyHue } = options;
  return clampFactors({
    ...sampleFactors(seed, object),
    ...{ roll: 0, exposure: 0, lightStrength: 1, lightWarmth: 0.15, fillLight: 1 },
    ...{ bodyChroma: 0.14, bodyLightness: 0.68, textureScale: 1 },
    ...{ texture, yaw, pitch, scale, x, y, lightAzimuth, lightElevation, bodyHue },
  });
}

/** What a factor does, in a word or two, and how its values are said. */
export const FACTOR_WORDS: Record<Varied, { name: string; format: (value: number) => string }> = {
  yaw: { name: 'turn', format: degrees },
  pitch: { name: 'seen from above', format: degrees },
  scale: { name: 'size', format: percent },
  x: { name: 'place, across', format: signedPercent },
  y: { name: 'place, up', format: signedPercent },
  lightAzimuth: { name: 'lamp, sideways', format: degrees },
  lightElevation: { name: 'lamp, height', format: degrees },
  bodyHue: { name: 'colour (hue)', format: degrees },
};

function degrees(value: number): string {
  return `${Math.round(value)}°`.replace('-', '−');
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function signedPercent(value: number): string {
  const whole = Math.round(value * 100);
  return `${whole > 0 ? '+' : ''}${whole} %`.replace('-', '−');
}

/** The scene in words, for who can't see it. */
export function sceneWords(options: TuningOptions): string {
  const { object, yaw, pitch } = options;
  const turn = yaw === 0 ? 'as it stands' : `turned ${Math.abs(yaw)}° to the ${yaw > 0 ? 'right' : 'left'}`;
  return `${object}, ${turn}, seen from ${Math.round(pitch)}° above`;
}

/** The same turn as a whole number of degrees from −180 to 180. */
export function turned(yaw: number): number {
  const angle = Math.round(yaw);
  return Math.abs(angle) <= 180 ? angle : ((((angle + 180) % 360) + 360) % 360) - 180;
}

/** Whether two scenes differ in nothing but one factor. */
export function sameBut(one: SceneFactors, other: SceneFactors, vary: Varied): boolean {
  return Object.keys(one).every(
    (key) => key === vary || one[key as keyof SceneFactors] === other[key as keyof SceneFactors],
  );
}
