import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './ensure-browser.ts';

/** Everything `npm test` checks, in the order of what fails fastest. */
const STEPS: readonly [what: string, script: string][] = [
  ['lint', 'lint'],
  ['imports', 'check:imports'],
  ['assets', 'check:assets'],
  ['types', 'check'],
  ['unit tests', 'test:unit'],
  ['widget tests', 'test:widgets'],
  ['build', 'build'],
  ['links', 'check:links'],
  ['end-to-end tests', 'test:e2e'],
];

const results: { what: string; seconds: number; passed: boolean }[] = [];

function record(what: string, work: () => boolean): boolean {
  console.log(`\n== ${what}`);
  const start = performance.now();
  const passed = work();
  results.push({ what, seconds: (performance.now() - start) / 1000, passed });
  return passed;
}

record('browser', ensureBrowser);
for (const [what, script] of STEPS) {
  record(what, () => spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' }).status === 0);
}

console.log('');
for (const { what, seconds, passed } of results) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${what} (${seconds.toFixed(0)} s)`);
}
const failed = results.filter((result) => !result.passed).length;
console.log(`checks: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
