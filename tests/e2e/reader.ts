import { test as base, expect, type Page } from '@playwright/test';

export { expect };

export const LESSON = 'lessons/what-deep-convnets-learn/';
/** For what a slow machine computes. */
export const LONG = { timeout: 100_000 };

/** A test that fails when a page has an uncaught error, or asks another host for anything. */
export const test = base.extend<{ clean: undefined }>({
  clean: [
    async ({ context, baseURL }, use) => {
      const { origin } = new URL(baseURL!);
      const unwanted: string[] = [];
      context.on('weberror', (error) => unwanted.push(error.error().message));
      context.on('dialog', (dialog) => {
        unwanted.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) unwanted.push(url);
      });
      context.on('console', (message) => {
        if (message.type() === 'error' && /Uncaught|Content Security Policy/.test(message.text()))
          unwanted.push(message.text());
      });
      await use(undefined);
      expect(unwanted).toEqual([]);
    },
    { auto: true },
  ],
});

export const widget = (page: Page, name: string) => page.locator(`[data-widget="${name}"]`);

/** Brings a figure into view and waits for its state. */
export async function see(page: Page, name: string, state: string | RegExp = 'ready') {
  const figure = widget(page, name);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-state', state, LONG);
  return figure;
}

/** How far the bar of a figure has come, 0 without one. */
export const bar = async (page: Page, name = 'patch-explorer') => {
  const bars = widget(page, name).locator('progress');
  return (await bars.count()) === 0 ? 0 : bars.first().evaluate((one: HTMLProgressElement) => one.value);
};
