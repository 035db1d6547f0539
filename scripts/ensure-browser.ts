import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { findBrowser } from './browser.ts';

function attempt(command: string, args: string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function hasBrowser(): boolean {
  return findBrowser() !== undefined || existsSync(chromium.executablePath());
}

/**
 * Makes sure that there is a Chromium for the tests: an installed one, else Playwright's download, else
 * Debian's package.
 *
 * @returns true if there is one; otherwise it has said on the console what is missing
 */
export function ensureBrowser(): boolean {
  if (hasBrowser()) return true;
  console.log("No Chromium found; trying Playwright's download.");
  if (attempt('npx', ['playwright', 'install', 'chromium']) && hasBrowser()) {
    attempt('npx', ['playwright', 'install-deps', 'chromium']);
    return true;
  }
  console.log("That failed; trying the system's package.");
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const step of [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-y', '-q', 'chromium'],
  ]) {
    const [command, ...args] = [...sudo, ...step];
    attempt(command!, args);
  }
  if (hasBrowser()) return true;
  console.error(
    [
      'The widget and end-to-end tests need a Chromium, and none could be found or installed.',
      'Install Chromium or Google Chrome so that it is on the PATH, or set BROWSER_PATH to its program, and run npm test again.',
    ].join('\n'),
  );
  return false;
}

if (import.meta.main) process.exit(ensureBrowser() ? 0 : 1);
