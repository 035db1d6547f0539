import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { fromHtml } from 'hast-util-from-html';
import { joinBase } from '../site/base-path.ts';
import { SEARCH_FILE } from '../site/search/document.ts';
import { isListed, searchDocuments } from './search-documents.ts';
import { searchFile } from './search-file.ts';
import { robots, sitemap } from './sitemap.ts';
import type { TreeNode } from './visit-tree.ts';

/**
 * Astro integration: what is made from the built pages once they are there. The list of what can be found, and, where
 * the site's address is known, the sitemap (and robots.txt at the root of a host). They cannot miss a page, nor name
 * one that is not there.
 */
export function builtSiteFiles(): AstroIntegration {
  let config: AstroConfig;
  return {
    name: 'built-site-files',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:build:done': ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const pages = globSync('**/index.html', { cwd: out })
          .map(
            (file) =>
              `/${file
                .split(sep)
                .join('/')
                .replace(/index\.html$/, '')}`,
          )
          .sort(byCourse(lessonOrder(out)));
        const trees = pages.map((path) => ({ path, tree: parse(join(out, path, 'index.html')) }));
        const documents = trees.flatMap(({ path, tree }) => searchDocuments(tree, path));
        writeFileSync(join(out, SEARCH_FILE), JSON.stringify(searchFile(documents)));
        logger.info(`${documents.length} sections, figures, terms and sources can be found`);
        if (!config.site) return;
        const { site, base } = config;
        const listed = trees.filter(({ tree }) => isListed(tree));
        const address = (path: string) => new URL(joinBase(base, path), site).href;
        writeFileSync(join(out, 'sitemap.xml'), sitemap(listed.map(({ path }) => address(path))));
        const forRobots = robots(site, base);
        if (forRobots) writeFileSync(join(out, 'robots.txt'), forRobots);
      },
    },
  };
}

const parse = (file: string) => fromHtml(readFileSync(file, 'utf8')) as TreeNode;

/** The lessons' paths in the order in which the page of all lessons links to them. */
function lessonOrder(out: string): string[] {
  const html = readFileSync(join(out, 'lessons/index.html'), 'utf8');
  return [...html.matchAll(/href="[^"]*(\/lessons\/[a-z0-9-]+\/)"/g)].map((match) => match[1]!);
}

function byCourse(lessons: readonly string[]) {
  const place = (path: string) => {
    const lesson = lessons.indexOf(path);
    return path === '/' ? -2 : lesson >= 0 ? lesson : path === '/lessons/' ? -1 : lessons.length;
  };
  return (a: string, b: string) => place(a) - place(b) || a.localeCompare(b, 'en');
}
