/**
 * The view that a link to a figure holds: the figure and its options.
 *
 * @param link as 'Link to this view' copies it: `…?<widget>.<option>=…#<widget>`
 * @param widgets names of figures
 * @returns the options as a query without '?', or null where the link names none of these figures
 */
export function viewOf(link: string, widgets: readonly string[]): { widget: string; query: string } | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const named = [url.hash.slice(1), ...[...url.searchParams.keys()].map((name) => name.split('.')[0]!)];
  const widget = named.find((name) => widgets.includes(name));
  if (!widget) return null;
  const options = [...url.searchParams].filter(
    ([name]) => name.startsWith(`${widget}.`) && name !== `${widget}.hide`,
  );
  return { widget, query: new URLSearchParams(options).toString() };
}
