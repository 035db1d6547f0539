import { mount, unmount } from 'svelte';
import SearchDialog from './SearchDialog.svelte';

let open: Record<string, unknown> | undefined;

/** Opens the search over the page. While it is open, a second call does nothing. */
export function openSearch(): void {
  if (open) return;
  const dialog = mount(SearchDialog, {
    target: document.body,
    props: {
      onclose: () => {
        open = undefined;
        void unmount(dialog);
      },
    },
  });
  open = dialog;
}
