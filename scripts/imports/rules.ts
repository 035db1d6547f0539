/** A folder below src/ (or content/), and what it may import. */
export interface Room {
  /** Rooms whose files it may import, besides its own. */
  readonly imports: readonly string[];
  /** Packages it may import: exact names or scopes ending in a slash; '*' for any. */
  readonly packages: readonly string[];
}

const DRAWING = ['svelte', 'svelte/', 'd3', 'd3-', 'katex', 'comlink'];

/** Imports flow one way: math ← world ← models ← experiments ← worker ← widgets ← lesson-components ← content. */
export const ROOMS: Readonly<Record<string, Room>> = {
  math: { imports: [], packages: [] },
  world: { imports: ['math'], packages: [] },
  models: { imports: ['world', 'math'], packages: ['@tensorflow/'] },
  experiments: { imports: ['models', 'world', 'math'], packages: ['@tensorflow/'] },
  site: { imports: ['world', 'math'], packages: ['idb', 'minisearch'] },
  worker: {
    imports: ['experiments', 'models', 'world', 'math', 'site'],
    packages: ['@tensorflow/', 'comlink'],
  },
  widgets: { imports: ['worker', 'world', 'math', 'site'], packages: DRAWING },
  markdown: { imports: ['site', 'math'], packages: ['*'] },
  'lesson-components': {
    imports: ['widgets', 'site', 'world', 'math', 'markdown'],
    // sharp: pictures that stand in the page without scripts are drawn when the site is built.
    packages: [...DRAWING, 'astro', 'astro/', 'astro:', 'node:', 'sharp'],
  },
  layouts: {
    imports: ['lesson-components', 'widgets', 'site', 'world', 'math', 'markdown', 'styles', 'assets'],
    packages: ['*'],
  },
  pages: {
    imports: [
      'layouts',
      'lesson-components',
      'widgets',
      'site',
      'world',
      'math',
      'markdown',
      'styles',
      'assets',
    ],
    packages: ['*'],
  },
  styles: { imports: ['assets'], packages: ['katex'] },
  assets: { imports: [], packages: [] },
  content: { imports: ['lesson-components', 'widgets'], packages: [] },
};

/** Of the worker, widgets see the client and the types of its protocol, and nothing else. */
export const WORKER_DOORS = ['src/worker/client', 'src/worker/protocol'];

/** What pure rooms must not mention: a clock, chance, or a page. */
export const IMPURE =
  /\b(Math\.random|Date\.now|new Date|performance\.now|document\.|window\.|localStorage|fetch\()/;

/** Rooms that compute from their arguments alone. */
export const PURE_ROOMS = ['math', 'world'];

/** Only the client starts a worker. */
export const WORKER_START = { pattern: /new Worker\(/, file: 'src/worker/client.ts' };
