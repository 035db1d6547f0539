import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import WidgetFrame from '#widgets/shared/WidgetFrame.svelte';

const html = (text: string) => createRawSnippet(() => ({ render: () => text }));
const props = {
  name: 'unit-hunt',
  title: 'Unit hunt',
  state: 'ready' as const,
  link: () => 'https://a.example/',
  toolbar: html('<button>turn</button>'),
  children: html(
    '<div><button>pick</button><div data-part="settings" style="display: flex"><button>set</button></div></div>',
  ),
  save: html('<button>save</button>'),
  caption: html('<span>the caption</span>'),
};
const address = location.href;
const at = (search: string) => {
  const url = new URL(address);
  for (const [name, value] of new URLSearchParams(search)) url.searchParams.set(name, value);
  history.replaceState(null, '', url);
};
const visible = () =>
  ['.title', '.toolbar', '[data-part=settings]', '.footer', 'figcaption'].filter((part) =>
    document.querySelector<HTMLElement>(`figure ${part}`)!.checkVisibility(),
  );

afterEach(() => {
  history.replaceState(null, '', address);
  delete document.documentElement.dataset.hide;
});

/** The words of what Tab reaches in the figure, in order. */
async function tabStops(): Promise<string[]> {
  (document.activeElement as HTMLElement | null)?.blur();
  const stops: string[] = [];
  for (let i = 0; i < 8; i++) {
    await userEvent.tab();
    const { activeElement } = document;
    if (activeElement?.closest('figure')) stops.push(activeElement.textContent!.trim());
  }
  return [...new Set(stops)];
}

describe('what a link hides', () => {
  test('nothing by default', async () => {
    await render(WidgetFrame, props);
    expect(visible()).toHaveLength(5);
    expect(await tabStops()).toEqual(['turn', 'pick', 'set', 'Link to this view', 'save']);
  });

  test('the controls of every figure: neither seen nor in the tab order', async () => {
    at('?hide=controls');
    await render(WidgetFrame, props);
    expect(visible()).toEqual(['.title', 'figcaption']);
    expect(await tabStops()).toEqual(['pick']);
  });

  test('parts of this figure', async () => {
    at('?unit-hunt.hide=title,caption,nonsense&tuning.hide=toolbar');
    const screen = await render(WidgetFrame, props);
    expect(visible()).toEqual(['.toolbar', '[data-part=settings]', '.footer']);
    await expect.element(screen.getByRole('figure', { name: 'Unit hunt' })).toBeVisible();
  });

  test('at once, where the page was marked before the figure woke', async () => {
    document.documentElement.dataset.hide = 'toolbar settings';
    await render(WidgetFrame, props);
    expect(visible()).toEqual(['.title', '.footer', 'figcaption']);
  });

  test('a problem is still told, and progress still shown', async () => {
    at('?hide=title,controls,caption');
    const screen = await render(WidgetFrame, {
      ...props,
      state: 'error',
      error: { message: 'It broke.', advice: 'Again.', retry: true },
      onRetry: () => {},
      progress: { done: 1, total: 2, what: 'steps' },
    });
    await expect.element(screen.getByText('It broke.')).toBeVisible();
    await expect.element(screen.getByRole('progressbar')).toBeVisible();
    await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
