import { posix } from 'node:path';
import ts from 'typescript';
import { IMPURE, PURE_ROOMS, ROOMS, WORKER_DOORS, WORKER_START } from './rules.ts';

/** A source file: its path from the repository's root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;
const FRONTMATTER = /^---\n([\s\S]*?)\n---/;

/** The TypeScript parts of a .ts, .svelte, .astro or .mdx file. */
export function scriptOf({ path, text }: SourceFile): string {
  if (path.endsWith('.mdx')) {
    const body = text.replace(FRONTMATTER, '');
    return body
      .split('\n')
      .filter((line) => /^(import|export)\s/.test(line))
      .join('\n');
  }
  if (!/\.(svelte|astro)$/.test(path)) return text;
  const scripts = [...text.matchAll(SCRIPT)].map((match) => match[1] ?? '');
  return [FRONTMATTER.exec(text)?.[1] ?? '', ...scripts].join('\n');
}

/** The module specifiers that a file imports, statically or dynamically. */
export function importsOf(file: SourceFile): string[] {
  return ts.preProcessFile(scriptOf(file), true, true).importedFiles.map((entry) => entry.fileName);
}

/** The room that a path belongs to, or undefined outside the rooms. */
function roomOf(path: string): string | undefined {
  const [top, second] = path.split('/');
  if (top === 'content') return 'content';
  return top === 'src' && second !== undefined && second in ROOMS ? second : undefined;
}

/** The path of the repository that a specifier names, or undefined for a package. */
function targetOf(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return posix.join(posix.dirname(importer), specifier);
  if (specifier.startsWith('/src/')) return specifier.slice(1);
  return undefined;
}

function packageAllowed(name: string, allowed: readonly string[]): boolean {
  return allowed.some(
    (entry) => entry === '*' || name === entry || (/[/:-]$/.test(entry) && name.startsWith(entry)),
  );
}

function judgeTarget(path: string, room: string, target: string): string | undefined {
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) return undefined;
  if (targetRoom === room) {
    const [, , own] = path.split('/');
    const [, , other] = target.split('/');
    return room === 'widgets' && own !== other && other !== 'shared'
      ? `the widget '${own}' imports the widget '${other}'; only 'shared' may be shared`
      : undefined;
  }
  if (!ROOMS[room]?.imports.includes(targetRoom)) return `'${room}' may not import '${targetRoom}'`;
  const throughDoor = WORKER_DOORS.some((door) => target.replace(/\.ts$/, '') === door);
  if (room === 'widgets' && targetRoom === 'worker' && !throughDoor) {
    return 'widgets see only the client and the protocol of the worker';
  }
  return undefined;
}

/**
 * Checks that imports flow one way, that pure rooms stay pure, and that only the client starts a worker.
 *
 * @param files every source file below src/ and content/
 * @returns one sentence a violation, 'path: what is wrong (the specifier)'; empty when all is well
 */
export function findViolations(files: readonly SourceFile[]): string[] {
  const found: string[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (room === undefined) continue;
    for (const specifier of importsOf(file)) {
      const target = targetOf(file.path, specifier);
      const problem =
        target === undefined
          ? packageAllowed(specifier, ROOMS[room]!.packages)
            ? undefined
            : `'${room}' may not import this package`
          : judgeTarget(file.path, room, target);
      if (problem) found.push(`${file.path}: ${problem} (${specifier})`);
    }
    const code = scriptOf(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '');
    const impure = PURE_ROOMS.includes(room) ? IMPURE.exec(code) : null;
    if (impure) found.push(`${file.path}: '${room}' is pure and may not use ${impure[0]}`);
    if (WORKER_START.pattern.test(code) && file.path !== WORKER_START.file) {
      found.push(`${file.path}: only ${WORKER_START.file} may start a worker`);
    }
  }
  return found;
}
