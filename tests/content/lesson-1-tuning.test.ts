import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '#experiments/tune-unit';
import { defaultOptions } from '#site/view-options';
import { fileContext, finish } from '../../scripts/file-context.ts';
import { startTensorflow } from '../../scripts/tfjs-node.ts';
import { SPECS } from '../../src/widgets/tuning/options.ts';
import { sceneOf } from '../../src/widgets/tuning/scene.ts';

const CAT_DETECTOR = { layer: 'conv6', unit: 112 };

async function curve(vary: 'yaw' | 'bodyHue', values: number[]): Promise<number[]> {
  const factors = sceneOf(defaultOptions(SPECS));
  const options = { network: 'pictures' as const, ...CAT_DETECTOR, factors, vary, values };
  const { responses } = await finish(run, options, fileContext(path.resolve('public')));
  return [...responses];
}

describe('lesson 1 says of the cat detector', () => {
  beforeAll(() => startTensorflow('wasm'));

  it('that it peaks when the cat looks almost straight at you, and keeps little more than a third from behind', async () => {
    const turns = Array.from({ length: 33 }, (_, i) => -180 + i * 11.25);
    const responses = await curve('yaw', turns);
    const peak = Math.max(...responses);
    expect(Math.abs(turns[responses.indexOf(peak)]!)).toBeLessThan(45);
    expect(responses[0]! / peak).toBeGreaterThan(0.33);
    expect(responses[0]! / peak).toBeLessThan(0.4);
  });

  it('that no colour takes it below half of its best', async () => {
    const responses = await curve(
      'bodyHue',
      Array.from({ length: 24 }, (_, i) => i * 15),
    );
    expect(Math.min(...responses) / Math.max(...responses)).toBeGreaterThan(0.5);
  });
});
