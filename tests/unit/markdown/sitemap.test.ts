import { describe, expect, it } from 'vitest';
import { robots, sitemap } from '#markdown/sitemap';

describe('sitemap', () => {
  it('lists addresses, escaped', () => {
    const xml = sitemap(['https://example.org/a/', "https://example.org/b/?x=1&y='2'"]);
    expect(xml.match(/<loc>[^<]*<\/loc>/g)).toEqual([
      '<loc>https://example.org/a/</loc>',
      '<loc>https://example.org/b/?x=1&amp;y=&apos;2&apos;</loc>',
    ]);
  });
});

describe('robots', () => {
  it('is there at the root of a host only, where crawlers look for it', () => {
    expect(robots('https://example.org', '/')).toContain('Sitemap: https://example.org/sitemap.xml');
    expect(robots('https://example.org', '/course')).toBeUndefined();
  });
});
