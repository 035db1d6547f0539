import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isTheme, nextTheme, THEME_BEFORE_PAINT } from '#site/theme';

/** Runs the head's script on a page whose storage answers so; returns the theme that the page then shows. */
function shownFor(getItem: () => string | null): string | undefined {
  const document = { documentElement: { dataset: {} as Record<string, string> } };
  runInNewContext(THEME_BEFORE_PAINT, { document, localStorage: { getItem }, JSON });
  return document.documentElement.dataset.theme;
}

describe('theme', () => {
  it('goes round system, light and dark', () => {
    expect(nextTheme('system')).toBe('light');
    expect(nextTheme('light')).toBe('dark');
    expect(nextTheme('dark')).toBe('system');
    expect(isTheme('sepia')).toBe(false);
  });

  it('is set before the first paint, from what storage holds', () => {
    expect(shownFor(() => '"dark"')).toBe('dark');
    expect(shownFor(() => '"system"')).toBeUndefined();
    expect(shownFor(() => null)).toBeUndefined();
    expect(shownFor(() => 'not json')).toBeUndefined();
    expect(
      shownFor(() => {
        throw new Error('refused');
      }),
    ).toBeUndefined();
  });
});
