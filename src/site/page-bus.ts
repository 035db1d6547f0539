/**
 * How the parts of a page that live apart find each other: widgets (one island each), words in the prose that
 * set a figure, and formulas with live numbers. A widget is addressed by its name, e.g. 'receptive-field'.
 *
 * Everything travels as a CustomEvent on `document`; the last announcement of every widget, and a request that
 * came before its widget was there, are kept for whoever arrives later.
 */

/** A value as it stands in a link: `?<widget>.<option>=<value>`. */
export type OptionValue = string | number | boolean;
export type Options = Readonly<Record<string, OptionValue>>;

/** What a widget tells the page: the options in force, and the numbers (or words) that it shows. */
export interface Announcement {
  options: Options;
  values: Options;
}

interface Letter<T> {
  widget: string;
  body: T;
}

const ANNOUNCE = 'widget:announce';
const SET = 'widget:set';
const HIGHLIGHT = 'widget:highlight';

const announcements = new Map<string, Announcement>();
const waitingRequests = new Map<string, Options>();

/** @returns whether somebody took the letter (a listener that acts on it calls `preventDefault`) */
function post<T>(kind: string, widget: string, body: T): boolean {
  if (typeof document === 'undefined') return false;
  const detail: Letter<T> = { widget, body };
  return !document.dispatchEvent(new CustomEvent(kind, { detail, cancelable: true }));
}

function listen<T>(kind: string, widget: string, take: (body: T) => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const onEvent = (event: Event) => {
    const letter = (event as CustomEvent<Letter<T>>).detail;
    if (letter.widget !== widget) return;
    event.preventDefault();
    take(letter.body);
  };
  document.addEventListener(kind, onEvent);
  return () => document.removeEventListener(kind, onEvent);
}

/** Called by a widget whenever its options or its numbers change. */
export function announce(widget: string, announcement: Announcement): void {
  announcements.set(widget, announcement);
  post(ANNOUNCE, widget, announcement);
}

/** The last thing that the widget announced on this page, if it has. */
export function lastAnnouncement(widget: string): Announcement | undefined {
  return announcements.get(widget);
}

/**
 * Hears a widget's announcements, its last one at once.
 *
 * @returns a function that stops listening
 */
export function onAnnounce(widget: string, take: (announcement: Announcement) => void): () => void {
  const stop = listen(ANNOUNCE, widget, take);
  const last = announcements.get(widget);
  if (last) take(last);
  return stop;
}

/**
 * Asks a widget to take these options; those not named stay. A request for a widget that is not there yet (an
 * island that wakes when it is seen) waits for it; a later request for the same option wins.
 */
export function requestSet(widget: string, options: Options): void {
  if (!post(SET, widget, options)) {
    waitingRequests.set(widget, { ...waitingRequests.get(widget), ...options });
  }
}

/**
 * Called by a widget to hear requests, the one that waited for it at once. Values come as their sender wrote
 * them: the widget turns them into legal ones.
 *
 * @returns a function that stops listening
 */
export function onSet(widget: string, take: (options: Options) => void): () => void {
  const stop = listen(SET, widget, take);
  const waiting = waitingRequests.get(widget);
  if (waiting) {
    waitingRequests.delete(widget);
    take(waiting);
  }
  return stop;
}

/**
 * Says that the reader points at one thing of a widget (or at its symbol in a formula, or its word in the
 * prose), so that all its other appearances light up; null when they point no more.
 */
export function highlight(widget: string, thing: string | null): void {
  post(HIGHLIGHT, widget, thing);
}

/** @returns a function that stops listening */
export function onHighlight(widget: string, take: (thing: string | null) => void): () => void {
  return listen(HIGHLIGHT, widget, take);
}

/**
 * Whether announced options have all the wanted values; compared as written in a link, so that 12 and '12'
 * are the same.
 */
export function optionsMatch(announced: Options, wanted: Options): boolean {
  return Object.entries(wanted).every(([name, value]) => String(announced[name]) === String(value));
}
