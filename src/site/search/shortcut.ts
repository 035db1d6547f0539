import { readStored, writeStored } from '#site/storage';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether the single key '/' opens search: the reader may turn that off (WCAG 2.1.4). */
export const slashOpens = () => readStored('search-slash', isBoolean, true);

/** Keeps the reader's choice on this device. */
export const writeSlash = (opens: boolean) => writeStored('search-slash', opens);

/** Whether a key is meant for search: '/', or Ctrl or Command with K, and not while typing or in a dialog. */
export function isSearchKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return false;
  const target = event.target as HTMLElement | null;
  if (target?.closest('input, textarea, select, [contenteditable], dialog')) return false;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === '/') return !command && slashOpens();
  return command && !event.shiftKey && event.key.toLowerCase() === 'k';
}
