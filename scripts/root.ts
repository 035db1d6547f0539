import path from 'node:path';

/** The repository's folder. */
export const ROOT: string = path.resolve(import.meta.dirname, '..');
