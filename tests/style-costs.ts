import { expect } from 'vitest';
import { FeatureNetwork, type Pooling } from '#models/feature-network';
import type { AssetSource } from '#models/load-network';
import { loadNetwork } from '#models/load-network';
import { createStyleObjective } from '#models/style-objective';
import fixture from './fixtures/style-costs.json' with { type: 'json' };

interface Picture {
  width: number;
  height: number;
  values: number[];
}

interface Case {
  name: string;
  network: string;
  painted: string;
  content?: { picture: string; layer: string };
  styles: { picture: string; weight: number }[];
  lambda: Record<string, number>;
  scales: Record<string, number>;
  /** null: as the network has it. */
  pooling: Pooling | null;
  alpha: number;
  beta: number;
  variation: number;
  total: number;
  contentCost: number;
  styleOfLayer: Record<string, number>;
  totalVariation: number;
  gradient: number[];
}

export const { grams } = fixture;
export const cases = fixture.cases as unknown as Case[];

/** Of what is expected, for each number; for a picture's slopes, of the largest. */
const TOLERANCE = 1e-4;

/** A picture of the fixture, [height, width, 3], 0 to 1. */
export function fixturePicture(name: string): { pixels: Float32Array; width: number; height: number } {
  const { width, height, values } = (fixture.pictures as Record<string, Picture>)[name]!;
  return { pixels: Float32Array.from(values, (value) => value / 255), width, height };
}

/** Compares the costs of a case and their slopes, on the backend in force, with what PyTorch finds. */
export async function checkCase(one: Case, asset: AssetSource): Promise<void> {
  const { scales, pooling, lambda, alpha, beta, variation } = one;
  const network = FeatureNetwork.of(await loadNetwork(`models/${one.network}`, asset), {
    scales,
    ...(pooling && { pooling }),
  });
  const painted = fixturePicture(one.painted);
  const { content } = one;
  const objective = createStyleObjective(network, {
    width: painted.width,
    height: painted.height,
    ...(content && { content: { pixels: fixturePicture(content.picture).pixels, layer: content.layer } }),
    styles: one.styles.map(({ picture, weight }) => ({ ...fixturePicture(picture), weight })),
    lambda,
    alpha,
    beta,
    variation,
  });
  const found = await objective.evaluate(painted.pixels);
  objective.dispose();
  expectNear(found.total, one.total);
  expectNear(found.content, one.contentCost);
  expectNear(found.variation, one.totalVariation);
  expect(Object.keys(found.styleOfLayer)).toEqual(Object.keys(one.styleOfLayer));
  let style = 0;
  for (const [layer, cost] of Object.entries(one.styleOfLayer)) {
    expectNear(found.styleOfLayer[layer]!, cost);
    style += lambda[layer]! * cost;
  }
  expectNear(found.style, style);
  expect(found.gradient).toHaveLength(one.gradient.length);
  const largest = Math.max(...one.gradient.map(Math.abs));
  const apart = one.gradient.map((slope, i) => Math.abs(slope - found.gradient[i]!));
  expect(Math.max(...apart) / largest).toBeLessThan(TOLERANCE);
}

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(TOLERANCE * Math.abs(expected));
}

/** For a browser: a file below public/. */
export async function fetchAsset(path: string): Promise<ArrayBuffer> {
  const answer = await fetch(`${import.meta.env.BASE_URL}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}
