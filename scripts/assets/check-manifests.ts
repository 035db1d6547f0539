import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../training/model-files.ts';

/** Below public/, each folder in these holds what a script generated, and must say so in a manifest. */
const GENERATED = ['models', 'data'];

/**
 * Compares generated files with what the manifests beside them say.
 *
 * @returns a sentence for each fault: none, if all is well
 */
export function checkManifests(publicFolder: string): string[] {
  const faults: string[] = [];
  for (const kind of GENERATED) {
    const parent = path.join(publicFolder, kind);
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const name = `${kind}/${entry.name}`;
      if (!entry.isDirectory()) faults.push(`${name} lies outside of a folder with a manifest.`);
      else if (!existsSync(path.join(parent, entry.name, 'manifest.json')))
        faults.push(`${name} has no manifest.json.`);
    }
  }
  const manifests = globSync('**/manifest.json', { cwd: publicFolder });
  return [...faults, ...manifests.sort().flatMap((file) => checkManifest(publicFolder, file))];
}

function checkManifest(publicFolder: string, file: string): string[] {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(path.join(publicFolder, file), 'utf8')) as Manifest;
  } catch {
    return [`${file} is no JSON.`];
  }
  if (!Array.isArray(manifest.files) || !manifest.script || !manifest.command) {
    return [`${file} does not say its files, script and command.`];
  }
  const folder = path.dirname(file);
  const listed = new Set(manifest.files.map(({ name }) => name));
  const faults = readdirSync(path.join(publicFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(publicFolder, folder), path.join(entry.parentPath, entry.name)))
    .filter((name) => name !== 'manifest.json' && !listed.has(name))
    .map((name) => `${folder}/${name} is not in its manifest.`);
  for (const { name, bytes, sha256 } of manifest.files) {
    const place = path.join(publicFolder, folder, name);
    if (!existsSync(place)) faults.push(`${folder}/${name} is missing.`);
    else if (statSync(place).size !== bytes) {
      faults.push(`${folder}/${name} has ${statSync(place).size} bytes, its manifest says ${bytes}.`);
    } else if (createHash('sha256').update(readFileSync(place)).digest('hex') !== sha256) {
      faults.push(`${folder}/${name} has another sha256 than its manifest says.`);
    }
  }
  return faults;
}
