import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { isPortable, ZIP_FILE, ZIP_NAME } from '#site/portable';

const file = join(process.cwd(), ZIP_FILE);

/** The whole site to take away, where `npm run build:zip` has made it; the copy does not hold itself. */
export function getStaticPaths() {
  return !isPortable && existsSync(file) ? [{ params: { download: ZIP_NAME.replace(/\.zip$/, '') } }] : [];
}

export const GET: APIRoute = async () =>
  new Response(new Uint8Array(await readFile(file)), { headers: { 'Content-Type': 'application/zip' } });
