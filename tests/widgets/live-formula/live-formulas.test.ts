import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectLiveFormulas } from '../../../src/lesson-components/live-formulas.ts';
import { announce, highlight, onHighlight } from '../../../src/site/page-bus.ts';

// As LiveFormula.astro renders it, with KaTeX's own nesting: the space after a number is inside its element.
const HTML = `
<span data-live-formula="display" data-of="field" data-label="The field is {r} pixels, {layer}."
  data-values='{"r":"48","layer":"conv5"}'>
  <span class="live-formula-scroller" style="display: block; width: 4rem; overflow-x: auto; white-space: nowrap">
    <span aria-hidden="true"><span data-symbol="r">r</span>
      <span data-live="r"><span class="mord">48</span><span class="mspace" id="space"></span></span>
      <span class="mtight" data-live="layer"><span class="mord text"><span class="mord">conv5</span></span></span>
      <span data-live="loss" data-digits="2"><span class="mord">−</span><span class="mord">1.00</span></span>
    </span><output>The field is 48 pixels, conv5.</output>
  </span>
  <button data-symbol="r">field</button><button data-symbol="j">jump</button>
</span>`;

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
  root.innerHTML = HTML;
  document.body.append(root);
  connectLiveFormulas(root);
});

afterEach(() => root.remove());

const text = (selector: string) => root.querySelector(selector)?.textContent;

test('announced values replace the numbers in place, keep their elements, and are said', () => {
  announce('field', { options: {}, values: { r: 64, layer: 'conv6', loss: -0.256 } });
  expect(text('[data-live=r] .mord')).toBe('64');
  expect(root.querySelector('#space')).not.toBeNull();
  expect(text('[data-live=layer] .text .mord')).toBe('conv6');
  expect(text('[data-live=loss]')).toBe('−0.26');
  expect(text('output')).toBe('The field is 64 pixels, conv6.');
});

test('a value that the widget does not announce stays', () => {
  announce('field', { options: {}, values: { r: 48, layer: 'conv5' } });
  announce('field', { options: {}, values: { r: 20 } });
  expect(text('[data-live=r]')?.trim()).toBe('20');
  expect(text('output')).toBe(`The field is 20 pixels, conv5.`);
});

test('pointing at a symbol lights its thing, and the thing lights its symbols', () => {
  const lit = vi.fn();
  const stop = onHighlight('field', lit);
  const symbol = root.querySelector('span[data-symbol=r]')!;
  symbol.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  expect(lit).toHaveBeenLastCalledWith('r');
  expect(root.querySelectorAll('[data-symbol=r][data-lit]').length).toBe(2);
  root.querySelector('[data-live-formula]')!.dispatchEvent(new PointerEvent('pointerleave'));
  expect(lit).toHaveBeenLastCalledWith(null);
  expect(root.querySelectorAll('[data-lit]').length).toBe(0);
  highlight('field', 'j');
  expect(root.querySelector('[data-lit]')?.textContent).toBe('jump');
  stop();
});

test('the keyboard reaches a symbol by its button', () => {
  const lit = vi.fn();
  const stop = onHighlight('field', lit);
  root.querySelector<HTMLElement>('button[data-symbol=j]')!.focus();
  expect(lit).toHaveBeenLastCalledWith('j');
  stop();
});

test('a formula that scrolls can be focused, one that fits cannot', async () => {
  const scroller = root.querySelector<HTMLElement>('.live-formula-scroller')!;
  await expect.poll(() => scroller.tabIndex).toBe(0);
  expect(scroller.getAttribute('role')).toBe('group');
  scroller.style.width = '60rem';
  await expect.poll(() => scroller.hasAttribute('tabindex')).toBe(false);
});
