import { type Conditions, clampConditions } from '#world/face/conditions';
import { type Identity, sampleIdentity } from '#world/face/identity';
import { pictureConditions } from '#world/face/sets';
import { ExperimentError } from './experiment.ts';

export { FACE_SIZE } from '#world/face/render';

/**
 * Who, and how: a person by seed or by features; one of the person's pictures by number (0 is the enrolment picture;
 * only of a person by seed) or given conditions, which are clamped to their ranges.
 */
export interface FaceView {
  identity: number | Identity;
  conditions: number | Conditions;
}

/**
 * The features and conditions of a view.
 *
 * @throws ExperimentError 'bad-input' for a seed or a picture that is no whole number from 0 up, or a picture by number
 * of a person by features
 */
export function resolveFace({ identity, conditions }: FaceView): {
  identity: Identity;
  conditions: Conditions;
} {
  for (const number of [identity, conditions]) {
    if (typeof number === 'number' && !(Number.isSafeInteger(number) && number >= 0)) {
      throw new ExperimentError('bad-input', `There is no face number ${number}.`);
    }
  }
  const person = typeof identity === 'number' ? sampleIdentity(identity) : identity;
  if (typeof conditions !== 'number') return { identity: person, conditions: clampConditions(conditions) };
  if (typeof identity !== 'number') {
    throw new ExperimentError('bad-input', 'Pictures are numbered only for people who have a seed.');
  }
  return { identity: person, conditions: pictureConditions(identity, conditions) };
}
