import { createHash } from 'node:crypto';
import { relativePath } from './relative.ts';

const INLINE = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A text with links (HTML, CSS, XML) without the base path it was built with: each becomes relative to the file that
 * holds it. A link to a folder names its page, for servers that do not look for index.html.
 *
 * @param path the file below the site's folder
 * @param base the base path, with slashes at both ends
 * @param isFile whether a path below the site's folder is a file
 */
export function rewriteLinks(
  text: string,
  path: string,
  base: string,
  isFile: (path: string) => boolean,
): string {
  return text.replace(new RegExp(`${base}([^\\s"'<>()&?#\\\\\`]*)`, 'g'), (_, below: string) => {
    const page = `${below}index.html`;
    const isFolder = (below === '' || below.endsWith('/')) && isFile(page);
    return relativePath(path, isFolder ? page : below);
  });
}

/**
 * A page of the built site with relative links. Inline scripts and styles that change by it get their new hash in the
 * content security policy.
 */
export function rewritePage(
  html: string,
  path: string,
  base: string,
  isFile: (path: string) => boolean,
): string {
  let result = rewriteLinks(html, path, base, isFile);
  for (const [, , , text] of html.matchAll(INLINE)) {
    const rewritten = rewriteLinks(text!, path, base, isFile);
    if (rewritten !== text) result = result.replaceAll(hashOf(text!), hashOf(rewritten));
  }
  return result;
}
