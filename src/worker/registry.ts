/**
 * Every experiment that the worker can run: how its code is loaded, and whether it needs tfjs (and so a backend).
 * A new experiment is one line here; its options, partial results and result are typed from its `run`.
 */
export const registry = {
  'render-scenes': { tfjs: false, load: () => import('#experiments/render-scenes') },
} as const;
