const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * A sitemap as https://www.sitemaps.org/protocol.html asks for it.
 *
 * @param addresses whole addresses of the pages to be listed
 */
export function sitemap(addresses: readonly string[]): string {
  const entries = addresses.map(
    (address) => `  <url><loc>${address.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)}</loc></url>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}

/**
 * What a robots.txt says for this site, or nothing: crawlers read it at the root of a host only, so a site below a base
 * path has none of its own.
 */
export function robots(site: string, base: string): string | undefined {
  if (base.replace(/^\/+|\/+$/g, '') !== '') return undefined;
  return `User-agent: *\nAllow: /\n\nSitemap: ${new URL('/sitemap.xml', site).href}\n`;
}
