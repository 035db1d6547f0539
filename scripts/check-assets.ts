import path from 'node:path';
import { checkManifests } from './assets/check-manifests.ts';

// Fails when a generated file below public/ is not what its manifest says: `node scripts/check-assets.ts`.
const faults = checkManifests(path.resolve(import.meta.dirname, '../public'));
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('Every generated file is what its manifest says.');
