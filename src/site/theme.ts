import { readStored, writeStored } from '#site/storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);

/** The theme after this one, in the order system, light, dark. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}

/** The reader's choice on this device; 'system' when none was made. */
export function storedTheme(): Theme {
  return readStored('theme', isTheme, 'system');
}

/** Shows the theme and keeps it. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  writeStored('theme', theme);
}

/**
 * Runs in the page's head before anything is painted, so that a reload does not flash. It stands here as text
 * because the layout writes it inline and puts its hash in the content security policy.
 */
export const THEME_BEFORE_PAINT =
  "try{var t=JSON.parse(localStorage.getItem('convnets:theme'));if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}";
