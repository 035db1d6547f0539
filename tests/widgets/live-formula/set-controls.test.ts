import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectSetControls } from '../../../src/lesson-components/set-controls.ts';
import { announce, onHighlight, onSet } from '../../../src/site/page-bus.ts';

let root: HTMLElement;
let link: HTMLAnchorElement;

beforeEach(() => {
  root = document.createElement('div');
  root.innerHTML = `<p><a href="?hunt.unit=12#hunt" data-set="hunt" data-options='{"layer":"conv5","unit":12}'>ears</a>
    <a href="?hunt.unit=13#hunt" data-set="hunt" data-options='{"unit":13}' data-thing="share">share</a></p>
    <div style="height: 3000px"></div><figure id="hunt" style="height: 200px"></figure>`;
  document.body.append(root);
  connectSetControls(root);
  link = root.querySelector('a')!;
  scrollTo(0, 0);
});

afterEach(() => {
  root.remove();
  scrollTo(0, 0);
});

const click = (extra: MouseEventInit = {}) =>
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...extra }));

test('a click sets the figure in place and brings it into view', async () => {
  const set = vi.fn();
  const stop = onSet('hunt', set);
  const figure = root.querySelector('figure')!;
  const before = location.href;
  expect(click()).toBe(false);
  expect(set).toHaveBeenCalledExactlyOnceWith({ layer: 'conv5', unit: 12 });
  expect(location.href).toBe(before);
  await expect.poll(() => figure.getBoundingClientRect().top).toBeLessThan(innerHeight);
  stop();
});

test('a figure that is on screen stays where it is', () => {
  const figure = root.querySelector('figure')!;
  figure.scrollIntoView({ block: 'end', behavior: 'instant' });
  const scroll = vi.spyOn(figure, 'scrollIntoView');
  click();
  expect(scroll).not.toHaveBeenCalled();
});

test('a click that opens a tab, and a page without the figure, keep the plain link', () => {
  const keep = (event: Event) => event.preventDefault();
  const seen = vi.fn((event: Event) => event.defaultPrevented);
  root.addEventListener('click', seen);
  root.addEventListener('click', keep);
  click({ ctrlKey: true });
  expect(seen).toHaveLastReturnedWith(false);
  root.querySelector('figure')!.remove();
  click();
  expect(seen).toHaveLastReturnedWith(false);
});

test('the word is current while the figure has its options', () => {
  announce('hunt', { options: { layer: 'conv5', unit: 12, more: 'x' }, values: {} });
  expect(link.getAttribute('aria-current')).toBe('true');
  announce('hunt', { options: { layer: 'conv5', unit: 11 }, values: {} });
  expect(link.hasAttribute('aria-current')).toBe(false);
});

test('pointing at the word outlines its figure, or lights its thing', () => {
  const figure = root.querySelector('figure')!;
  link.dispatchEvent(new PointerEvent('pointerenter'));
  expect(figure.hasAttribute('data-pointed')).toBe(true);
  link.dispatchEvent(new PointerEvent('pointerleave'));
  expect(figure.hasAttribute('data-pointed')).toBe(false);
  const lit = vi.fn();
  const stop = onHighlight('hunt', lit);
  const share = root.querySelectorAll('a')[1]!;
  share.focus();
  expect(lit).toHaveBeenLastCalledWith('share');
  expect(share.hasAttribute('data-lit')).toBe(true);
  share.blur();
  expect(lit).toHaveBeenLastCalledWith(null);
  stop();
});
