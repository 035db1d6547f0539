import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkManifests } from '../../../scripts/assets/check-manifests.ts';
import { writeManifest } from '../../../scripts/training/model-files.ts';

describe('checkManifests', () => {
  let root: string;
  const file = (name: string) => path.join(root, name);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'public-'));
    mkdirSync(file('models/pictures'), { recursive: true });
    writeFileSync(file('models/pictures/weights.bin'), 'abcd');
    writeManifest(file('models/pictures'), ['weights.bin'], {
      script: 's.ts',
      command: 'node s.ts',
      seed: 1,
    });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds nothing where all is well', () => {
    expect(checkManifests(root)).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'another byte',
      () => writeFileSync(file('models/pictures/weights.bin'), 'abce'),
      /weights.bin has another sha256/,
    ],
    [
      'another length',
      () => writeFileSync(file('models/pictures/weights.bin'), 'abc'),
      /has 3 bytes, .* says 4/,
    ],
    ['a missing file', () => rmSync(file('models/pictures/weights.bin')), /weights.bin is missing/],
    [
      'a file too many',
      () => writeFileSync(file('models/pictures/old.bin'), ''),
      /old.bin is not in its manifest/,
    ],
    ['no manifest', () => rmSync(file('models/pictures/manifest.json')), /models\/pictures has no manifest/],
    ['a broken manifest', () => writeFileSync(file('models/pictures/manifest.json'), '{'), /is no JSON/],
    ['an empty manifest', () => writeFileSync(file('models/pictures/manifest.json'), '{}'), /does not say/],
    ['a file outside', () => writeFileSync(file('models/stray.bin'), ''), /outside of a folder/],
  ])('tells of %s', (_what, spoil, fault) => {
    spoil();
    expect(checkManifests(root)).toHaveLength(1);
    expect(checkManifests(root)[0]).toMatch(fault);
  });
});
