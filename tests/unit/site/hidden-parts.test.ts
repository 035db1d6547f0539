import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { HIDE_BEFORE_PAINT, hiddenParts } from '#site/hidden-parts';

/** What the script in the head writes on the page for a link. */
function onPage(search: string): string | undefined {
  const dataset: Record<string, string> = {};
  vm.runInNewContext(HIDE_BEFORE_PAINT, {
    URLSearchParams,
    location: { search },
    document: { documentElement: { dataset } },
  });
  return dataset.hide;
}

describe('hiddenParts', () => {
  it.each([
    ['', []],
    ['?hide=caption', ['caption']],
    ['?hide=caption,toolbar', ['toolbar', 'caption']],
    ['?hide=Caption%20LINKS', ['caption', 'links']],
    ['?hide=controls', ['toolbar', 'settings', 'links']],
    ['?tuning.hide=controls,title', ['title', 'toolbar', 'settings', 'links']],
    ['?hide=caption&tuning.hide=caption,formula', ['caption', 'formula']],
    ['?dissection.hide=caption', []],
    ['?hide=body,constructor,__proto__,toString&tuning.hide=<script>', []],
    ['?hide=', []],
  ])('of %s', (search, parts) => expect(hiddenParts('tuning', search)).toEqual(parts));

  it('hides each part once', () => {
    expect(hiddenParts('tuning', '?hide=toolbar,controls,toolbar')).toEqual(['toolbar', 'settings', 'links']);
  });
});

describe('the script before the first paint', () => {
  it.each([
    ['', undefined],
    ['?hide=caption', 'caption'],
    ['?hide=controls,Title', 'toolbar settings links title'],
    ['?tuning.hide=caption', undefined],
    ['?hide=constructor,__proto__,x" onload="alert(1)', undefined],
  ])('of %s', (search, written) => expect(onPage(search)).toBe(written));
});
