/** The kind of message by which an embedded figure tells the page around it how tall it is, in CSS pixels. */
export const HEIGHT_MESSAGE = 'what-convnets-learn:height';

/** Colours of an embedded figure: those of the viewer's system, or fixed. */
export const EMBED_THEMES = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/**
 * Runs in the head of an embedded page: its colours come from its link, never from what the reader chose on the site.
 */
export const EMBED_THEME_BEFORE_PAINT =
  "try{var t=new URLSearchParams(location.search).get('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}";

export interface EmbedChoice {
  /** The address of the embedded page, whole, with or without options of the widget. */
  address: string;
  widget: string;
  title: string;
  theme: EmbedTheme;
  /** Parts that are left out, or names of groups of them. */
  hide: readonly string[];
  /** Pixels, until the page around it hears how tall the figure is. */
  height: number;
}

/** The embedded page's address with the theme and the hidden parts in its query; defaults are left out. */
export function embedAddress({
  address,
  theme,
  hide,
}: Omit<EmbedChoice, 'height' | 'title' | 'widget'>): string {
  const url = new URL(address);
  url.hash = '';
  url.searchParams.delete('theme');
  url.searchParams.delete('hide');
  if (theme !== 'auto') url.searchParams.set('theme', theme);
  const query = [url.search.slice(1), hide.length > 0 ? `hide=${hide.join(',')}` : ''].filter(Boolean);
  url.search = query.join('&');
  return url.href;
}

const inAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The HTML that puts a figure into another page. It works alone: without the script below, the frame scrolls. */
export function embedFrame(choice: EmbedChoice): string {
  return [
    `<iframe src="${inAttribute(embedAddress(choice))}"`,
    `  title="${inAttribute(choice.title)}" width="100%" height="${Math.ceil(choice.height)}" style="border: 0"`,
    '  loading="lazy" allow="clipboard-write" data-convnets></iframe>',
  ].join('\n');
}

/**
 * A script for the page around: once, after the frames. It believes a height only from a frame that it marked, and only a
 * sensible number.
 */
export const EMBED_LISTENER = `<script>
  addEventListener('message', ({ source, data }) => {
    if (data?.type !== '${HEIGHT_MESSAGE}' || !(data.height > 0 && data.height < 20000)) return;
    for (const frame of document.querySelectorAll('iframe[data-convnets]'))
      if (frame.contentWindow === source) frame.style.height = data.height + 'px';
  });
</script>`;
