import { expect, it } from 'vitest';
import { areaUnderRoc, rocCurve } from '#math/roc';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';

const PEOPLE = 60;
const PICTURES = 4;

const squaredDifference = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
  a.reduce((sum, value, i) => sum + ((value - b[i]!) / 255) ** 2, 0) / a.length;

it('lesson 2 says that pixels tell one person from two in 72 of 100 comparisons', () => {
  const faces = Array.from({ length: PEOPLE * PICTURES }, (_, i) => {
    const seed = FACE_SETS.gallery.first + Math.floor(i / PICTURES);
    return renderFace(sampleIdentity(seed), pictureConditions(seed, 1 + (i % PICTURES))).pixels;
  });
  const same: number[] = [];
  const different: number[] = [];
  for (const [i, a] of faces.entries()) {
    for (const [j, b] of faces.entries()) {
      if (j <= i) continue;
      const one = Math.floor(i / PICTURES) === Math.floor(j / PICTURES);
      (one ? same : different).push(squaredDifference(a, b));
    }
  }
  const curve = rocCurve(Float32Array.from(same), Float32Array.from(different));
  expect(Math.round(100 * areaUnderRoc(curve))).toBe(72);
}, 60_000);
