import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Keeps Chromium from calling its maker's servers, and lets it run as root in a container. */
const QUIET = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Finds an installed Chromium.
 *
 * @returns the path in the environment variable BROWSER_PATH if it is set, else the first of chromium,
 *   chromium-browser, google-chrome on the PATH, else undefined (Playwright then uses its own download)
 * @throws Error if BROWSER_PATH names no file
 */
export function findBrowser(): string | undefined {
  const named = process.env.BROWSER_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`BROWSER_PATH is set to ${named}, but there is no such file.`);
    return named;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/**
 * Options for Playwright's `launch`, with extra command-line arguments after the quiet ones.
 *
 * @param extra further Chromium switches
 */
export function browserLaunchOptions(extra: readonly string[] = []) {
  const executablePath = findBrowser();
  const args = [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...extra];
  return { ...(executablePath ? { executablePath } : {}), args };
}
