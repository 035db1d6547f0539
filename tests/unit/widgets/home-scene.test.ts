import { describe, expect, it } from 'vitest';
import { homeFactors, turned, viewWords } from '#widgets/home-scene/scene';

const view = { toy: 'cat', paint: 8, yaw: 24, pitch: 13 } as const;

describe('the home scene', () => {
  it('turns past the back and goes on', () => {
    expect(turned(170, 20)).toBe(-170);
    expect(turned(-170, -20)).toBe(170);
    expect(turned(10, 12.4)).toBe(22);
  });

  it('changes the pose and nothing of the paint', () => {
    const front = homeFactors({ ...view, yaw: 0 });
    const back = homeFactors({ ...view, yaw: 180 });
    expect({ ...back, yaw: 0 }).toEqual({ ...front, yaw: 0 });
    expect(front.yaw).not.toBe(back.yaw);
  });

  it('says what is seen', () => {
    expect(viewWords(view)).toBe('cat, turned 24° to the right, seen from 13° above');
    expect(viewWords({ ...view, yaw: 0 })).toBe('cat, as it stands, seen from 13° above');
  });
});
