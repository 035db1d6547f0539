import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunchOptions } from './scripts/browser.ts';

const LATE_DEPENDENCIES = [
  'comlink',
  'd3-contour',
  'd3-scale-chromatic',
  'idb',
  'vitest-browser-svelte',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients.js',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
];

/** Makes Chromium emulate WebGPU, which it has not got by itself where there is no GPU. */
const SOFTWARE_WEBGPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

const inBrowser = (switches: readonly string[] = []) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: browserLaunchOptions(switches) }),
  instances: [{ browser: 'chromium' as const }],
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'tests/content/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [svelte()],
        worker: { format: 'es' },
        // Found late, inside the worker, they would make vite reload the page in the middle of a test.
        optimizeDeps: { include: LATE_DEPENDENCIES },
        test: {
          name: 'widgets',
          include: ['tests/widgets/**/*.test.ts'],
          testTimeout: 60_000,
          browser: inBrowser(),
        },
      },
      {
        optimizeDeps: { include: LATE_DEPENDENCIES },
        test: {
          name: 'webgpu',
          include: ['tests/webgpu/**/*.test.ts'],
          testTimeout: 60_000,
          browser: inBrowser(SOFTWARE_WEBGPU),
        },
      },
    ],
  },
});
