import { readdirSync } from 'node:fs';
import path from 'node:path';
import { FACE_SETS } from '#world/face/sets';
import { ROOT } from '../root.ts';
import { type Manifest, writeManifest } from '../training/model-files.ts';

/** What the page's live training needs: its faces, recorded runs, and what ten seeds gave. */
export const PLAY_FOLDER: string = path.join(ROOT, 'public/data/faces-play');

/** Writes the manifest over all that the folder holds. */
export function writePlayManifest(): Manifest {
  const names = readdirSync(PLAY_FOLDER).filter((name) => name !== 'manifest.json');
  const script = 'scripts/render-play-faces.ts';
  const command = 'node scripts/render-play-faces.ts && node scripts/measure-triplet-training.ts';
  return writeManifest(PLAY_FOLDER, names, { script, command, seed: FACE_SETS.play.first });
}
