import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { withBase } from '#site/base-path';
import { lessonPath } from '#site/lessons';

/** A sitemap holds whole addresses: without one of the site there is none. */
export function getStaticPaths() {
  return import.meta.env.SITE ? [{ params: { sitemap: 'sitemap' } }] : [];
}

/** All pages that a search engine may list, as https://www.sitemaps.org/protocol.html asks for them. */
export const GET: APIRoute = async ({ site }) => {
  const lessons = await getCollection('lessons');
  const models = await getCollection('models');
  const pages = await getCollection('pages');
  const paths = [
    '/',
    '/lessons/',
    ...lessons.map(({ id }) => lessonPath(id)),
    '/progress/',
    '/glossary/',
    '/sources/',
    '/models/',
    ...models.map(({ id }) => `/models/${id}/`),
    ...pages.map(({ id }) => `/${id}/`),
  ];
  const entries = paths.map((path) => `  <url><loc>${new URL(withBase(path), site).href}</loc></url>`);
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
  return new Response(xml, { headers: { 'Content-Type': 'application/xml' } });
};
