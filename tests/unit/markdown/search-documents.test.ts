import { fromHtml } from 'hast-util-from-html';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { plainHtml } from '#markdown/plain-html';
import { isListed, searchDocuments } from '#markdown/search-documents';
import type { TreeNode } from '#markdown/visit-tree';

const parse = (html: string) => fromHtml(html) as TreeNode;

const LESSON = `<html><body><header>Site</header><main><article class="lesson" data-lesson="04-triplet-loss">
<header><p class="facts">Lesson 4 · 9 minutes</p><h1>Triplet loss</h1><p class="question">How do you teach <em>alike</em>?</p></header>
<contents-list><a href="#wish">A wish</a></contents-list>
<div class="lesson-body"><div class="prose">
<p>The beginning.</p>
<h2 id="wish">A wish</h2>
<p>A <glossary-term><button popovertarget="t">margin</button><span id="t" popover><strong>margin</strong> never shown</span></glossary-term>, of ${katex.renderToString('\\lVert a\\rVert^2 + \\alpha')}.</p>
<check-question><form><fieldset><legend><span>Check</span> How large?</legend><ul class="choices"><li>wrong answer</li></ul></fieldset></form><details><p>given away</p></details></check-question>
<div class="breakout"><astro-island><figure id="triplet-geometry" data-widget="triplet-geometry" aria-label="Anchor, positive">
<div><label>Step size η</label><button>Play</button><button>×</button><div aria-label="Where encodings lie"></div></div><p>0.25</p><figcaption>Drag A, P and N.</figcaption></figure></astro-island></div>
<p>After the figure.</p>
<h3 id="why">Why unit length?</h3><p>Scale.</p>
</div><section class="lesson-sources"><h2 id="sources">Sources</h2><p>A paper</p></section></div></article></main></body></html>`;

describe('searchDocuments of a lesson', () => {
  const documents = searchDocuments(parse(LESSON), '/lessons/triplet-loss/');

  it('is its beginning, its sections and its figures, each with its anchor', () => {
    expect(documents.map(({ kind, title, place, path }) => [kind, title, place, path])).toEqual([
      ['lesson', 'Triplet loss', 'Lesson 4', '/lessons/triplet-loss/'],
      ['lesson', 'A wish', 'Lesson 4 · Triplet loss', '/lessons/triplet-loss/#wish'],
      ['lesson', 'Why unit length?', 'Lesson 4 · Triplet loss', '/lessons/triplet-loss/#why'],
      ['figure', 'Anchor, positive', 'Lesson 4 · Triplet loss', '/lessons/triplet-loss/#triplet-geometry'],
    ]);
  });

  it('has the words that are read, and none that give an answer away', () => {
    expect(documents[0]!.text).toBe('How do you teach alike? The beginning.');
    expect(documents[1]!.text).toBe('A margin, of ∥a∥² + α. Check How large? After the figure.');
  });

  it('knows what one can do in a figure', () => {
    expect(documents[3]).toMatchObject({
      also: 'triplet geometry',
      text: 'Drag A, P and N.',
      more: 'Step size η · Play · Where encodings lie',
    });
  });
});

describe('searchDocuments of other pages', () => {
  it('reads terms and sources', () => {
    const page = parse(`<main><h1>Glossary</h1><p>One definition a term.</p>
      <dl><div id="iou" data-search="term"><dt>IoU<span class="also">also intersection over union</span></dt>
      <dd>How well two regions agree.<span class="see">See <a href="#mask">mask</a></span></dd></div></dl>
      <ol><li id="source-a2000" data-search="source"><span class="title">A work.</span> Ada A. Venue, 2000.</li></ol></main>`);
    expect(searchDocuments(page, '/glossary/')).toMatchObject([
      { kind: 'page', title: 'Glossary', text: 'One definition a term.' },
      {
        kind: 'term',
        title: 'IoU',
        also: 'intersection over union',
        text: 'How well two regions agree.',
        path: '/glossary/#iou',
      },
      { kind: 'source', title: 'A work', text: 'Ada A. Venue, 2000.', path: '/glossary/#source-a2000' },
    ]);
  });

  it('leaves out a page that search engines may not list', () => {
    const page = parse('<head><meta name="robots" content="noindex"></head><main><h1>Alone</h1></main>');
    expect(isListed(page)).toBe(false);
    expect(searchDocuments(page, '/embed/tuning/')).toEqual([]);
  });
});

describe('plainHtml', () => {
  it('writes formulas on a line', () => {
    const html = katex.renderToString('\\frac{a^{[l]}_{ijk}}{2} \\le \\mathcal{G}');
    expect(plainHtml(parse(html))).toBe('a[l]ijk/2 ≤ G');
  });
});
