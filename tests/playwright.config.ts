import { defineConfig, devices } from '@playwright/test';
import { browserLaunchOptions } from '../scripts/browser.ts';

const PORT = Number(process.env.E2E_PORT ?? 4399);
const base = process.env.BASE_PATH ?? '/what-convnets-learn';
const outDir = process.env.E2E_OUT_DIR ?? 'dist';

export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}${base}/`,
    launchOptions: browserLaunchOptions(),
    trace: 'off',
  },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } } },
  ],
  webServer: {
    command: `node scripts/serve.ts --port ${PORT} --dir ${outDir}`,
    cwd: '..',
    url: `http://localhost:${PORT}${base}/`,
    reuseExistingServer: !process.env.CI,
  },
});
