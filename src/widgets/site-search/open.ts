import { mount, unmount } from 'svelte';
import SearchDialog from './SearchDialog.svelte';

let open: Record<string, unknown> | undefined;

/**
 * Opens the search over the page. While it is open, a second call does nothing.
 *
 * @param query what is looked for at once
 */
export function openSearch(query = ''): void {
  if (open) return;
  const dialog = mount(SearchDialog, {
    target: document.body,
    props: {
      query,
      onclose: () => {
        open = undefined;
        void unmount(dialog);
      },
    },
  });
  open = dialog;
}
