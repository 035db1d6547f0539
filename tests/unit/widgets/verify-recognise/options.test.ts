import { describe, expect, it } from 'vitest';
import { defaultOptions, readOptions, writeOptions } from '#site/view-options';
import { BY_HAND, conditionsOf, SPECS, WIDGET, withRequest } from '#widgets/verify-recognise/options';
import { NEUTRAL } from '#world/face/conditions';
import { FACE_SETS, pictureConditions } from '#world/face/sets';

const DEFAULT = defaultOptions(SPECS);

describe('the conditions of the options', () => {
  it('are those of the picture, unless they are set by hand', () => {
    expect(conditionsOf(DEFAULT)).toEqual(pictureConditions(DEFAULT.probe, DEFAULT.picture));
    expect(conditionsOf({ ...DEFAULT, picture: BY_HAND, yaw: 20 })).toEqual({ ...NEUTRAL, yaw: 20 });
  });

  it('stay but for the one that is asked for', () => {
    const turned = withRequest(DEFAULT, { yaw: 33 });
    expect(turned.picture).toBe(BY_HAND);
    const [before, after] = [conditionsOf(DEFAULT), conditionsOf(turned)];
    expect(after.yaw).toBe(33);
    expect(after.hat).toBe(before.hat);
    expect(after.pitch).toBeCloseTo(before.pitch, 0);
    expect(after.clothing).toBeCloseTo(before.clothing, 2);
  });

  it('come back from a link', () => {
    const options = withRequest(withRequest(DEFAULT, { glasses: 'round' }), { yaw: -20, threshold: 'safe' });
    const query = writeOptions(WIDGET, SPECS, options, '');
    expect(readOptions(WIDGET, SPECS, query)).toEqual(options);
    expect(conditionsOf(withRequest(DEFAULT, { picture: BY_HAND }))).toEqual(NEUTRAL);
  });
});

describe('requests', () => {
  it('that name τ choose it by hand; a rule lets go of it again', () => {
    const byHand = withRequest(DEFAULT, { tau: 0.5 });
    expect([byHand.threshold, byHand.tau]).toEqual(['hand', 0.5]);
    expect(withRequest(byHand, { threshold: 'safe' }).threshold).toBe('safe');
  });

  it('of anything lead to legal options', () => {
    const wild = withRequest(DEFAULT, {
      probe: -7,
      picture: 1e9,
      tau: 'NaN',
      mode: '<b>',
      yaw: 1e9,
      hat: 'crown',
    });
    expect(wild).toMatchObject({ probe: 0, picture: 99, mode: 'verify', yaw: 35, hat: 'none' });
    expect(wild.tau).toBe(DEFAULT.tau);
  });

  it('of another person keep the conditions', () => {
    const turned = withRequest(DEFAULT, { yaw: 10 });
    const other = withRequest(turned, { probe: FACE_SETS.gallery.first + 5 });
    expect(conditionsOf(other)).toEqual(conditionsOf(turned));
    const numbered = withRequest(DEFAULT, { probe: FACE_SETS.gallery.first + 5 });
    expect(numbered.picture).toBe(DEFAULT.picture);
  });
});
