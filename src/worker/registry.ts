/**
 * Every experiment that the worker can run: how its code is loaded, and whether it needs tfjs (and so a backend).
 * A new experiment is one line here; its options, partial results and result are typed from its `run`.
 */
export const registry = {
  'render-scenes': { tfjs: false, load: () => import('#experiments/render-scenes') },
  'crop-pictures': { tfjs: false, load: () => import('#experiments/crop-pictures') },
  'mine-patches': { tfjs: true, load: () => import('#experiments/mine-patches') },
  'open-network': { tfjs: true, load: () => import('#experiments/open-network') },
  'activation-map': { tfjs: true, load: () => import('#experiments/activation-map') },
  'dissect-unit': { tfjs: true, load: () => import('#experiments/dissect-unit') },
  'tune-unit': { tfjs: true, load: () => import('#experiments/tune-unit') },
  'render-faces': { tfjs: false, load: () => import('#experiments/render-faces') },
  'encode-faces': { tfjs: true, load: () => import('#experiments/encode-faces') },
  'siamese-forward': { tfjs: true, load: () => import('#experiments/siamese-forward') },
  'train-softmax': { tfjs: true, load: () => import('#experiments/train-softmax') },
  'train-heads': { tfjs: false, load: () => import('#experiments/train-heads') },
  'error-growth': { tfjs: false, load: () => import('#experiments/error-growth') },
  'train-triplets': { tfjs: true, load: () => import('#experiments/train-triplets') },
  'render-paintings': { tfjs: false, load: () => import('#experiments/render-paintings') },
  'transfer-style': { tfjs: true, load: () => import('#experiments/transfer-style') },
  'gram-shuffle': { tfjs: true, load: () => import('#experiments/gram-shuffle') },
  'gram-matrix': { tfjs: true, load: () => import('#experiments/gram-matrix') },
  'compare-layers': { tfjs: true, load: () => import('#experiments/compare-layers') },
  'render-scan': { tfjs: false, load: () => import('#experiments/render-scan') },
  'read-scan': { tfjs: true, load: () => import('#experiments/read-scan') },
  'scan-filters': { tfjs: true, load: () => import('#experiments/scan-filters') },
  'read-heartbeat': { tfjs: true, load: () => import('#experiments/read-heartbeat') },
  'draw-heartbeats': { tfjs: false, load: () => import('#experiments/draw-heartbeats') },
} as const;
