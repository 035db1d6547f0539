import katex from 'katex';
import { joinBase } from '../site/base-path.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** Typographic quotes. `before`: what stands before the text, which decides whether its first quote opens. */
function curl(text: string, before = ''): string {
  const opens = /(^|[\s([“])/.source;
  return (before + text)
    .replace(new RegExp(`${opens}"`, 'g'), '$1“')
    .replace(/"/g, '”')
    .replace(new RegExp(`${opens}'`, 'g'), '$1‘')
    .replace(/'/g, '’')
    .slice(before.length);
}

const MARKS = /\$([^$]+)\$|`([^`]+)`|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * Sets one line of text that stands in data or in a component's prop: `$maths$`, `` `code` ``, `*emphasis*` and
 * `[words](link)`. All else is plain text, HTML included.
 *
 * @param base put before links that start with a slash
 * @returns HTML
 * @throws Error when KaTeX cannot set a formula
 */
export function inlineMarkup(text: string, base = '/'): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    html += escapeHtml(curl(text.slice(end, match.index), text.slice(0, end).at(-1)));
    end = match.index + match[0].length;
    const [, maths, code, emphasis, words, href] = match;
    if (maths) html += katex.renderToString(maths, { throwOnError: true });
    else if (code) html += `<code>${escapeHtml(code)}</code>`;
    else if (emphasis) html += `<em>${escapeHtml(curl(emphasis))}</em>`;
    else if (words && href)
      html += `<a href="${escapeHtml(siteHref(href, base))}">${escapeHtml(curl(words))}</a>`;
  }
  return html + escapeHtml(curl(text.slice(end), text.slice(0, end).at(-1)));
}

/** The text without its marks, for descriptions and labels. */
export function plainText(text: string): string {
  return text.replace(MARKS, (_, maths, code, emphasis, words) => maths ?? code ?? emphasis ?? words);
}

function siteHref(href: string, base: string): string {
  return href.startsWith('/') && !href.startsWith('//') ? joinBase(base, href) : href;
}
