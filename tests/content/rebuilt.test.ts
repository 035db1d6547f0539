import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REBUILD, REBUILDS_FOLDER, type ShippedRebuilds } from '#site/shipped-rebuilds';
import { type ShippedTextures, TEXTURE, TEXTURES_FOLDER } from '#site/shipped-textures';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import { STYLES } from '#world/style/styles';

const read = <T>(folder: string, file: string): T =>
  JSON.parse(readFileSync(join('public', folder, file), 'utf8')) as T;
const rebuilds = read<ShippedRebuilds>(REBUILDS_FOLDER, 'rebuilds.json');
const textures = read<ShippedTextures>(TEXTURES_FOLDER, 'textures.json');

test('the shipped rebuilds are those of the settings that the figure begins with', () => {
  expect(rebuilds).toMatchObject({ network: REBUILD.network, side: REBUILD.side, steps: REBUILD.steps });
  for (const { sheet, layers } of rebuilds.contents) {
    expect(existsSync(join('public', REBUILDS_FOLDER, sheet))).toBe(true);
    expect(layers.map(({ layer }) => layer)).toEqual([...CONVOLUTION_NAMES]);
    for (const { rebuilds: pair } of layers) expect(pair.map(({ seed }) => seed)).toEqual(rebuilds.seeds);
  }
});

test('each rebuild satisfies its layer: of the noise’s content cost less than 5 % is left', () => {
  for (const { layers } of rebuilds.contents) {
    for (const [i, { rebuilds: pair }] of layers.entries()) {
      for (const { remaining } of pair) expect(remaining[i]).toBeLessThan(0.05);
    }
  }
});

test('conv1 gives the picture back; a deeper layer leaves more to the noise', () => {
  for (const { layers } of rebuilds.contents) {
    expect(layers[0]!.between).toBeLessThan(0.01);
    expect(layers[0]!.rebuilds[0]!.difference).toBeLessThan(0.01);
    expect(layers[5]!.between).toBeGreaterThan(layers[1]!.between);
    expect(layers[1]!.between).toBeGreaterThan(layers[0]!.between);
    expect(layers[5]!.rebuilds[0]!.difference).toBeGreaterThan(layers[1]!.rebuilds[0]!.difference);
  }
});

test('the shipped textures are those of the settings that the figure begins with', () => {
  expect(textures).toMatchObject({
    network: STYLE_DEFAULTS.network,
    side: TEXTURE.side,
    steps: TEXTURE.steps,
  });
  expect(textures.styles.map(({ style }) => style)).toEqual([...STYLES]);
  for (const { sheet, textures: grown } of textures.styles) {
    expect(existsSync(join('public', TEXTURES_FOLDER, sheet))).toBe(true);
    expect(grown.map(({ upTo }) => upTo)).toEqual([...CONVOLUTION_NAMES]);
  }
});

test('a texture matches the layers that were asked better than the one after them', () => {
  const shares = textures.styles.flatMap(({ textures: grown }) =>
    grown.slice(0, 2).map(({ remaining }, i) => remaining[i + 2]! > remaining[i]!),
  );
  expect(shares.filter(Boolean).length / shares.length).toBeGreaterThan(0.9);
});
